package dev.jeton.forward;

import dev.jeton.dialect.Credentials;
import dev.jeton.dialect.Dialect;
import dev.jeton.secret.Secret;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Request;
import java.util.List;
import java.util.Optional;

/**
 * Finds the token of a request wherever clients carry theirs. A request with two different ones is
 * in doubt: the server behind might go by the other.
 *
 * @param parameters the names of query parameters
 * @param headers the names of fields whose value is a token
 * @param cookies the names of cookies
 * @param dialects asked where there is a body, or NOUT's mark in the target
 */
record Carriers(
    List<String> parameters, List<String> headers, List<String> cookies, List<Dialect> dialects) {
  private static final String BEARER = "Bearer";
  private static final String DPOP = "DPoP";

  /** Longer ones are no tokens. */
  private static final int LONGEST = 8_192;

  Carriers {
    parameters = List.copyOf(parameters);
    headers = List.copyOf(headers);
    cookies = List.copyOf(cookies);
    dialects = List.copyOf(dialects);
  }

  /**
   * The token of the request that a question is about.
   *
   * @param question with that request's fields and, where the proxy passes it, its body
   */
  Offered find(Request question, Original original) {
    var found = new Found();
    for (Field field : question.headers().fields()) {
      String name = field.name();
      if (name.equalsIgnoreCase("Authorization")) {
        found.authorize(field.value());
      } else if (!cookies.isEmpty() && name.equalsIgnoreCase("Cookie")) {
        cookies(field.value(), found);
      } else if (isNamed(headers, name)) {
        found.add(field.value());
      }
    }
    if (original.uri().indexOf('?') >= 0) {
      Query.each(original.uri(), parameters, found::add, found::doubt);
    }
    if (question.body().length > 0 || original.uri().indexOf('!') >= 0) {
      Request whole = original.request(question);
      for (Dialect dialect : dialects) {
        dialect.carried(whole).ifPresent(found::add);
      }
    }
    return found.offered();
  }

  private static boolean isNamed(List<String> names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** The pairs of a field (RFC 6265, section 4.2.1), whose names have a case. */
  private void cookies(String value, Found found) {
    int start = 0;
    while (start < value.length()) {
      int next = value.indexOf(';', start);
      int end = next < 0 ? value.length() : next;
      int equals = value.indexOf('=', start);
      if (equals >= 0 && equals < end && cookies.contains(value.substring(start, equals).strip())) {
        found.add(unquoted(value.substring(equals + 1, end).strip()));
      }
      start = end + 1;
    }
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    return last > 0 && value.charAt(0) == '"' && value.charAt(last) == '"'
        ? value.substring(1, last)
        : value;
  }

  /** What was found so far. */
  private static final class Found {
    private Optional<Secret> token = Optional.empty();
    private String doubt = "";
    private boolean authorized;
    private boolean proved;

    /** Other schemes are for the server behind. */
    void authorize(String value) {
      int blank = value.indexOf(' ');
      String scheme = blank < 0 ? value : value.substring(0, blank);
      boolean dpop = scheme.equalsIgnoreCase(DPOP);
      if (authorized) {
        doubt = "two authorizations";
      }
      authorized = true;
      if (dpop || scheme.equalsIgnoreCase(BEARER)) {
        proved = dpop;
        add(blank < 0 ? "" : value.substring(blank).strip());
      }
    }

    void add(String text) {
      if (!text.isEmpty()) {
        add(
            text.length() > LONGEST || !Credentials.isVisible(text)
                ? Optional.empty()
                : Optional.of(Secret.of(text)));
      }
    }

    void add(Secret secret) {
      add(Optional.of(secret));
    }

    private void add(Optional<Secret> secret) {
      if (secret.isEmpty()) {
        doubt = "no token";
      } else if (token.isPresent() && !token.equals(secret)) {
        doubt = "two tokens";
      } else {
        token = secret;
      }
    }

    void doubt() {
      doubt = "bad escape";
    }

    Offered offered() {
      if (!doubt.isEmpty()) {
        return new Offered.Doubtful(doubt);
      }
      return token
          .<Offered>map(secret -> new Offered.Token(secret, proved))
          .orElseGet(Offered.Nothing::new);
    }
  }
}
