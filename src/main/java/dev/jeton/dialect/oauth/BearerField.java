package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Credentials;
import dev.jeton.dialect.Denial;
import dev.jeton.secret.Secret;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/** How a request for somebody behind us bears its token, and is refused (RFC 6750, RFC 9449). */
final class BearerField {
  private static final String CHALLENGE = "Bearer realm=\"oauth\"";

  /** Section 3.1: without an error, if the request bears no token. */
  private static final Reply NO_TOKEN =
      error(401, "invalid_request", "A token is required.").with("WWW-Authenticate", CHALLENGE);

  private static final Reply INVALID_TOKEN =
      error(401, "invalid_token", "The token is unknown, or not live any more.")
          .with("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"");
  private static final Reply FORBIDDEN =
      error(403, "insufficient_scope", "The token does not allow this.")
          .with("WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\"");
  private static final Reply BACKEND_DOWN =
      error(502, "temporarily_unavailable", "The server can not be reached.");
  private static final Reply BACKEND_SLOW =
      error(504, "temporarily_unavailable", "The server did not answer in time.");

  private BearerField() {}

  /** The token of the one Authorization field that there is. */
  static Optional<Secret> token(Headers headers) {
    return Credentials.of(headers)
        .filter(credentials -> credentials.are("Bearer") || credentials.are("DPoP"))
        .map(Credentials::token);
  }

  static Reply denial(Denial denial) {
    return switch (denial) {
      case Denial.Told(Outcome.Refused refused) -> refused(refused);
      case Denial.Told(Outcome.Dead _) -> INVALID_TOKEN;
      case Denial.Told _ -> OAuthError.unavailable(Duration.ofSeconds(1));
      case Denial.Reason.NO_TOKEN -> NO_TOKEN;
      case Denial.Reason.FORBIDDEN -> FORBIDDEN;
      case Denial.Reason.BACKEND_DOWN -> BACKEND_DOWN;
      case Denial.Reason.BACKEND_SLOW -> BACKEND_SLOW;
    };
  }

  /** Whoever bears a token is no client: what is wrong is the token. */
  private static Reply refused(Outcome.Refused refused) {
    Refusal refusal = refused.refusal();
    return refusal == Refusal.ACTOR || refusal == Refusal.SUBJECT || refusal == Refusal.POSSESSION
        ? INVALID_TOKEN
        : Answers.refused(refused);
  }

  private static Reply error(int status, String error, String description) {
    var members = new LinkedHashMap<String, Object>();
    members.put("error", error);
    members.put("error_description", description);
    return Answers.json(status, Json.write(members).getBytes(StandardCharsets.UTF_8));
  }
}
