package dev.jeton.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which lines are sought: those for which all holds that is given.
 *
 * @param kinds one of these; any if there are none
 * @param account the name of their actor, subject, customer or account
 * @param dialect as events name it
 * @param address the caller's
 * @param session its id
 * @param request its id
 * @param from not before this
 * @param to before this
 */
public record Query(
    Set<String> kinds,
    Optional<String> account,
    Optional<String> dialect,
    Optional<String> address,
    Optional<String> session,
    Optional<String> request,
    Optional<Instant> from,
    Optional<Instant> to) {
  private static final List<String> PARTIES = List.of("actor", "subject", "customer", "account");

  /** All but the signatures and the files' beginnings. */
  public static final Query EVENTS = ofKinds(Kinds.told());

  public Query {
    kinds = Set.copyOf(kinds);
  }

  /** All of these kinds. */
  static Query ofKinds(Set<String> kinds) {
    return new Query(
        kinds,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The texts that a line must hold as they stand, so that most others need not be read whole. */
  List<byte[]> needed() {
    return Stream.of(account, dialect, address, session, request)
        .flatMap(Optional::stream)
        .map(
            text -> {
              var quoted = new StringBuilder();
              Line.quote(quoted, text);
              return quoted.toString().getBytes(StandardCharsets.UTF_8);
            })
        .toList();
  }

  boolean matches(Line line) {
    Map<String, String> detail = line.detail();
    return (kinds.isEmpty() || kinds.contains(line.kind()))
        && (account.isEmpty() || PARTIES.stream().anyMatch(party -> is(detail, party, account)))
        && (dialect.isEmpty() || is(detail, "dialect", dialect))
        && (address.isEmpty() || is(detail, "address", address))
        && (session.isEmpty() || is(detail, "session", session))
        && (request.isEmpty() || is(detail, "request", request))
        && (from.isEmpty() || !line.time().isBefore(from.get()))
        && (to.isEmpty() || line.time().isBefore(to.get()));
  }

  private static boolean is(Map<String, String> detail, String name, Optional<String> value) {
    return Optional.ofNullable(detail.get(name)).equals(value);
  }
}
