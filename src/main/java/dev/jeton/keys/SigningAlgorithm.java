package dev.jeton.keys;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** How a key of the ring signs; each has one size of key and one form of signature. */
public enum SigningAlgorithm {
  /** Ed25519 (RFC 8032, RFC 8037). */
  EDDSA(KeyKind.SIGNING_EDDSA, "Ed25519", "Ed25519"),
  /** ECDSA over P-256 with SHA-256; a signature is r and s, 32 octets each (RFC 7518, 3.4). */
  ES256(KeyKind.SIGNING_ES256, "EC", "SHA256withECDSAinP1363Format"),
  /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, 3.3); 3072 bits, for 128 bits of security. */
  RS256(KeyKind.SIGNING_RS256, "RSA", "SHA256withRSA");

  private final KeyKind kind;
  private final String family;
  private final String signature;

  SigningAlgorithm(KeyKind kind, String family, String signature) {
    this.kind = kind;
    this.family = family;
    this.signature = signature;
  }

  /** The kind of key that signs JSON Web Tokens by it. */
  public KeyKind kind() {
    return kind;
  }

  /** What the JDK calls its keys. */
  String family() {
    return family;
  }

  /** What the JDK calls its signatures. */
  String signature() {
    return signature;
  }

  /** What new keys are made of. */
  AlgorithmParameterSpec size() {
    return switch (this) {
      case EDDSA -> NamedParameterSpec.ED25519;
      case ES256 -> new ECGenParameterSpec("secp256r1");
      case RS256 -> new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4);
    };
  }
}
