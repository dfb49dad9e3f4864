package dev.jeton.session;

/**
 * What administrators call a session: the first 12 octets of its token's digest, as 24 hex digits.
 * It tells nothing of the token.
 */
public record SessionId(String text) {
  private static final int DIGITS = 24;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException unless the text is 24 lower-case hex digits
   */
  public SessionId {
    if (text.length() != DIGITS
        || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException("a session id has " + DIGITS + " hex digits");
    }
  }

  static SessionId of(String hexOfDigest) {
    return new SessionId(hexOfDigest.substring(0, DIGITS));
  }

  @Override
  public String toString() {
    return text;
  }
}
