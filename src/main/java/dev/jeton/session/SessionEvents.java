package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import dev.jeton.audit.Flood;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the audit trail is told of sessions, and of requests for them that were refused. */
public final class SessionEvents {
  private SessionEvents() {}

  static AuditEvent of(Instant at, Kind kind, Session session) {
    return of(at, kind, session, Map.of());
  }

  private static AuditEvent of(Instant at, Kind kind, Session session, Map<String, String> more) {
    return AuditEvent.of(
        at,
        kind,
        more,
        "dialect",
        session.dialect(),
        "session",
        session.id().text(),
        "actor",
        session.actor().name(),
        "subject",
        session.subject().equals(session.actor()) ? "" : session.subject().name(),
        "customer",
        session.customer().map(Principal::name).orElse(""),
        "client",
        session.client().orElse(""));
  }

  /** That a session was found past its deadline, and removed. */
  public static AuditEvent expired(Instant at, Session session) {
    return of(at, Kind.SESSION_EXPIRED, session, Map.of("deadline", session.deadline().toString()));
  }

  static AuditEvent of(Instant at, Kind kind, Session session, Caller caller) {
    return of(at, kind, session, facts(caller));
  }

  /** The refusal of a claim by this name, with its true cause. */
  static AuditEvent refused(
      Instant at,
      Kind kind,
      String dialect,
      String name,
      Authenticator.Failed failed,
      Caller caller) {
    return AuditEvent.of(
            at,
            kind,
            "dialect",
            dialect,
            "actor",
            AuditEvent.offered(name),
            "party",
            lower(failed.refusal()),
            "cause",
            lower(failed.cause()),
            "times",
            Flood.fact(failed.times()))
        .and(facts(caller));
  }

  static AuditEvent malformed(Instant at, Command.Malformed malformed) {
    return AuditEvent.of(
            at, Kind.REQUEST_REFUSED, "dialect", malformed.dialect(), "cause", malformed.cause())
        .and(facts(malformed.caller()));
  }

  private static Map<String, String> facts(Caller caller) {
    if (caller.detail().isEmpty()) {
      return Map.of("address", caller.address());
    }
    var facts = new LinkedHashMap<String, String>();
    facts.put("address", caller.address());
    facts.putAll(caller.detail());
    return facts;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
