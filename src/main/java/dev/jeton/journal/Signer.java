package dev.jeton.journal;

import java.util.Map;

/** Signs the trail's head by Ed25519 (RFC 8032). */
public interface Signer {

  /**
   * A signature.
   *
   * @param key the id of the key that made it: letters, digits and dashes
   */
  record Signature(String key, byte[] octets) {}

  /** Signs by the newest key. */
  Signature sign(byte[] message);

  /** The public halves of all keys that ever signed, by their ids: X.509's form (RFC 8410), DER. */
  Map<String, byte[]> publicKeys();
}
