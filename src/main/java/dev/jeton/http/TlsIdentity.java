package dev.jeton.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

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
   * @param key PEM (PKCS #8, or what OpenSSL wrote before), without a password, for EC or RSA
   * @throws IOException if a file can't be read or holds something else, or the two do not belong
   *     together
   */
  public static TlsIdentity read(Path chain, Path key) throws IOException {
    try {
      List<X509Certificate> certificates = certificates(chain);
      PrivateKey own = key(key, certificates.getFirst());
      if (!fits(own, certificates.getFirst())) {
        throw new IOException("%s is not the key of the certificate in %s".formatted(key, chain));
      }
      return new TlsIdentity(certificates, own);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no " + e.getFile(), e);
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

  /** To whom it was issued, as RFC 2253 writes a name. */
  public String subject() {
    return chain.getFirst().getSubjectX500Principal().getName();
  }

  /** By whom it was issued, as RFC 2253 writes a name. */
  public String issuer() {
    return chain.getFirst().getIssuerX500Principal().getName();
  }

  /** The host names and addresses that it speaks for. */
  public List<String> names() {
    return KeptIdentity.namesOf(chain.getFirst()).stream().sorted().toList();
  }

  public Instant validFrom() {
    return chain.getFirst().getNotBefore().toInstant();
  }

  public Instant validUntil() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** SHA-256 of the server's own certificate, in lower-case hex. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlsIdentity identity
        && chain.equals(identity.chain)
        && key.equals(identity.key);
  }

  @Override
  public int hashCode() {
    return chain.hashCode();
  }

  static List<X509Certificate> certificates(Path file)
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
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Matcher pem = PKCS8.matcher(text);
    if (!pem.find()) {
      return olderKey(file, text);
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /**
   * In the forms that OpenSSL wrote before PKCS #8: {@code BEGIN RSA} or {@code EC PRIVATE KEY}.
   */
  private static PrivateKey olderKey(Path file, String text) throws IOException {
    try (var parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    }
    throw new IOException(file + ": no private key in PEM without a password");
  }

  /** Whether what the key signs is what the certificate vouches for. */
  private static boolean fits(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> throw new GeneralSecurityException("want a key for EC or RSA");
        };
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
      return false;
    }
    byte[] probe = certificate.getEncoded();
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(probe);
    byte[] signature = signer.sign();
    signer.initVerify(certificate.getPublicKey());
    signer.update(probe);
    return signer.verify(signature);
  }
}
