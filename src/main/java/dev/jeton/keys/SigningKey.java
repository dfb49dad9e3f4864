package dev.jeton.keys;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** What signs JSON Web Tokens: ready for use, and safe for any number of threads. */
public final class SigningKey {
  private static final int ED25519_OCTETS = 32;

  private final KeyName name;
  private final VerifyingKey verifying;
  private final Computation computation;

  /** From a message to its signature. */
  private interface Computation {
    byte[] sign(byte[] message) throws GeneralSecurityException;
  }

  private SigningKey(KeyName name, VerifyingKey verifying, Computation computation) {
    this.name = name;
    this.verifying = verifying;
    this.computation = computation;
  }

  static SigningKey of(KeyName name, SigningPair pair) {
    try {
      return new SigningKey(name, pair.verifying(), computation(pair));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of the ring is one that the JDK made", e);
    }
  }

  private static Computation computation(SigningPair pair) throws GeneralSecurityException {
    SigningAlgorithm algorithm = pair.verifying().algorithm();
    byte[] pkcs8 = pair.pkcs8().revealOctets();
    return switch (algorithm) {
      // Ten times as fast as the JDK's. The seed stands at the end (RFC 8410, section 7).
      case EDDSA ->
          new Ed25519Sign(Arrays.copyOfRange(pkcs8, pkcs8.length - ED25519_OCTETS, pkcs8.length))
              ::sign;
      case ES256, RS256 -> {
        PrivateKey key =
            KeyFactory.getInstance(algorithm.family())
                .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        yield message -> {
          var signature = java.security.Signature.getInstance(algorithm.signature());
          signature.initSign(key);
          signature.update(message);
          return signature.sign();
        };
      }
    };
  }

  public KeyName name() {
    return name;
  }

  /** The public half, which others verify by. */
  public VerifyingKey verifying() {
    return verifying;
  }

  /** Signs; the form of a signature is told by its {@link SigningAlgorithm}. */
  public byte[] sign(byte[] message) {
    try {
      return computation.sign(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("everything can be signed", e);
    }
  }
}
