package dev.jeton.dialect;

import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import dev.jeton.session.Form;
import dev.jeton.session.Outcome;
import dev.jeton.session.Principal;
import dev.jeton.session.Refusal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An outcome of each kind, also those that a request can't have. */
final class EveryOutcome {
  private EveryOutcome() {}

  static List<Outcome> of(Dialect dialect, Instant now) {
    Session session = session(dialect, now);
    var outcomes = new ArrayList<Outcome>();
    outcomes.add(new Outcome.Granted(Secret.of("0123456789abcdef"), session));
    outcomes.add(new Outcome.Alive(session));
    outcomes.add(new Outcome.Ended(session));
    outcomes.add(new Outcome.Described());
    outcomes.add(new Outcome.Dead(new Verdict.Unknown()));
    for (Verdict.Why why : Verdict.Why.values()) {
      outcomes.add(new Outcome.Dead(new Verdict.Gone(dialect.name(), why, now)));
    }
    for (Refusal refusal : Refusal.values()) {
      outcomes.add(new Outcome.Refused(refusal, Duration.ZERO, Optional.empty()));
      outcomes.add(new Outcome.Refused(refusal, Duration.ofSeconds(30), Optional.empty()));
    }
    for (Cause cause : Cause.values()) {
      outcomes.add(new Outcome.Refused(Refusal.ACTOR, Duration.ZERO, Optional.of(cause)));
    }
    return outcomes;
  }

  private static Session session(Dialect dialect, Instant now) {
    return new Session(
        new SessionId("00112233445566778899aabb"),
        dialect.name(),
        new Principal(1, "Žofie <&\"'> \uD83D\uDD11"),
        new Principal(Long.MAX_VALUE, "x".repeat(256)),
        Optional.of(new Principal(3, "Søn & Co")),
        Optional.of(new Form("1171", "Contacts <extranet>")),
        12,
        Optional.of("client\u0001"),
        now.minusSeconds(1),
        Optional.of(now),
        now.plusNanos(1));
  }
}
