package dev.jeton.forward;

import java.util.List;

/**
 * How proxies' questions are answered.
 *
 * @param rules who may go where
 * @param parameters the names of query parameters that carry tokens
 * @param headers the names of fields whose value is a token
 * @param cookies the names of cookies that carry tokens
 * @param audiences for whom a proxy may have a JSON Web Token in place of the client's token
 * @param always whether it has one for the first of them each time, unasked
 */
public record ForwardConfig(
    List<Rule> rules,
    List<String> parameters,
    List<String> headers,
    List<String> cookies,
    List<String> audiences,
    boolean always) {
  /** Without rules nobody is let in. */
  public static final ForwardConfig DEFAULT =
      new ForwardConfig(
          List.of(), List.of("token", "sessToken"), List.of(), List.of(), List.of(), false);

  /**
   * Checks that the two last go together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public ForwardConfig {
    if (always && audiences.isEmpty()) {
      throw new IllegalArgumentException("jwt needs jwt-audiences, for whom it is");
    }
    rules = List.copyOf(rules);
    audiences = List.copyOf(audiences);
    parameters = List.copyOf(parameters);
    headers = List.copyOf(headers);
    cookies = List.copyOf(cookies);
  }
}
