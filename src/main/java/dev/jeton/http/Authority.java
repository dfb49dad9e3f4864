package dev.jeton.http;

import java.util.Locale;
import java.util.Optional;

/**
 * A host and perhaps a port, as a Host field or an absolute target names them (RFC 9110, section
 * 7.2).
 *
 * @param host in lower case; IPv6 addresses in brackets
 * @param port decimal digits; empty if none was given
 */
record Authority(String host, String port) {
  private static final int LONGEST_HOST = 255;

  /** Reads {@code host} or {@code host:port}; nothing if it is neither. */
  static Optional<Authority> of(String text) {
    int colon = text.indexOf(':', text.lastIndexOf(']') + 1);
    String host = colon < 0 ? text : text.substring(0, colon);
    String port = colon < 0 ? "" : text.substring(colon + 1);
    return isHost(host) && isPort(port)
        ? Optional.of(new Authority(host.toLowerCase(Locale.ROOT), port))
        : Optional.empty();
  }

  /**
   * Whether this is a host name, an IPv4 address or an IPv6 address in brackets, without a port.
   */
  static boolean isHost(String text) {
    if (text.isEmpty() || text.length() > LONGEST_HOST) {
      return false;
    }
    boolean bracketed = text.charAt(0) == '[';
    if (bracketed && (text.length() < 4 || text.charAt(text.length() - 1) != ']')) {
      return false;
    }
    for (int i = bracketed ? 1 : 0; i < text.length() - (bracketed ? 1 : 0); i++) {
      char c = text.charAt(i);
      if (!(bracketed ? isHex(c) || c == ':' || c == '.' : isOfName(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPort(String text) {
    if (text.length() > 5) {
      return false;
    }
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      port = port * 10 + c - '0';
    }
    return port <= 65535;
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  private static boolean isOfName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '-'
        || c == '_';
  }
}
