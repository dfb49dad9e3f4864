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
  private static final String CONFIG = "--config";
  private static final String DATA = "--data";
  private static final String HTTPS_PORT = "--https-port";
  private static final String HTTP_PORT = "--http-port";
  private static final String HOST = "--host";

  @Option(names = CONFIG, paramLabel = "FILE", description = "The configuration, YAML.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = DATA,
      paramLabel = "DIR",
      description = "The folder for all that is kept (default: ./data, for the demo ./demo-data).")
  private Optional<String> data = Optional.empty();

  @Option(
      names = HTTPS_PORT,
      paramLabel = "N",
      description = "The port of TLS; 0 for any free one (default: 8443).")
  private Optional<String> httpsPort = Optional.empty();

  @Option(
      names = HTTP_PORT,
      paramLabel = "N",
      description = "The port of plain HTTP; 0 for any free one (default: 8052).")
  private Optional<String> httpPort = Optional.empty();

  @Option(
      names = HOST,
      paramLabel = "H",
      description = "The name or address that TLS is served on (default: 0.0.0.0, all of them).")
  private Optional<String> host = Optional.empty();

  /** Takes what is given for an option; false if there is no such one. */
  boolean take(String name, String value) {
    switch (name) {
      case CONFIG -> config = Optional.of(Path.of(value));
      case DATA -> data = Optional.of(value);
      case HTTPS_PORT -> httpsPort = Optional.of(value);
      case HTTP_PORT -> httpPort = Optional.of(value);
      case HOST -> host = Optional.of(value);
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * The settings that these options, the environment and the file make.
   *
   * @param folder the data folder if no option names one; empty if it is for the configuration to
   *     say
   */
  Settings settings(Terminal terminal, Map<String, String> environment, Optional<String> folder) {
    var choices = new ArrayList<Choice>();
    choose(choices, DATA, "data", data.or(() -> folder));
    choose(choices, HTTPS_PORT, "https.port", httpsPort);
    choose(choices, HTTP_PORT, "http.port", httpPort);
    choose(choices, HOST, "https.host", host);
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
