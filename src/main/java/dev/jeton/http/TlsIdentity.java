package dev.jeton.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a TLS listener shows of itself: a certificate chain and its private key, both as PEM. It
 * cannot print itself.
 */
public final class TlsIdentity {
  private final byte[] chain;
  private final byte[] key;

  TlsIdentity(byte[] chain, byte[] key) {
    this.chain = chain.clone();
    this.key = key.clone();
  }

  /**
   * Reads an identity that somebody else issued.
   *
   * @param chain PEM, the server's certificate first
   * @param key PEM, PKCS #8, without a password
   */
  public static TlsIdentity read(Path chain, Path key) throws IOException {
    return new TlsIdentity(Files.readAllBytes(chain), Files.readAllBytes(key));
  }

  byte[] chain() {
    return chain.clone();
  }

  byte[] key() {
    return key.clone();
  }
}
