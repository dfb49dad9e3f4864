package dev.jeton.cli;

import dev.jeton.app.Document;
import dev.jeton.app.Version;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private Printing printing = new Printing();

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    printing.print(
        terminal.out(),
        new Document(Map.of("version", Version.TEXT)),
        List.of("Jeton " + Version.TEXT));
  }
}
