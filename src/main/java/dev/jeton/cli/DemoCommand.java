package dev.jeton.cli;

import dev.jeton.app.Demo;
import dev.jeton.config.Settings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton demo}. */
@Command(
    name = "demo",
    description = {
      "Run a server with sample accounts, whose passwords everybody knows.",
      "When it is ready it prints a login for each dialect, to paste into another terminal."
    })
final class DemoCommand implements Runnable {
  private static final String FOLDER = "./demo-data";

  private final Terminal terminal;

  @Mixin private ServerOptions options = new ServerOptions();
  @Mixin private Printing printing = new Printing();

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Settings settings = options.settings(terminal, System.getenv(), Optional.of(FOLDER));
    Serving.run(
        settings,
        terminal,
        printing,
        server -> {
          Demo.fill(server);
          return List.of(Demo.logins(server.running(), settings.data()));
        });
  }
}
