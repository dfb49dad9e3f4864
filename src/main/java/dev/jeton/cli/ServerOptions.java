package dev.jeton.cli;

import dev.jeton.config.Choice;
import dev.jeton.config.Loaded;
import dev.jeton.config.Problem;
import dev.jeton.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How a server is to be started; what is given here wins over the environment and the file. */
final class ServerOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "The configuration, YAML.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder for all that is kept (default: ./data, for the demo ./demo-data).")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--https-port",
      paramLabel = "N",
      description = "The port of TLS; 0 for any free one (default: 8443).")
  private Optional<String> httpsPort = Optional.empty();

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "The port of plain HTTP; 0 for any free one (default: 8052).")
  private Optional<String> httpPort = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "H",
      description = "The name or address that TLS is served on (default: 0.0.0.0, all of them).")
  private Optional<String> host = Optional.empty();

  /**
   * The settings that these options, the environment and the file make.
   *
   * @param folder the data folder if no option names one; empty if it is for the configuration to
   *     say
   */
  Settings settings(Terminal terminal, Map<String, String> environment, Optional<String> folder) {
    var choices = new ArrayList<Choice>();
    choose(choices, "--data", "data", data.or(() -> folder));
    choose(choices, "--https-port", "https.port", httpsPort);
    choose(choices, "--http-port", "http.port", httpPort);
    choose(choices, "--host", "https.host", host);
    return switch (Settings.load(config, environment, choices)) {
      case Loaded.Ready<Settings>(Settings settings, List<Problem> warnings) -> {
        warnings.forEach(warning -> terminal.err().println("jeton: " + warning));
        yield settings;
      }
      case Loaded.Refused<Settings>(List<Problem> problems) ->
          throw Failure.wrongUse(
              problems.stream().map(Problem::toString).collect(Collectors.joining("\njeton: ")));
    };
  }

  private static void choose(
      List<Choice> choices, String option, String key, Optional<String> text) {
    text.ifPresent(value -> choices.add(new Choice(option, key, value)));
  }
}
