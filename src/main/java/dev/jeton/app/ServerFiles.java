package dev.jeton.app;

import dev.jeton.secret.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The files in the data folder by which programs on the same machine find the server and prove
 * themselves to it. Each is written whole or not at all.
 *
 * @param data the data folder, which is there
 */
public record ServerFiles(Path data) {
  private static final int SECRET_OCTETS = 32;

  /** Where the running server says what it is. */
  public Path server() {
    return data.resolve("server.json");
  }

  /** Where the admin secret lies, mode 0600. */
  public Path adminToken() {
    return data.resolve("admin.token");
  }

  /** The certificate of the authority that vouches for the admin API, PEM. */
  public Path authority() {
    return data.resolve("tls").resolve("ca.pem");
  }

  /** The admin secret; made of 256 random bits if there is none. */
  Secret adminSecret(SecureRandom random) throws IOException {
    Optional<Secret> kept = adminSecret();
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] octets = new byte[SECRET_OCTETS];
    random.nextBytes(octets);
    String text = HexFormat.of().formatHex(octets);
    write(adminToken(), text + "\n", "rw-------");
    return Secret.of(text);
  }

  /** The admin secret; empty if there is none. */
  Optional<Secret> adminSecret() throws IOException {
    return read(adminToken()).map(text -> Secret.of(text.strip()));
  }

  /** Says that the server is ready. */
  void announce(Running running) throws IOException {
    write(server(), running.document().json() + "\n", "rw-r--r--");
  }

  /** Says that the server is no more. */
  void withdraw() throws IOException {
    Files.deleteIfExists(server());
  }

  /** What the server said, though it may be gone since; empty if none did. */
  public Optional<Running> running() throws IOException {
    return read(server())
        .map(text -> Document.read(text.getBytes(StandardCharsets.UTF_8)))
        .flatMap(
            reading ->
                reading instanceof Document.Whole(Document document)
                    ? Running.of(document)
                    : Optional.empty());
  }

  private static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Written beside and moved into place: a reader sees the former file or the new one. */
  private static void write(Path file, String text, String mode) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    Files.writeString(beside, text);
    try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
