package dev.jeton.http;

import java.util.Optional;

/**
 * What the request log says of one request: never its target, body or a header's value.
 *
 * @param method one of the methods that HTTP defines, or {@code -}
 * @param status the HTTP status; 0 where the connection was closed without an answer
 * @param account the account's name, or empty
 * @param micros from its first octet to its answer, in microseconds
 * @param upstream what the server behind answered, if it was handed on
 */
public record RequestLine(
    String id,
    String method,
    String dialect,
    String operation,
    int status,
    String outcome,
    String account,
    long micros,
    Optional<Upstream> upstream) {
  /** Of a request that was answered here. */
  public RequestLine(
      String id,
      String method,
      String dialect,
      String operation,
      int status,
      String outcome,
      String account,
      long micros) {
    this(id, method, dialect, operation, status, outcome, account, micros, Optional.empty());
  }

  @Override
  public String toString() {
    return id
        + ' '
        + method
        + ' '
        + dialect
        + ' '
        + operation
        + ' '
        + status
        + ' '
        + outcome
        + (account.isEmpty() ? "" : " account=" + account)
        + ' '
        + micros
        + "us"
        + upstream.map(u -> " upstream=" + u.status() + ' ' + u.micros() + "us").orElse("");
  }
}
