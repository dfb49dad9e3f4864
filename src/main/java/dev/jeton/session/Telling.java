package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.audit.Flood;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells the trail the true cause of a refusal, and the caller what it may know. */
record Telling(Policies policies, AuditTrail trail) {
  /** That whoever asks was not proved to be the client that it says it is. */
  Outcome.Refused noClient(
      Command command, Claim claim, Caller caller, Authenticator.Failed failed, Instant now) {
    return refused(
        AuditEvent.Kind.CLIENT_REFUSED, command.dialect(), claim.name(), caller, failed, now);
  }

  /** That a request can't be read; the dialect's writer has its own fault for it. */
  Outcome.Refused malformed(Command.Malformed malformed, Instant now) {
    trail.record(SessionEvents.malformed(now, malformed));
    return new Outcome.Refused(Refusal.MALFORMED, Duration.ZERO, Optional.empty());
  }

  Outcome.Refused refused(
      AuditEvent.Kind kind,
      String dialect,
      String name,
      Caller caller,
      Authenticator.Failed failed,
      Instant now) {
    if (Flood.isTold(failed.times())) {
      trail.record(SessionEvents.refused(now, kind, dialect, name, failed, caller));
    }
    boolean revealing = policies.find(dialect).filter(SessionPolicy::revealing).isPresent();
    return new Outcome.Refused(
        failed.refusal(),
        failed.retryAfter(),
        revealing ? Optional.of(failed.cause()) : Optional.empty());
  }
}
