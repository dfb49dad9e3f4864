package dev.jeton.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Where a certificate and its key are read from, once and again. */
public sealed interface CertificateSource {
  /**
   * Reads them.
   *
   * @throws IOException if they can't be used; its message says why in plain words
   */
  TlsIdentity read() throws IOException;

  /**
   * Tells the content of the files from any other: links are followed, and what a file is called or
   * how old it is says nothing.
   */
  String mark();

  /** Whether reading is due though no file has changed. */
  boolean isDue(TlsIdentity shown);

  /**
   * The files of somebody else's making.
   *
   * @param chain PEM, the server's own certificate first
   * @param key PEM, without a password
   */
  record Given(Path chain, Path key) implements CertificateSource {
    @Override
    public TlsIdentity read() throws IOException {
      return TlsIdentity.read(chain, key);
    }

    @Override
    public String mark() {
      return digest(chain) + digest(key);
    }

    @Override
    public boolean isDue(TlsIdentity shown) {
      return false;
    }
  }

  /**
   * A folder that issues its own, and anew before they end.
   *
   * @param hosts names and addresses of the server, beside those of this machine
   */
  record Own(Path folder, List<String> hosts, SecureRandom random, InstantSource clock)
      implements CertificateSource {
    public Own {
      hosts = List.copyOf(hosts);
    }

    @Override
    public TlsIdentity read() throws IOException {
      return TlsIdentity.kept(folder, hosts, random, clock);
    }

    @Override
    public String mark() {
      return digest(folder.resolve("server.pem")) + digest(folder.resolve("server.key"));
    }

    @Override
    public boolean isDue(TlsIdentity shown) {
      return !clock.instant().plus(KeptIdentity.RENEWED_BEFORE).isBefore(shown.validUntil());
    }
  }

  private static String digest(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (IOException _) {
      return "unreadable";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
