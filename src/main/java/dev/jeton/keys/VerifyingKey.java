package dev.jeton.keys;

import com.google.crypto.tink.subtle.Ed25519Verify;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a signing key: whoever has it can tell a genuine signature, without a server.
 *
 * @param octets Ed25519: the 32 octets of RFC 8032; P-256: the 65 of a point that is not compressed
 *     (SEC 1, 2.3.3); RSA: the 384 of the modulus, whose exponent is 65537
 */
public record VerifyingKey(SigningAlgorithm algorithm, byte[] octets) {
  /** What a SubjectPublicKeyInfo has before the key: Ed25519 (RFC 8410, 4), P-256 (RFC 5480, 2). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte[] P_256 =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException unless it is that of the algorithm's keys
   */
  public VerifyingKey {
    if (octets.length != length(algorithm)) {
      throw new IllegalArgumentException("a verifying key has " + length(algorithm) + " octets");
    }
    octets = octets.clone();
  }

  static int length(SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case EDDSA -> 32;
      case ES256 -> 65;
      case RS256 -> 384;
    };
  }

  @Override
  public byte[] octets() {
    return octets.clone();
  }

  /** As other programs read it: SubjectPublicKeyInfo, DER, which PEM wraps. */
  public byte[] encoded() {
    return switch (algorithm) {
      case EDDSA -> behind(ED25519);
      case ES256 -> behind(P_256);
      case RS256 -> publicKey().getEncoded();
    };
  }

  /** The same in PEM, with line ends. */
  public String pem() {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, lineEnd).encodeToString(encoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** As the JDK has it. */
  public PublicKey publicKey() {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm.family());
      return switch (algorithm) {
        case EDDSA, ES256 -> factory.generatePublic(new X509EncodedKeySpec(encoded()));
        case RS256 ->
            factory.generatePublic(
                new RSAPublicKeySpec(new BigInteger(1, octets), RSAKeyGenParameterSpec.F4));
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the ring has no other public halves", e);
    }
  }

  /** Whether this key's other half signed these very octets. */
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      if (algorithm == SigningAlgorithm.EDDSA) {
        new Ed25519Verify(octets).verify(signature, message);
        return true;
      }
      var verification = java.security.Signature.getInstance(algorithm.signature());
      verification.initVerify(publicKey());
      verification.update(message);
      return verification.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private byte[] behind(byte[] head) {
    byte[] encoded = Arrays.copyOf(head, head.length + octets.length);
    System.arraycopy(octets, 0, encoded, head.length, octets.length);
    return encoded;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey that
        && algorithm == that.algorithm
        && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** The octets in hex; the algorithm is told by the kind of the key. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(octets);
  }
}
