package dev.jeton.dialect.balans;

/**
 * What can be set of the balans dialect.
 *
 * @param tokenDigits the length of tokens in decimal digits, 20 to 64; the vendor's are 20, and 39
 *     hold 128 bits
 * @param plainHttp whether passwords are taken over plain HTTP too
 * @param language of error texts
 * @param plainStatus whether REST errors have the HTTP status that fits best (400, 429, 503), in
 *     place of the vendor's 401 and 500
 */
public record BalansConfig(
    int tokenDigits, boolean plainHttp, Language language, boolean plainStatus) {
  public static final BalansConfig DEFAULT = new BalansConfig(20, false, Language.SERBIAN, false);

  private static final int FEWEST_DIGITS = 20;
  private static final int MOST_DIGITS = 64;

  /** The languages of error texts. */
  public enum Language {
    /** Serbian in Latin script. */
    SERBIAN("sr-Latn"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
      this.tag = tag;
    }

    /** The tag of BCP 47. */
    public String tag() {
      return tag;
    }
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if tokens would be shorter than 20 or longer than 64 digits
   */
  public BalansConfig {
    if (tokenDigits < FEWEST_DIGITS || tokenDigits > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "token-digits must be 20 to 64, but is %d".formatted(tokenDigits));
    }
  }
}
