package dev.jeton.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
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
  static final Duration RENEWED_BEFORE = Duration.ofDays(35);

  private final Path folder;
  private final SecureRandom random;
  private final Instant now;

  KeptIdentity(Path folder, SecureRandom random, Instant now) {
    this.folder = folder;
    this.random = random;
    this.now = now;
  }

  TlsIdentity with(Collection<String> hosts) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      Set<String> names = hosts.stream().map(KeptIdentity::canonical).collect(Collectors.toSet());
      Optional<X509Certificate> authority = read("ca").filter(this::isFresh);
      Optional<X509Certificate> server = read("server").filter(this::isFresh);
      if (authority.isEmpty()
          || server.isEmpty()
          || !server
              .get()
              .getIssuerX500Principal()
              .equals(authority.get().getSubjectX500Principal())
          || !namesOf(server.get()).containsAll(names)) {
        issue(authority, names);
      }
      return TlsIdentity.read(folder.resolve("server.pem"), folder.resolve("server.key"));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(folder + " holds a certificate or key that can't be used", e);
    }
  }

  private void issue(Optional<X509Certificate> kept, Set<String> names)
      throws IOException, GeneralSecurityException {
    var issuer = new Issuer(random, now);
    Issued authority;
    if (kept.isPresent()) {
      authority = new Issued(kept.get(), TlsIdentity.key(folder.resolve("ca.key"), kept.get()));
    } else {
      authority = issuer.authority();
      write("ca", authority);
    }
    write("server", issuer.server(authority, names));
  }

  private boolean isFresh(X509Certificate certificate) {
    return now.plus(RENEWED_BEFORE).isBefore(certificate.getNotAfter().toInstant())
        && !now.isBefore(certificate.getNotBefore().toInstant());
  }

  static Set<String> namesOf(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream()
              .map(name -> canonical(String.valueOf(name.get(1))))
              .collect(Collectors.toSet());
    } catch (CertificateParsingException _) {
      return Set.of();
    }
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

  /** A certificate without its key counts as missing. */
  private Optional<X509Certificate> read(String name) throws IOException, GeneralSecurityException {
    Path certificate = folder.resolve(name + ".pem");
    if (!Files.exists(certificate) || !Files.exists(folder.resolve(name + ".key"))) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(certificate)) {
      return Optional.of(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
  }

  private void write(String name, Issued issued) throws IOException, GeneralSecurityException {
    // The key first: a crash in between leaves no certificate that outlived its key.
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
