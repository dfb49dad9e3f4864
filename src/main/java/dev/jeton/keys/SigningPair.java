package dev.jeton.keys;

import dev.jeton.secret.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/**
 * A key for JSON Web Tokens as it is made and kept.
 *
 * @param pkcs8 the private half (RFC 5958)
 */
record SigningPair(VerifyingKey verifying, Secret pkcs8) {

  /** A new one; for RSA this takes a second. */
  static SigningPair random(SigningAlgorithm algorithm, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.family());
      generator.initialize(algorithm.size(), random);
      KeyPair pair = generator.generateKeyPair();
      return new SigningPair(
          new VerifyingKey(algorithm, octets(algorithm, pair)),
          Secret.of(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  private static byte[] octets(SigningAlgorithm algorithm, KeyPair pair) {
    byte[] info = pair.getPublic().getEncoded();
    return switch (algorithm) {
      // Both stand at the end of what the JDK encodes.
      case EDDSA, ES256 -> {
        int length = VerifyingKey.length(algorithm);
        yield Arrays.copyOfRange(info, info.length - length, info.length);
      }
      case RS256 -> unsigned(((RSAPublicKey) pair.getPublic()).getModulus());
    };
  }

  /** A modulus has its highest bit set, so that there is a zero before it and none is missing. */
  private static byte[] unsigned(BigInteger modulus) {
    byte[] octets = modulus.toByteArray();
    return Arrays.copyOfRange(octets, 1, octets.length);
  }
}
