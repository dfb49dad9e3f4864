package dev.jeton.http;

import java.util.HexFormat;
import java.util.Optional;

/**
 * A request target in origin form, and the authority that an absolute form named (RFC 9112, section
 * 3.2).
 *
 * @param origin undecoded, beginning with a slash
 */
record Target(String origin, Optional<Authority> authority) {
  /** Reads a target as sent; nothing if it is of no form that a server of resources answers. */
  static Optional<Target> of(String sent) {
    if (sent.isEmpty() || !isVisible(sent)) {
      return Optional.empty();
    }
    if (sent.charAt(0) == '/') {
      return Optional.of(new Target(sent, Optional.empty()));
    }
    int scheme = schemeLength(sent);
    if (scheme == 0) {
      return Optional.empty();
    }
    int end = scheme;
    while (end < sent.length() && sent.charAt(end) != '/' && sent.charAt(end) != '?') {
      end++;
    }
    String rest = sent.substring(end);
    return Authority.of(sent.substring(scheme, end))
        .map(
            authority ->
                new Target(rest.startsWith("/") ? rest : '/' + rest, Optional.of(authority)));
  }

  /**
   * A target as it is sent on: octets beyond ASCII, which are no part of a URI (RFC 3986, section
   * 2), percent-encoded, so that no library takes them for characters.
   */
  static String encoded(String origin) {
    int ascii = 0;
    while (ascii < origin.length() && origin.charAt(ascii) < 0x80) {
      ascii++;
    }
    if (ascii == origin.length()) {
      return origin;
    }
    var encoded = new StringBuilder(origin.length() + 16);
    for (int i = 0; i < origin.length(); i++) {
      char c = origin.charAt(i);
      if (c < 0x80) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      }
    }
    return encoded.toString();
  }

  /** HTTP/2 carries octets that HTTP/1's request line could not. */
  private static boolean isVisible(String sent) {
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static int schemeLength(String sent) {
    if (sent.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return sent.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
  }
}
