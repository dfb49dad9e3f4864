package dev.jeton.store.embedded;

import dev.jeton.session.Binding;
import dev.jeton.session.Form;
import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Rotation;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.TokenDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A live session as it is stored under its id, the first part of its token's digest.
 *
 * @param filed the deadline by which the agenda knows it; a use may have moved its own since
 */
record SessionRecord(TokenDigest token, Instant filed, Session session) {
  /** Records of version 1 have no grant, those of version 2 no kinds. */
  private static final int VERSION = 3;

  static final int ID_OCTETS = 12;
  private static final int REST_OCTETS = 20;

  static byte[] id(TokenDigest token) {
    return Arrays.copyOf(token.octets(), ID_OCTETS);
  }

  static byte[] id(SessionId id) {
    return HexFormat.of().parseHex(id.text());
  }

  /** The accounts that it is listed under. */
  static Set<Long> parties(Session session) {
    var ids = new LinkedHashSet<Long>(List.of(session.actor().id()));
    ids.add(session.subject().id());
    session.customer().ifPresent(customer -> ids.add(customer.id()));
    session.grant().ifPresent(grant -> ids.add(grant.client().id()));
    return ids;
  }

  byte[] encoded() {
    var to = new OctetWriter().octet(VERSION);
    rest(to, token);
    to.instant(filed).text(session.dialect());
    principal(to, session.actor());
    to.flag(session.subject().equals(session.actor()));
    if (!session.subject().equals(session.actor())) {
      principal(to, session.subject());
    }
    return to.optional(session.customer(), customer -> principal(to, customer))
        .optional(session.form(), form -> to.text(form.id()).text(form.title()))
        .number(session.language())
        .optional(session.client(), to::text)
        .instant(session.issuedAt())
        .optional(session.idleDeadline(), to::instant)
        .instant(session.absoluteDeadline())
        .optional(session.grant(), grant -> grant(to, grant))
        .done();
  }

  static SessionRecord decoded(byte[] id, byte[] octets) {
    var from = new OctetReader(octets);
    int version = from.version(VERSION);
    TokenDigest token = token(id, from);
    Instant filed = from.instant();
    String dialect = from.text();
    Principal actor = principal(from, version);
    Principal subject = from.flag() ? actor : principal(from, version);
    var session =
        new Session(
            token.sessionId(),
            dialect,
            actor,
            subject,
            from.optional(() -> principal(from, version)),
            from.optional(() -> new Form(from.text(), from.text())),
            from.size(),
            from.optional(from::text),
            from.instant(),
            from.optional(from::instant),
            from.instant(),
            version < 2 ? Optional.empty() : from.optional(() -> grant(from, version)));
    return new SessionRecord(token, filed, session);
  }

  /** The digest without the id, which the key holds. */
  static void rest(OctetWriter to, TokenDigest token) {
    to.octets(Arrays.copyOfRange(token.octets(), ID_OCTETS, ID_OCTETS + REST_OCTETS));
  }

  static TokenDigest token(byte[] id, OctetReader from) {
    byte[] digest = Arrays.copyOf(id, ID_OCTETS + REST_OCTETS);
    from.octets(digest, ID_OCTETS);
    return TokenDigest.stored(digest);
  }

  private static void grant(OctetWriter to, Grant grant) {
    principal(to, grant.client());
    each(to, grant.scope(), to::text);
    each(to, grant.audience(), to::text);
    to.optional(
        grant.binding(), binding -> to.text(binding.method().name()).text(binding.thumbprint()));
    each(to, grant.actors(), actor -> principal(to, actor));
    to.optional(grant.source(), source -> to.octets(source.octets()))
        .optional(
            grant.rotation(), rotation -> to.number(rotation.generation()).instant(rotation.at()));
  }

  private static Grant grant(OctetReader from, int version) {
    return new Grant(
        principal(from, version),
        new TreeSet<>(each(from, from::text)),
        each(from, from::text),
        from.optional(() -> new Binding(Binding.Method.valueOf(from.text()), from.text())),
        each(from, () -> principal(from, version)),
        from.optional(() -> TokenDigest.stored(from.octets(ID_OCTETS + REST_OCTETS))),
        from.optional(() -> new Rotation(from.size(), from.instant())));
  }

  private static <T> void each(OctetWriter to, Collection<T> values, Consumer<T> write) {
    to.number(values.size());
    values.forEach(write);
  }

  private static <T> List<T> each(OctetReader from, Supplier<T> read) {
    return IntStream.range(0, from.size()).mapToObj(_ -> read.get()).toList();
  }

  private static void principal(OctetWriter to, Principal principal) {
    to.number(principal.id()).text(principal.name()).text(principal.kind());
  }

  private static Principal principal(OctetReader from, int version) {
    return new Principal(from.number(), from.text(), version < 3 ? "" : from.text());
  }
}
