package dev.jeton.session;

import java.util.Set;
import java.util.SortedSet;

/**
 * An OAuth client that was proved.
 *
 * @param grants the grant types that it may use
 * @param scopes what its tokens may be allowed, and are if it asks for nothing less
 * @param audiences for whom its tokens may be, and are if it asks for nothing less
 * @param recheck asked after a session was written
 */
public record Client(
    Principal principal,
    Set<GrantType> grants,
    SortedSet<String> scopes,
    SortedSet<String> audiences,
    Authenticator.Recheck recheck)
    implements Clients.Result {}
