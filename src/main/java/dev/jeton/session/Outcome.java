package dev.jeton.session;

import dev.jeton.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/** What became of a command. */
public sealed interface Outcome extends Served {
  /**
   * A login: the only time that the token is seen.
   *
   * @param refresh a refresh token, if there is one
   */
  record Granted(Secret token, Session session, Optional<Secret> refresh) implements Outcome {
    /** One without a refresh token. */
    public Granted(Secret token, Session session) {
      this(token, session, Optional.empty());
    }
  }

  /** A check of a live token; the session is as it was before this use. */
  record Alive(Session session) implements Outcome {}

  /** A check or an end of a token that is not live in this dialect. */
  record Dead(Verdict.Dead verdict) implements Outcome {}

  /** An end, by this very command. */
  record Ended(Session session) implements Outcome {}

  /** The dialect's writer has the answer. */
  record Described() implements Outcome {}

  /**
   * A refusal.
   *
   * @param retryAfter when to come again, in whole seconds; zero unless the same may be granted
   *     later
   * @param revealed the true cause, only where the dialect is set to reveal it
   */
  record Refused(Refusal refusal, Duration retryAfter, Optional<Cause> revealed)
      implements Outcome {}
}
