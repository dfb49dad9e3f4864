package dev.jeton.session;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a session has that came of an OAuth grant (RFC 6749, RFC 8693).
 *
 * @param client whom its token was issued to
 * @param audience for whom the token is; for all if empty
 * @param binding the key that its user must prove to hold
 * @param actors who acted before the session's actor did, the latest first: the inner {@code act}
 *     claims
 * @param source the session that this one comes of: it lives only while that one does
 * @param rotation of its refresh token; then the session is a family of tokens and no token opens
 *     it by itself
 */
public record Grant(
    Principal client,
    SortedSet<String> scope,
    List<String> audience,
    Optional<Binding> binding,
    List<Principal> actors,
    Optional<TokenDigest> source,
    Optional<Rotation> rotation) {
  public Grant {
    scope = Collections.unmodifiableSortedSet(new TreeSet<>(scope));
    audience = List.copyOf(audience);
    actors = List.copyOf(actors);
  }

  /** Of a token that nothing stands behind but its client. */
  public static Grant of(Principal client, SortedSet<String> scope, List<String> audience) {
    return new Grant(
        client, scope, audience, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  Grant rotated(Rotation next) {
    return new Grant(client, scope, audience, binding, actors, source, Optional.of(next));
  }
}
