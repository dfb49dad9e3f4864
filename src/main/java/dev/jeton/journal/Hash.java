package dev.jeton.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of lines, in lower-case hex. Not for two threads at once. */
final class Hash {
  static final int DIGITS = 64;

  /** What the first line of all has in the place of a line before. */
  static final String OF_NOTHING = "0".repeat(DIGITS);

  private final MessageDigest digest;

  Hash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  String of(byte[] octets) {
    return HexFormat.of().formatHex(digest.digest(octets));
  }
}
