package dev.jeton.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.jeton.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** The key that the ring's file is encrypted under (AES-256-GCM): 256 bits, as 64 hex digits. */
public final class RootKey {
  private static final int ID_OCTETS = 8;

  private final Secret text;
  private final byte[] octets;

  private RootKey(Secret text, byte[] octets) {
    this.text = text;
    this.octets = octets;
  }

  /**
   * A root key as its holder gave it, in either case.
   *
   * @throws IllegalArgumentException unless it is 64 hex digits; its text quotes none
   */
  public static RootKey of(Secret text) {
    String digits = text.revealText().strip();
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException("a root key is 64 hex digits");
    }
    return new RootKey(Secret.of(digits), HexFormat.of().parseHex(digits));
  }

  /** A new one, every bit from the generator. */
  public static RootKey random(SecureRandom random) {
    byte[] octets = new byte[Making.OCTETS];
    random.nextBytes(octets);
    return of(Secret.of(HexFormat.of().formatHex(octets)));
  }

  /** The 64 digits. */
  public Secret text() {
    return text;
  }

  /**
   * What people may know it by: 16 hex digits of a hash. It tells of the key no more than whether
   * it is the same, since 256 random bits can't be guessed.
   */
  public String id() {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update("jeton root key id".getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(Arrays.copyOf(hash.digest(octets), ID_OCTETS));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Aead aead() {
    try {
      return AesGcmJce.create(Making.gcm(octets));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RootKey that && MessageDigest.isEqual(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "RootKey[" + id() + "]";
  }
}
