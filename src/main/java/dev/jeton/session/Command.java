package dev.jeton.session;

import dev.jeton.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a request asks of the core. */
public sealed interface Command {
  String dialect();

  /**
   * Opens a session.
   *
   * @param subject for whom; the actor itself if empty
   * @param customer the name of a customer that the session is tied to
   * @param language the language asked for
   * @param client the calling application
   * @param lifetime the absolute lifetime asked for, within what the dialect allows; its default if
   *     empty
   */
  record Login(
      String dialect,
      Claim actor,
      Optional<Behalf> subject,
      Optional<String> customer,
      OptionalInt language,
      Optional<String> client,
      Optional<Duration> lifetime,
      Caller caller)
      implements Command {

    /** An actor logs in for itself, and asks for nothing in particular. */
    public static Login of(String dialect, Claim actor, Caller caller) {
      return new Login(
          dialect,
          actor,
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          caller);
    }
  }

  /**
   * Asks whether a token is live in this dialect.
   *
   * @param touch whether this is a use, which prolongs an idle session
   */
  record Check(String dialect, Secret token, boolean touch, Caller caller) implements Command {}

  /**
   * Ends a session.
   *
   * @param claim a proof that came along: it must hold, and be that of the session's actor
   */
  record End(String dialect, Secret token, Optional<Claim> claim, Caller caller)
      implements Command {}

  /** Asks for what the dialect can say by itself: a WSDL, a version, its languages. */
  record Describe(String dialect) implements Command {}

  /**
   * A request that the dialect refuses by itself; its writer knows the answer.
   *
   * @param cause for the audit event: what was wrong, without any of the request's values
   */
  record Malformed(String dialect, String cause, Caller caller) implements Command {}
}
