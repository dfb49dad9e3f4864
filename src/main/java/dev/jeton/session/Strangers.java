package dev.jeton.session;

import dev.jeton.audit.AuditEvent.Kind;
import java.time.Instant;

/** What those are told who show a token that is not theirs to show here, or not now. */
record Strangers(TokenThrottle guesses, Telling telling) {
  /** That a token is unknown, as it is wherever it was not issued; or to wait. */
  Outcome unknown(TokenDigest token, String dialect, Caller caller, Instant now) {
    TokenThrottle.Wait wait = guesses.guessed(token, caller, now);
    return wait.time().isZero()
        ? new Outcome.Dead(new Verdict.Unknown())
        : throttled(dialect, caller, wait, now);
  }

  /** To wait, although the session may be live. */
  Outcome notNow(String dialect, Caller caller, Instant now) {
    return throttled(dialect, caller, guesses.wait(caller, now), now);
  }

  private Outcome throttled(String dialect, Caller caller, TokenThrottle.Wait wait, Instant now) {
    return telling.refused(
        Kind.TOKEN_REFUSED,
        dialect,
        "",
        caller,
        new Authenticator.Failed(Refusal.THROTTLED, Cause.THROTTLED, wait.time(), wait.times()),
        now);
  }
}
