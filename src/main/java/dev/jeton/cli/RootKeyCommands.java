package dev.jeton.cli;

import dev.jeton.app.RootKeys;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jeton keys root-key …}. */
@Command(name = "root-key", description = "Make root keys.")
final class RootKeyCommands {
  private final Terminal terminal;

  RootKeyCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "new",
      description = {
        "Make a root key, which a key ring can be encrypted under: 64 hex digits.",
        "It goes to a new file, mode 0600, or else to standard output. No server is needed."
      })
  void create(
      @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file to make.")
          Optional<Path> file) {
    if (file.isEmpty()) {
      terminal.out().println(RootKeys.random());
      return;
    }
    try {
      terminal.out().println("made the root key " + RootKeys.create(file.get()));
    } catch (FileAlreadyExistsException _) {
      throw Failure.refused(file.get() + " is there already; a root key is never overwritten");
    } catch (IOException e) {
      throw Failure.refused(file.get() + " can't be made: " + e);
    }
  }
}
