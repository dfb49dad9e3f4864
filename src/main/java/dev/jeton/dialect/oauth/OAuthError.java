package dev.jeton.dialect.oauth;

import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;

/** What is told to a client that gets no token and no answer (RFC 6749, section 5.2). */
enum OAuthError {
  INVALID_REQUEST(400),
  /** RFC 9110, section 15.5.2: with a challenge, by whatever way the client tried. */
  INVALID_CLIENT(401),
  INVALID_GRANT(400),
  UNAUTHORIZED_CLIENT(400),
  UNSUPPORTED_GRANT_TYPE(400),
  INVALID_SCOPE(400),
  /** RFC 8707, section 2. */
  INVALID_TARGET(400),
  /** RFC 9449, section 5. */
  INVALID_DPOP_PROOF(400),
  /** RFC 9449, section 8. */
  USE_DPOP_NONCE(400),
  /** RFC 6749, section 4.1.2.1, for want of one in 5.2. */
  TEMPORARILY_UNAVAILABLE(503);

  private static final String CHALLENGE = "Basic realm=\"oauth\", charset=\"UTF-8\"";
  private static final int TOO_MANY_REQUESTS = 429;

  private final int status;

  OAuthError(int status) {
    this.status = status;
  }

  /**
   * The answer.
   *
   * @param description a fixed sentence in ASCII without quotes, with nothing of the request in it
   */
  Reply reply(String description) {
    return reply(status, description);
  }

  /** The answer to a method that the endpoint does not know. */
  static Reply wrongMethod(String allowed) {
    return INVALID_REQUEST
        .reply(405, "The method is not one of this endpoint.")
        .with("Allow", allowed);
  }

  /** The answer where nothing is. */
  static Reply notFound() {
    return INVALID_REQUEST.reply(404, "There is nothing here.");
  }

  /** The answer to who has failed too often, or has too much. */
  static Reply tooMany(String description, Duration retryAfter) {
    return later(TEMPORARILY_UNAVAILABLE.reply(TOO_MANY_REQUESTS, description), retryAfter);
  }

  /** The answer when nobody can tell. */
  static Reply unavailable(Duration retryAfter) {
    return later(
        TEMPORARILY_UNAVAILABLE.reply("The service is not available. Try again later."),
        retryAfter);
  }

  private Reply reply(int with, String description) {
    var members = new LinkedHashMap<String, Object>();
    members.put("error", name().toLowerCase(Locale.ROOT));
    members.put("error_description", description);
    var reply = Answers.json(with, Json.write(members).getBytes(StandardCharsets.UTF_8));
    return this == INVALID_CLIENT ? reply.with("WWW-Authenticate", CHALLENGE) : reply;
  }

  private static Reply later(Reply reply, Duration retryAfter) {
    return reply.with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
  }
}
