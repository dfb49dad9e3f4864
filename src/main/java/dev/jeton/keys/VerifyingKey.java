package dev.jeton.keys;

import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a signing key: whoever has it can tell a genuine signature, without a server.
 *
 * @param octets Ed25519 (RFC 8032): 32 octets
 */
public record VerifyingKey(byte[] octets) {
  private static final int OCTETS = 32;

  /** What a SubjectPublicKeyInfo of Ed25519 has before the key (RFC 8410, section 4). */
  private static final byte[] INFO = HexFormat.of().parseHex("302a300506032b6570032100");

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException unless there are 32 octets
   */
  public VerifyingKey {
    if (octets.length != OCTETS) {
      throw new IllegalArgumentException("a verifying key has " + OCTETS + " octets");
    }
    octets = octets.clone();
  }

  @Override
  public byte[] octets() {
    return octets.clone();
  }

  /** As other programs read it: SubjectPublicKeyInfo, DER, which PEM wraps. */
  public byte[] encoded() {
    byte[] encoded = Arrays.copyOf(INFO, INFO.length + OCTETS);
    System.arraycopy(octets, 0, encoded, INFO.length, OCTETS);
    return encoded;
  }

  /** The same in PEM, with line ends. */
  public String pem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getEncoder().encodeToString(encoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** Whether this key's other half signed these very octets. */
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      new Ed25519Verify(octets).verify(signature, message);
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(octets);
  }
}
