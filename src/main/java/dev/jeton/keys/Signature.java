package dev.jeton.keys;

/**
 * A signature, and the id of the key that made it.
 *
 * @param octets Ed25519 (RFC 8032): 64 octets
 */
public record Signature(int key, byte[] octets) {
  public Signature {
    octets = octets.clone();
  }

  @Override
  public byte[] octets() {
    return octets.clone();
  }
}
