package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.LastMade;
import dev.jeton.jose.OwnJwt;
import dev.jeton.jose.OwnJwts;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Presented;
import dev.jeton.wire.Reply;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code POST /oauth2/introspect}: what is known of a token of any dialect (RFC 7662). */
final class IntrospectionEndpoint {
  static final String OPERATION = "introspect";

  private final String dialect;
  private final Supplier<String> issuer;
  private final Jose jose;
  private final boolean touch;
  private final InstantSource clock;
  private final LastMade<Reply> plain;

  /**
   * Makes it.
   *
   * @param issuer as {@link OAuth} has it
   * @param touch as in {@link OAuthConfig#introspectionTouch}
   */
  IntrospectionEndpoint(
      String dialect, Supplier<String> issuer, Jose jose, boolean touch, InstantSource clock) {
    this.dialect = dialect;
    this.issuer = issuer;
    this.jose = jose;
    this.touch = touch;
    this.clock = clock;
    this.plain = new LastMade<>(session -> IntrospectionAnswer.plain(session, issuer.get()));
  }

  Exchange read(Asked asked) throws Unacceptable {
    Secret token = Secret.of(asked.required("token"));
    Optional<OwnJwt> jwt =
        OwnJwts.isOne(token)
            ? Optional.of(jose.own().read(token, clock.instant()))
            : Optional.empty();
    Optional<OwnJwt.Genuine> genuine =
        jwt.flatMap(
            read -> read instanceof OwnJwt.Genuine ours ? Optional.of(ours) : Optional.empty());
    Presented presented =
        jwt.isEmpty()
            ? new Presented.Token(token)
            : genuine
                .<Presented>map(ours -> new Presented.OfSession(ours.session()))
                .orElseGet(Presented.Nothing::new);
    var command =
        new Command.Inspect(
            dialect,
            Optional.of(asked.client()),
            presented,
            touch(asked),
            Optional.empty(),
            asked.caller());
    var answer =
        new IntrospectionAnswer(
            AnswerForm.wanted(asked.request().headers()),
            genuine,
            asked.client().name(),
            issuer.get(),
            jose,
            clock,
            plain);
    return new Exchange(OPERATION, command, answer::to);
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
}
