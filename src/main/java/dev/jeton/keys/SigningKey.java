package dev.jeton.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** What signs JSON Web Tokens: ready for use, and safe for any number of threads. */
public final class SigningKey {
  private final KeyName name;
  private final VerifyingKey verifying;
  private final PrivateKey key;

  private SigningKey(KeyName name, VerifyingKey verifying, PrivateKey key) {
    this.name = name;
    this.verifying = verifying;
    this.key = key;
  }

  static SigningKey of(KeyName name, SigningPair pair) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(pair.verifying().algorithm().family())
              .generatePrivate(new PKCS8EncodedKeySpec(pair.pkcs8().revealOctets()));
      return new SigningKey(name, pair.verifying(), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of the ring is one that the JDK made", e);
    }
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
      var signature = java.security.Signature.getInstance(verifying.algorithm().signature());
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("everything can be signed", e);
    }
  }
}
