package dev.jeton.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

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
   * @throws IOException if a file can't be read or holds no PEM of its kind
   */
  public static TlsIdentity read(Path chain, Path key) throws IOException {
    return new TlsIdentity(
        pem(chain, "-----BEGIN CERTIFICATE-----"), pem(key, "-----BEGIN PRIVATE KEY-----"));
  }

  /**
   * The identity that a folder keeps, issued by an authority of its own: {@code ca.pem} for clients
   * to trust, {@code ca.key}, {@code server.pem}, {@code server.key}. What is missing, nearly
   * expired or lacks a host is made anew; the authority stays as long as it is valid.
   *
   * @param hosts names and addresses that clients may reach the server by, beside localhost,
   *     127.0.0.1, ::1 and the machine's name
   * @throws IOException if the folder can't be read or written, or holds something else
   */
  public static TlsIdentity kept(
      Path folder, List<String> hosts, SecureRandom random, InstantSource clock)
      throws IOException {
    return new KeptIdentity(folder, random, clock.instant()).with(Hosts.ofThisMachine(hosts));
  }

  byte[] chain() {
    return chain.clone();
  }

  byte[] key() {
    return key.clone();
  }

  private static byte[] pem(Path file, String begin) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    if (!new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1).contains(begin)) {
      throw new IOException(file + ": no " + begin);
    }
    return octets;
  }
}
