package dev.jeton.dialect;

import dev.jeton.secret.Secret;
import dev.jeton.wire.Headers;
import java.util.List;
import java.util.Optional;

/**
 * A scheme and a token of visible octets, blanks between them (RFC 9110, section 11.4).
 *
 * @param scheme as sent; its case does not count
 */
public record Credentials(String scheme, Secret token) {
  /** Those of the one Authorization field that there is; empty if it has another form. */
  public static Optional<Credentials> of(Headers headers) {
    List<String> given = headers.all("Authorization");
    if (given.size() != 1) {
      return Optional.empty();
    }
    String field = given.getFirst();
    int blank = field.indexOf(' ');
    int token = blank;
    while (token >= 0 && token < field.length() && field.charAt(token) == ' ') {
      token++;
    }
    return blank > 0 && isVisible(field, token)
        ? Optional.of(new Credentials(field.substring(0, blank), Secret.of(field.substring(token))))
        : Optional.empty();
  }

  /** Whether the scheme is this one. */
  public boolean are(String other) {
    return scheme.equalsIgnoreCase(other);
  }

  private static boolean isVisible(String field, int from) {
    for (int i = from; i < field.length(); i++) {
      if (field.charAt(i) <= ' ' || field.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return from < field.length();
  }
}
