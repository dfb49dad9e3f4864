package dev.jeton.account;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash (RFC 9106, version 0x13) with its parameters, as in the PHC string {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param memory KiB
 * @param iterations passes
 * @param parallelism lanes
 */
record PasswordHash(int memory, int iterations, int parallelism, byte[] salt, byte[] hash) {
  static final int SALT_OCTETS = 16;
  static final int HASH_OCTETS = 32;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /**
   * Reads a PHC string.
   *
   * @throws IllegalArgumentException if it is none of Argon2id
   */
  static PasswordHash parse(String phc) {
    Matcher part = PHC.matcher(phc);
    if (!part.matches()) {
      throw new IllegalArgumentException("not the PHC string of an Argon2id hash");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return new PasswordHash(
        Integer.parseInt(part.group(1)),
        Integer.parseInt(part.group(2)),
        Integer.parseInt(part.group(3)),
        base64.decode(part.group(4)),
        base64.decode(part.group(5)));
  }

  boolean isOf(byte[] otherHash) {
    return MessageDigest.isEqual(hash, otherHash);
  }

  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memory,
            iterations,
            parallelism,
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }
}
