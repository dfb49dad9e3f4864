package dev.jeton.dialect.vz;

import dev.jeton.dialect.Denial;
import dev.jeton.session.Outcome;
import dev.jeton.session.Session;
import dev.jeton.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each outcome is in an envelope. */
final class Answers {
  private final Duration idle;
  private final InstantSource clock;

  Answers(Duration idle, InstantSource clock) {
    this.idle = idle;
    this.clock = clock;
  }

  Reply answer(Envelope envelope, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted ->
          envelope.success(Map.of("token", granted.token().revealText()));
      case Outcome.Alive alive -> envelope.success(facts(alive.session()));
      case Outcome.Ended _ -> envelope.success("session ended");
      case Outcome.Dead _ -> unauthenticated(envelope);
      case Outcome.Refused refused -> refused(envelope, refused);
      case Outcome.Described _ -> envelope.error(404, "There is nothing to describe.");
    };
  }

  /** To a request for whoever is behind us. */
  Reply denial(Envelope envelope, Denial denial) {
    return switch (denial) {
      case Denial.Told(Outcome.Refused refused) -> refused(envelope, refused);
      case Denial.Told(Outcome.Dead _) -> unauthenticated(envelope);
      case Denial.Reason.NO_TOKEN -> unauthenticated(envelope);
      case Denial.Told _ -> envelope.error(503, "The service is not available. Try again later.");
      case Denial.Reason.FORBIDDEN -> envelope.error(403, "This request is not allowed.");
      case Denial.Reason.BACKEND_DOWN -> envelope.error(502, "The server can not be reached.");
      case Denial.Reason.BACKEND_SLOW -> envelope.error(504, "The server did not answer in time.");
    };
  }

  Reply unauthenticated(Envelope envelope) {
    return envelope.error(
        401, "The token is missing, unknown or expired. Authentication must be repeated.");
  }

  private static Reply refused(Envelope envelope, Outcome.Refused refused) {
    return switch (refused.refusal()) {
      case ACTOR, SUBJECT, GRANT_TYPE, SCOPE, TARGET, POSSESSION ->
          envelope.error(401, "Username or password is wrong.");
      case MALFORMED -> envelope.error(400, "The request can not be read.");
      case THROTTLED ->
          envelope.error(429, "Too many failed attempts. Try again later.", refused.retryAfter());
      case TOO_MANY_SESSIONS ->
          envelope.error(429, "Too many sessions are open. Try again later.", refused.retryAfter());
      case OVERLOADED, UNAVAILABLE ->
          envelope.error(
              503, "The service is not available. Try again later.", refused.retryAfter());
    };
  }

  /**
   * This request has renewed the idle time already, so all of it is left, up to the absolute end.
   */
  private Map<String, Object> facts(Session session) {
    Instant end = session.absoluteDeadline();
    Duration left = Duration.between(clock.instant(), end);
    Duration idleLeft = left.compareTo(idle) < 0 ? left : idle;
    var facts = new LinkedHashMap<String, Object>();
    facts.put("user", session.actor().name());
    facts.put("idleSeconds", Math.max(0, idleLeft.toSeconds()));
    facts.put("expires", end.truncatedTo(ChronoUnit.SECONDS).toString());
    return facts;
  }
}
