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
    if (blank <= 0 || token == field.length() || !isVisible(field.substring(token))) {
      return Optional.empty();
    }
    return Optional.of(
        new Credentials(field.substring(0, blank), Secret.of(field.substring(token))));
  }

  /** Whether the scheme is this one. */
  public boolean are(String other) {
    return scheme.equalsIgnoreCase(other);
  }

  /** Whether there is nothing in a text but visible characters of ASCII, as in every token. */
  public static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }
}
