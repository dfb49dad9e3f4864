package dev.jeton.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The folder of a server that issues its own certificates. */
final class KeptIdentity {
  /**
   * Renewed so long before the end that a server restarted once a month never shows an expired
   * certificate.
   */
  private static final Duration RENEWED_BEFORE = Duration.ofDays(35);

  private final Path folder;
  private final Issuer issuer;
  private final Instant now;

  KeptIdentity(Path folder, SecureRandom random, Instant now) {
    this.folder = folder;
    this.issuer = new Issuer(random, now);
    this.now = now;
  }

  TlsIdentity with(Collection<String> hosts) throws IOException {
    List<String> names = hosts.stream().map(KeptIdentity::canonical).toList();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      Optional<Issued> kept = read("ca");
      boolean stays = kept.isPresent() && isFresh(kept.get());
      Issued authority = stays ? kept.get() : issuer.authority();
      if (!stays) {
        write("ca", authority);
      }
      Optional<Issued> server = stays ? read("server") : Optional.empty();
      if (server.isEmpty()
          || !isFresh(server.get())
          || !isBy(authority, server.get())
          || !namesOf(server.get().certificate()).containsAll(names)) {
        Issued issued = issuer.server(authority, names);
        write("server", issued);
        server = Optional.of(issued);
      }
      return new TlsIdentity(
          pem("CERTIFICATE", server.get().certificate().getEncoded()),
          pem("PRIVATE KEY", server.get().key().getEncoded()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(folder + " holds a certificate or key that can't be used", e);
    }
  }

  private boolean isFresh(Issued issued) {
    Instant end = issued.certificate().getNotAfter().toInstant();
    return now.plus(RENEWED_BEFORE).isBefore(end)
        && !now.isBefore(issued.certificate().getNotBefore().toInstant());
  }

  private static boolean isBy(Issued authority, Issued issued) {
    try {
      issued.certificate().verify(authority.certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false; // another authority's: it was replaced
    }
  }

  private static Set<String> namesOf(X509Certificate certificate) throws GeneralSecurityException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? Set.of()
        : names.stream()
            .map(name -> canonical(String.valueOf(name.get(1))))
            .collect(Collectors.toSet());
  }

  /** Without the brackets that IPv6 addresses bear in URLs, and spelt in one way. */
  private static String canonical(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return isAddress(bare) ? InetAddress.ofLiteral(bare).getHostAddress() : bare;
  }

  /**
   * Whether this is an address rather than a name: names end in no digit (RFC 3696, section 2) and
   * hold no colon.
   */
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
  }

  private Optional<Issued> read(String name) throws IOException, GeneralSecurityException {
    Path certificate = folder.resolve(name + ".pem");
    Path key = folder.resolve(name + ".key");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return Optional.empty();
    }
    var x509 =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
    String pem = Files.readString(key, StandardCharsets.US_ASCII);
    byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    PrivateKey parsed =
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    return Optional.of(new Issued(x509, parsed));
  }

  private void write(String name, Issued issued) throws IOException, GeneralSecurityException {
    // The key first: a certificate without its key counts as missing.
    replace(name + ".key", "rw-------", pem("PRIVATE KEY", issued.key().getEncoded()));
    replace(name + ".pem", "rw-r--r--", pem("CERTIFICATE", issued.certificate().getEncoded()));
  }

  private void replace(String name, String permissions, byte[] octets) throws IOException {
    Path next = folder.resolve(name + ".new");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    Files.write(next, octets);
    Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
