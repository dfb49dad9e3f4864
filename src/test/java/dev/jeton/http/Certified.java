package dev.jeton.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** An authority and what it issued, in files as an administrator has them. */
final class Certified {
  private final Issued authority;
  private final Path folder;

  Certified(Path folder) throws IOException {
    this.folder = folder;
    try {
      authority = new Issuer(new SecureRandom(), Instant.now()).authority();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    write("ca.pem", "CERTIFICATE", encoded(authority.certificate()));
  }

  Path authority() {
    return folder.resolve("ca.pem");
  }

  Path chain() {
    return folder.resolve("chain.pem");
  }

  Path key() {
    return folder.resolve("key.pem");
  }

  X509Certificate issue() throws IOException {
    return issue(Instant.now());
  }

  /** Puts a new pair where the old one was; it lives 397 days from then. */
  X509Certificate issue(Instant when) throws IOException {
    try {
      Issued issued =
          new Issuer(new SecureRandom(), when).server(authority, List.of("localhost", "127.0.0.1"));
      write("chain.pem", "CERTIFICATE", encoded(issued.certificate()));
      write("key.pem", "PRIVATE KEY", issued.key().getEncoded());
      return issued.certificate();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Puts a client's pair where the old one was: openssl issues it, as administrators do. */
  void client(String name) throws IOException {
    write("ca.key", "PRIVATE KEY", authority.key().getEncoded());
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", "key.pem");
    openssl("req", "-new", "-key", "key.pem", "-subj", "/CN=" + name + "/O=Jeton", "-out", "r.pem");
    openssl(
        "x509",
        "-req",
        "-in",
        "r.pem",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-days",
        "2",
        "-out",
        "chain.pem");
  }

  private void openssl(String... arguments) throws IOException {
    var command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command + ": " + said);
    }
  }

  CertificateSource source() {
    return new CertificateSource.Given(chain(), key());
  }

  private static byte[] encoded(X509Certificate certificate) throws IOException {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void write(String name, String label, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n",
        StandardCharsets.US_ASCII);
  }
}
