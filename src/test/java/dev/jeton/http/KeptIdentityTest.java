package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a server that issues its own certificates. */
@SuppressWarnings("NullAway.Init") // the folder is made before each test
final class KeptIdentityTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;

  private X509Certificate kept(Instant at, String... hosts) throws IOException {
    return TlsIdentity.kept(folder, List.of(hosts), new SecureRandom(), InstantSource.fixed(at))
        .chain()
        .getFirst();
  }

  private X509Certificate authority() throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve("ca.pem"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  @Test
  void theServersCertificateIsValidUnderTheAuthority() throws Exception {
    X509Certificate server = kept(NOW);
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }

  @Test
  void theCertificatesSayWhatStrictClientsAskFor() throws Exception {
    X509Certificate server = kept(NOW, "Login.Example.org", "10.0.0.7", "[2001:db8::7]");
    X509Certificate authority = authority();
    assertEquals(Set.of("2.5.29.15", "2.5.29.19"), authority.getCriticalExtensionOIDs());
    assertEquals(0, authority.getBasicConstraints());
    assertEquals(-1, server.getBasicConstraints());
    assertEquals(Set.of("2.5.29.15", "2.5.29.19"), server.getCriticalExtensionOIDs());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), server.getExtendedKeyUsage());
    // The key identifiers are wrapped differently; the authority's 20 octets end both of them.
    byte[] subject = authority.getExtensionValue("2.5.29.14");
    byte[] issuer = server.getExtensionValue("2.5.29.35");
    assertArrayEquals(
        java.util.Arrays.copyOfRange(subject, subject.length - 20, subject.length),
        java.util.Arrays.copyOfRange(issuer, issuer.length - 20, issuer.length));
    List<String> names =
        server.getSubjectAlternativeNames().stream()
            .map(name -> name.get(0) + " " + name.get(1))
            .toList();
    assertTrue(
        names.containsAll(
            List.of(
                "2 localhost",
                "7 127.0.0.1",
                "7 0:0:0:0:0:0:0:1",
                "2 login.example.org",
                "7 10.0.0.7",
                "7 2001:db8:0:0:0:0:0:7")),
        names.toString());
    assertEquals(NOW.plus(Duration.ofDays(397)), server.getNotAfter().toInstant());
  }

  @Test
  void theyAreKeptAndTheKeysAreForTheOwnerAlone() throws Exception {
    X509Certificate first = kept(NOW);
    assertEquals(first, kept(NOW.plus(Duration.ofDays(300))));
    for (String key : List.of("ca.key", "server.key")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))));
    }
    try (var files = Files.list(folder)) {
      assertEquals(4, files.count());
    }
  }

  @Test
  void aServersCertificateIsRenewedUnderTheSameAuthority() throws Exception {
    X509Certificate first = kept(NOW);
    X509Certificate authority = authority();
    X509Certificate renewed = kept(NOW.plus(Duration.ofDays(363)));
    assertFalse(first.equals(renewed));
    assertEquals(authority, authority());
    renewed.verify(authority.getPublicKey());
    assertFalse(renewed.equals(kept(NOW.plus(Duration.ofDays(364)), "another.example.org")));
    assertEquals(authority, authority());
  }

  @Test
  void anAuthorityThatEndsIsReplacedAndSoIsWhatItIssued() throws Exception {
    X509Certificate first = kept(NOW);
    X509Certificate authority = authority();
    X509Certificate next = kept(NOW.plus(Duration.ofDays(3630)));
    assertFalse(first.equals(next));
    assertFalse(authority.equals(authority()));
    next.verify(authority().getPublicKey());
  }

  @Test
  void aFileThatIsNoCertificateIsRefusedWithItsFolder() throws Exception {
    kept(NOW);
    Files.writeString(folder.resolve("ca.pem"), "rubbish");
    var problem = assertThrows(IOException.class, () -> kept(NOW));
    assertTrue(
        String.valueOf(problem.getMessage()).contains(folder.toString()), problem.getMessage());
  }
}
