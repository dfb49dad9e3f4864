package dev.jeton.session;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * An OAuth client that was proved.
 *
 * @param grants the grant types that it may use, as {@code grant_type} names them
 * @param scopes what its tokens may be allowed, and are if it asks for nothing less
 * @param audiences for whom its tokens may be, and are if it asks for nothing less
 * @param recheck asked after a session was written
 */
public record Client(
    Principal principal,
    Set<String> grants,
    SortedSet<String> scopes,
    List<String> audiences,
    Authenticator.Recheck recheck)
    implements Clients.Result {}
