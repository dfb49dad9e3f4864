package dev.jeton.account.hash;

import java.util.Base64;

/** The alphabets in which hashes are written as text, without padding. */
enum Alphabet {
  /** Base64 (RFC 4648, section 4); padding is read too. */
  STANDARD("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
  /** Passlib's: a dot in place of the plus. */
  PASSLIB("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./"),
  BCRYPT("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

  private final String letters;

  Alphabet(String letters) {
    this.letters = letters;
  }

  String encode(byte[] octets) {
    return translated(Base64.getEncoder().withoutPadding().encodeToString(octets), STANDARD, this);
  }

  /**
   * The octets of a text.
   *
   * @throws IllegalArgumentException if it is not in this alphabet; its message quotes nothing
   */
  byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(translated(text, this, STANDARD));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("a salt or hash is not in the Base64 of its kind");
    }
  }

  private static String translated(String text, Alphabet from, Alphabet to) {
    if (from == to) {
      return text;
    }
    var translated = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int value = from.letters.indexOf(text.charAt(i));
      translated.append(value < 0 ? '!' : to.letters.charAt(value)); // '!' is in none
    }
    return translated.toString();
  }
}
