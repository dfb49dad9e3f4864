package dev.jeton.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Proves who logs in and decides for whom it may act. */
public interface Authenticator {

  /** Proves a login whole. */
  Result prove(Command.Login login, SessionPolicy policy, Instant now);

  /** Proves one claim that came beside a token. */
  Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now);

  /**
   * Begins to prove a login without waiting for anything.
   *
   * @return empty if nothing was begun: {@link #prove} is to be asked
   */
  default Optional<Begun> begin(Command.Login login, SessionPolicy policy, Instant now) {
    return Optional.empty();
  }

  /** What came of it. */
  sealed interface Result {}

  /** What came of beginning: a login that holds, or one of which more is to be found out. */
  sealed interface Begun {}

  /**
   * A login that holds places in the throttle and has to wait for what tells of it. Just one of the
   * two is to be called, or the places stay taken.
   */
  non-sealed interface Unfinished extends Begun {
    /** Goes on, on a thread that may wait. */
    Result finish();

    /** Does without an answer; what counts against the login still counts. Waits for nothing. */
    void abandon();
  }

  /**
   * The login holds.
   *
   * @param language of the subject's account, if it names one
   * @param client the public half of the key that was used, if one was
   * @param proofs the digests that were proved and taken from the replay guard, to be burnt with
   *     the session
   * @param recheck asked after the session was written
   */
  record Proved(
      Principal actor,
      Principal subject,
      Optional<Principal> customer,
      Optional<Form> form,
      OptionalInt language,
      Optional<String> client,
      List<Proof> proofs,
      Recheck recheck)
      implements Result, Begun {}

  /**
   * Looks at the accounts of a login once more: whoever logged in while one of them was disabled,
   * or got another password or other permissions, must not win.
   */
  @FunctionalInterface
  interface Recheck {
    boolean holds();

    /** Whether that can be told without waiting; false says nothing. */
    default boolean holdsAtOnce() {
      return false;
    }
  }

  /**
   * It does not.
   *
   * @param retryAfter as in {@link Outcome.Refused}
   * @param times how often this was said in one series, from 1; more than once only of what comes
   *     in floods
   */
  record Failed(Refusal refusal, Cause cause, Duration retryAfter, long times)
      implements Result, Clients.Result {
    /** One that stands by itself. */
    public Failed(Refusal refusal, Cause cause, Duration retryAfter) {
      this(refusal, cause, retryAfter, 1);
    }
  }
}
