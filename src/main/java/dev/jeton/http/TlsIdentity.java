package dev.jeton.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a TLS listener shows of itself: a certificate chain and its private key. */
public final class TlsIdentity {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  /**
   * Reads an identity that somebody else issued.
   *
   * @param chain PEM, the server's certificate first
   * @param key PEM, PKCS #8, without a password, for EC or RSA
   * @throws IOException if a file can't be read or holds something else
   */
  public static TlsIdentity read(Path chain, Path key) throws IOException {
    try {
      List<X509Certificate> certificates = certificates(chain);
      return new TlsIdentity(certificates, key(key, certificates.getFirst()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("%s and %s: %s".formatted(chain, key, e.getMessage()), e);
    }
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

  List<X509Certificate> chain() {
    return chain;
  }

  PrivateKey key() {
    return key;
  }

  private static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(file);
    List<X509Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (certificates.isEmpty()) {
      throw new IOException(file + ": no certificate");
    }
    return certificates;
  }

  /** Reads the key of this certificate. */
  static PrivateKey key(Path file, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw new IOException(file + ": no unencrypted PKCS #8 key (BEGIN PRIVATE KEY)");
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
