package dev.jeton.journal;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Map;

/** A signer with a fresh key. */
final class TestSigner implements Signer {
  private final String id;
  private final KeyPair pair;

  TestSigner(String id) {
    this.id = id;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  PublicKey publicKey() {
    return pair.getPublic();
  }

  @Override
  public Signature sign(byte[] message) {
    try {
      var signing = java.security.Signature.getInstance("Ed25519");
      signing.initSign(pair.getPrivate());
      signing.update(message);
      return new Signature(id, signing.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Map<String, byte[]> publicKeys() {
    return Map.of(id, pair.getPublic().getEncoded());
  }
}
