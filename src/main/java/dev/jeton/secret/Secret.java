package dev.jeton.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A password, token or key: it cannot print itself and compares in constant time.
 *
 * <p>The classes that may call a {@code reveal} method are listed in the architecture test.
 */
public final class Secret {
  private final byte[] octets;

  private Secret(byte[] octets) {
    this.octets = octets;
  }

  /** A secret that is text; its octets are the text in UTF-8. */
  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A secret that is octets; they are copied. */
  public static Secret of(byte[] octets) {
    return new Secret(octets.clone());
  }

  /** The text, decoded as UTF-8. */
  public String revealText() {
    return new String(octets, StandardCharsets.UTF_8);
  }

  /** A copy of the octets. */
  public byte[] revealOctets() {
    return octets.clone();
  }

  /** The number of octets. */
  public int length() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
