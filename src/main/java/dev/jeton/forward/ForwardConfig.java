package dev.jeton.forward;

import java.util.List;

/**
 * How proxies' questions are answered.
 *
 * @param rules who may go where
 * @param parameters the names of query parameters that carry tokens
 * @param headers the names of fields whose value is a token
 * @param cookies the names of cookies that carry tokens
 */
public record ForwardConfig(
    List<Rule> rules, List<String> parameters, List<String> headers, List<String> cookies) {
  /** Without rules nobody is let in. */
  public static final ForwardConfig DEFAULT =
      new ForwardConfig(List.of(), List.of("token", "sessToken"), List.of(), List.of());

  public ForwardConfig {
    rules = List.copyOf(rules);
    parameters = List.copyOf(parameters);
    headers = List.copyOf(headers);
    cookies = List.copyOf(cookies);
  }
}
