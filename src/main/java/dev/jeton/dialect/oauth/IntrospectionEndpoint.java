package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Exchange;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.session.Presented;
import dev.jeton.session.Session;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code POST /oauth2/introspect}: what is known of a token of any dialect (RFC 7662). */
final class IntrospectionEndpoint {
  static final String OPERATION = "introspect";
  private static final Reply INACTIVE =
      Answers.json(200, "{\"active\":false}".getBytes(StandardCharsets.UTF_8));

  private final String dialect;
  private final boolean touch;

  /**
   * Makes it.
   *
   * @param touch as in {@link OAuthConfig#introspectionTouch}
   */
  IntrospectionEndpoint(String dialect, boolean touch) {
    this.dialect = dialect;
    this.touch = touch;
  }

  Exchange read(Asked asked) throws Unacceptable {
    var token = new Presented.Token(Secret.of(asked.required("token")));
    var command =
        new Command.Inspect(
            dialect,
            Optional.of(asked.client()),
            token,
            touch(asked),
            Optional.empty(),
            asked.caller());
    String issuer = asked.issuer();
    return new Exchange(OPERATION, command, outcome -> answer(outcome, issuer));
  }

  private boolean touch(Asked asked) throws Unacceptable {
    Optional<String> given = asked.form().value("touch");
    if (given.isEmpty()) {
      return touch;
    }
    return switch (given.get()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new Unacceptable(
              "bad-touch", OAuthError.INVALID_REQUEST, "The parameter touch is true or false.");
    };
  }

  private static Reply answer(Outcome outcome, String issuer) {
    return switch (outcome) {
      case Outcome.Alive(Session session) -> session.isFamily() ? INACTIVE : alive(session, issuer);
      case Outcome.Dead _ -> INACTIVE;
      case Outcome.Refused refused -> Answers.refused(refused);
      case Outcome.Granted _, Outcome.Ended _, Outcome.Described _ -> Answers.strange();
    };
  }

  private static Reply alive(Session session, String issuer) {
    String body = Json.write(SessionFacts.of(session, issuer));
    return Answers.json(200, body.getBytes(StandardCharsets.UTF_8));
  }
}
