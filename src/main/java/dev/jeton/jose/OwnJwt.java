package dev.jeton.jose;

import dev.jeton.session.SessionId;
import java.time.Instant;
import java.util.List;

/**
 * What became of reading a token that says it is an access token of ours. Whether its session lives
 * is another question.
 */
public sealed interface OwnJwt {
  /**
   * It is genuine, and in force.
   *
   * @param session whose facts it told when it was made
   * @param id its own ({@code jti})
   * @param audience who shall take it
   */
  record Genuine(
      SessionId session, String id, List<String> audience, Instant issuedAt, Instant until)
      implements OwnJwt {
    public Genuine {
      audience = List.copyOf(audience);
    }
  }

  /**
   * It is false, changed, or past its end.
   *
   * @param why for the log; it quotes nothing of the token
   */
  record Refused(String why) implements OwnJwt {}
}
