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
   * Whether all of a session's accounts may still have it: those who log in while they are disabled
   * must not win.
   */
  boolean stillAdmits(Session session);

  /** What came of it. */
  sealed interface Result {}

  /**
   * The login holds.
   *
   * @param language of the subject's account, if it names one
   * @param client the public half of the key that was used, if one was
   * @param proofs the digests that were proved and taken from the replay guard, to be burnt with
   *     the session
   */
  record Proved(
      Principal actor,
      Principal subject,
      Optional<Principal> customer,
      Optional<Form> form,
      OptionalInt language,
      Optional<String> client,
      List<Proof> proofs)
      implements Result {}

  /**
   * It does not.
   *
   * @param retryAfter as in {@link Outcome.Refused}
   */
  record Failed(Refusal refusal, Cause cause, Duration retryAfter) implements Result {}
}
