package dev.jeton.dialect.oauth;

import dev.jeton.session.Outcome;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What every endpoint answers alike. */
final class Answers {
  /** RFC 6749, section 5.1; a reply's own fields are added behind them. */
  private static final Headers JSON =
      Headers.of(
          "Content-Type", "application/json", "Cache-Control", "no-store", "Pragma", "no-cache");

  static final Reply INVALID_CLIENT =
      OAuthError.INVALID_CLIENT.reply("The client is unknown, or has not proved itself.");

  /** Some clients choke on an empty answer to a revocation. */
  static final Reply NOTHING = json(200, "{}".getBytes(StandardCharsets.UTF_8));

  private static final Reply UNREADABLE =
      OAuthError.INVALID_REQUEST.reply("The request can not be read.");
  private static final Reply UNAUTHORIZED =
      OAuthError.UNAUTHORIZED_CLIENT.reply("The client may not ask for this.");
  private static final Reply INVALID_SCOPE =
      OAuthError.INVALID_SCOPE.reply("More is asked to be allowed than may be.");
  private static final Reply INVALID_TARGET =
      OAuthError.INVALID_TARGET.reply("The token can not be for this audience.");
  private static final Reply INVALID_PROOF =
      OAuthError.INVALID_DPOP_PROOF.reply(
          "The proof was used before, or is not of the key that is needed.");

  private Answers() {}

  /** An answer that no cache keeps. */
  static Reply json(int status, byte[] body) {
    return new Reply(status, JSON, body);
  }

  /**
   * To who is refused.
   *
   * @param subject if the user, the refresh token or the other token does not hold
   */
  static Reply refused(Outcome.Refused refused, Reply subject) {
    Duration retryAfter = refused.retryAfter();
    return switch (refused.refusal()) {
      case ACTOR -> INVALID_CLIENT;
      case SUBJECT -> subject;
      case GRANT_TYPE -> UNAUTHORIZED;
      case SCOPE -> INVALID_SCOPE;
      case TARGET -> INVALID_TARGET;
      case POSSESSION -> INVALID_PROOF;
      case MALFORMED -> UNREADABLE;
      case THROTTLED ->
          OAuthError.tooMany("Too many failed attempts. Try again later.", retryAfter);
      case TOO_MANY_SESSIONS ->
          OAuthError.tooMany("Too many sessions are open. Try again later.", retryAfter);
      case OVERLOADED, UNAVAILABLE -> OAuthError.unavailable(retryAfter);
    };
  }

  /** To who is refused where there is no other party than the client. */
  static Reply refused(Outcome.Refused refused) {
    return refused(refused, INVALID_CLIENT);
  }

  static Reply unreadable() {
    return UNREADABLE;
  }

  /** To an outcome that such a command can't have. */
  static Reply strange() {
    return OAuthError.unavailable(Duration.ofSeconds(1));
  }
}
