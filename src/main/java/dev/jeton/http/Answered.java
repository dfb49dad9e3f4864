package dev.jeton.http;

import dev.jeton.wire.Reply;
import java.util.Optional;

/**
 * An answer, and what the request log says of it.
 *
 * @param dialect the dialect, or another fixed word such as {@code health}
 * @param operation a fixed word such as {@code GetToken}, never a value of the request
 * @param account the name of the account, where it is known
 * @param outcome a fixed word for what became of it, such as {@code granted}
 */
public record Answered(
    Reply reply, String dialect, String operation, Optional<String> account, String outcome) {

  /** An answer that concerns no account. */
  public static Answered of(Reply reply, String dialect, String operation, String outcome) {
    return new Answered(reply, dialect, operation, Optional.empty(), outcome);
  }
}
