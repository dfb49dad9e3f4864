package dev.jeton.app;

import dev.jeton.keys.WholeFile;
import dev.jeton.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files in the data folder by which programs on the same machine find the server and prove
 * themselves to it. Each is written whole or not at all.
 *
 * @param data the data folder, which is there
 */
public record ServerFiles(Path data) {
  private static final String EVERYONE_READS = "rw-r--r--";

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

  /** The admin secret; empty if there is none. */
  Optional<Secret> adminSecret() throws IOException {
    return new WholeFile(adminToken(), "rw-------").read().map(text -> Secret.of(text.strip()));
  }

  /** Says that the server is ready. */
  void announce(Running running) throws IOException {
    new WholeFile(server(), EVERYONE_READS).write(running.document().json() + "\n");
  }

  /** Says that the server is no more. */
  void withdraw() throws IOException {
    Files.deleteIfExists(server());
  }

  /** What the server said, though it may be gone since; empty if none did. */
  public Optional<Running> running() throws IOException {
    return new WholeFile(server(), EVERYONE_READS)
        .read()
        .map(text -> Document.read(text.getBytes(StandardCharsets.UTF_8)))
        .flatMap(
            reading ->
                reading instanceof Document.Whole(Document document)
                    ? Running.of(document)
                    : Optional.empty());
  }
}
