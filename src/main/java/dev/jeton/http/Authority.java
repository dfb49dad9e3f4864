package dev.jeton.http;

/**
 * A host and perhaps a port, as a Host field or an absolute target names them (RFC 9110, section
 * 7.2).
 */
record Authority(String host, String port) {
  /**
   * Whether this is a host name, an IPv4 address or an IPv6 address in brackets, without a port.
   */
  static boolean isHost(String text) {
    if (text.isEmpty() || text.length() > 255) {
      return false;
    }
    boolean bracketed = text.charAt(0) == '[';
    if (bracketed && (text.length() < 4 || text.charAt(text.length() - 1) != ']')) {
      return false;
    }
    int end = bracketed ? text.length() - 1 : text.length();
    for (int i = bracketed ? 1 : 0; i < end; i++) {
      char c = text.charAt(i);
      boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
      boolean fits =
          bracketed
              ? hex || c == ':' || c == '.'
              : hex
                  || c >= 'g' && c <= 'z'
                  || c >= 'G' && c <= 'Z'
                  || c == '.'
                  || c == '-'
                  || c == '_';
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
