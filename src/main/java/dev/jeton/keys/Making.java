package dev.jeton.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.google.crypto.tink.signature.Ed25519PublicKey;
import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import dev.jeton.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes keys of every kind, and tells of what they are made. Tink puts no prefix of its own before
 * what they compute: what we keep names the key by itself.
 */
@AccessesPartialKey
final class Making {
  static final int OCTETS = 32;

  /** What Tink asks of an HMAC key. */
  static final int LEAST_OCTETS = 16;

  private Making() {}

  /**
   * A new key, every bit from the generator.
   *
   * @throws IllegalArgumentException if the kind's keys are published, which come in pairs
   */
  static Key random(KeyKind kind, SecureRandom random) {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return switch (kind) {
      case TOKEN, API_KEY, SEALING, AUDIT, NONCE -> of(kind, octets);
      case ADMIN -> of(kind, HexFormat.of().formatHex(octets).getBytes(StandardCharsets.US_ASCII));
      case SIGNING_EDDSA, SIGNING_ES256, SIGNING_RS256 -> throw inPairs(kind);
    };
  }

  /**
   * A key of these octets.
   *
   * @throws IllegalArgumentException if their number is none for this kind: 32, and for the admin
   *     secret from 16
   */
  static Key of(KeyKind kind, byte[] octets) {
    try {
      return switch (kind) {
        case TOKEN, API_KEY, ADMIN, NONCE -> hmac(octets);
        case SEALING -> gcm(octets);
        case AUDIT -> ed25519(octets);
        case SIGNING_EDDSA, SIGNING_ES256, SIGNING_RS256 -> throw inPairs(kind);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(octets.length + " octets are no key for " + kind, e);
    }
  }

  /** The octets of a key that is a secret which others hold too. */
  static Secret secret(HmacKey key) {
    return Secret.of(key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()));
  }

  /** The public half of a key that signs; empty for all others. */
  static Optional<VerifyingKey> verifying(Key key) {
    return key instanceof Ed25519PrivateKey ed
        ? Optional.of(
            new VerifyingKey(
                SigningAlgorithm.EDDSA, ed.getPublicKey().getPublicKeyBytes().toByteArray()))
        : Optional.empty();
  }

  private static IllegalArgumentException inPairs(KeyKind kind) {
    return new IllegalArgumentException(kind + " has pairs of keys");
  }

  static AesGcmKey gcm(byte[] octets) throws GeneralSecurityException {
    return AesGcmKey.builder()
        .setParameters(
            AesGcmParameters.builder()
                .setKeySizeBytes(OCTETS)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build())
        .setKeyBytes(secret(octets))
        .build();
  }

  private static HmacKey hmac(byte[] octets) throws GeneralSecurityException {
    return HmacKey.builder()
        .setParameters(
            HmacParameters.builder()
                .setKeySizeBytes(octets.length)
                .setTagSizeBytes(OCTETS)
                .setHashType(HmacParameters.HashType.SHA256)
                .setVariant(HmacParameters.Variant.NO_PREFIX)
                .build())
        .setKeyBytes(secret(octets))
        .build();
  }

  private static Ed25519PrivateKey ed25519(byte[] seed) throws GeneralSecurityException {
    var pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
    return Ed25519PrivateKey.create(
        Ed25519PublicKey.create(Bytes.copyFrom(pair.getPublicKey())), secret(pair.getPrivateKey()));
  }

  private static SecretBytes secret(byte[] octets) {
    return SecretBytes.copyFrom(octets, InsecureSecretKeyAccess.get());
  }
}
