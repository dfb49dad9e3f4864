package dev.jeton.cli;

import dev.jeton.app.Server;
import dev.jeton.config.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /**
   * Takes its words by itself where they are options with their values, as at nearly every start:
   * to bring up the parser of all commands takes a sixth of it.
   *
   * @return whether it could; otherwise that parser knows what to say
   */
  boolean takes(List<String> words) {
    var names = new HashSet<String>();
    for (var word = words.iterator(); word.hasNext(); ) {
      String[] part = word.next().split("=", 2);
      if (!names.add(part[0])) {
        return false;
      }
      if (part[0].equals(Printing.JSON) && part.length == 1) {
        printing.asJson();
        continue;
      }
      String value = part.length == 2 ? part[1] : word.hasNext() ? word.next() : "";
      if (value.isEmpty() || part.length == 1 && value.startsWith("-")) {
        return false;
      }
      if (!options.take(part[0], value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void run() {
    Server.prepare();
    Serving.run(settings(System.getenv()), terminal, printing, _ -> List.of());
  }

  boolean printsJson() {
    return printing.isJson();
  }

  Settings settings(Map<String, String> environment) {
    return options.settings(terminal, environment, Optional.empty());
  }
}
