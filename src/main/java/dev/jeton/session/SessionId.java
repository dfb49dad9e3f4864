package dev.jeton.session;

/**
 * What administrators call a session: the first 12 octets of its token's digest, as 24 hex digits.
 * It tells nothing of the token.
 */
public record SessionId(String text) {
  /** How much of the digest it is. */
  static final int OCTETS = 12;

  private static final int DIGITS = 2 * OCTETS;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException unless the text is 24 lower-case hex digits
   */
  public SessionId {
    boolean formed = text.length() == DIGITS;
    for (int i = 0; formed && i < DIGITS; i++) {
      char c = text.charAt(i);
      formed = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    if (!formed) {
      throw new IllegalArgumentException("a session id has " + DIGITS + " hex digits");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
