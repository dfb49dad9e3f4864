package dev.jeton.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton serve}. */
@Command(
    name = "serve",
    description = {
      "Run a server until it is told to stop (SIGTERM, Ctrl-C).",
      "It prints one line when it is ready; its log goes to standard output too."
    })
final class ServeCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private ServerOptions options = new ServerOptions();
  @Mixin private Printing printing = new Printing();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Serving.run(
        options.settings(terminal, System.getenv(), Optional.empty()),
        terminal,
        printing,
        _ -> List.of());
  }
}
