package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Exchange;
import dev.jeton.jose.OwnJwts;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.session.Presented;
import dev.jeton.wire.Reply;
import java.time.InstantSource;

/**
 * {@code POST /oauth2/revoke}: ends the session of a token of any dialect (RFC 7009). A hint on the
 * token's type is not needed.
 */
final class RevocationEndpoint {
  static final String OPERATION = "revoke";

  private final String dialect;
  private final OwnJwts own;
  private final InstantSource clock;

  RevocationEndpoint(String dialect, OwnJwts own, InstantSource clock) {
    this.dialect = dialect;
    this.own = own;
    this.clock = clock;
  }

  Exchange read(Asked asked) throws Unacceptable {
    Presented token = own.presented(Secret.of(asked.required("token")), clock.instant());
    return new Exchange(
        OPERATION,
        new Command.Revoke(dialect, asked.client(), token, asked.caller()),
        RevocationEndpoint::answer);
  }

  /** What was dead before is what the client wants it to be (section 2.2). */
  private static Reply answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ended _, Outcome.Dead _ -> Answers.NOTHING;
      case Outcome.Refused refused -> Answers.refused(refused);
      case Outcome.Granted _, Outcome.Alive _, Outcome.Described _ -> Answers.strange();
    };
  }
}
