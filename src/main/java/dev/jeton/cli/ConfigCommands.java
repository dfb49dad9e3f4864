package dev.jeton.cli;

import dev.jeton.app.Document;
import dev.jeton.config.Loaded;
import dev.jeton.config.Problem;
import dev.jeton.config.Reference;
import dev.jeton.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jeton config …}. */
@Command(name = "config", description = "Check a configuration, or show all that can be set.")
final class ConfigCommands {
  private final Terminal terminal;

  ConfigCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "check",
      description = {
        "Check a configuration file, and the JETON_ variables of the environment with it.",
        "All that is wrong is told at once; the exit code is 1 then."
      })
  int check(
      @Parameters(paramLabel = "FILE", description = "The file, YAML.") Path file,
      @Mixin Printing printing) {
    List<Problem> problems;
    List<Problem> warnings;
    switch (Settings.load(Optional.of(file), System.getenv(), List.of())) {
      case Loaded.Ready<Settings>(_, List<Problem> found) -> {
        problems = List.of();
        warnings = found;
      }
      case Loaded.Refused<Settings>(List<Problem> found) -> {
        problems = found;
        warnings = List.of();
      }
    }
    warnings.forEach(warning -> terminal.err().println("jeton: warning: " + warning));
    problems.forEach(problem -> terminal.err().println("jeton: " + problem));
    var document = new LinkedHashMap<String, Object>();
    document.put("valid", problems.isEmpty());
    document.put("problems", problems.stream().map(Problem::toString).toList());
    document.put("warnings", warnings.stream().map(Problem::toString).toList());
    printing.print(
        terminal.out(),
        new Document(document),
        problems.isEmpty() ? List.of(file + " can be used") : List.of());
    return problems.isEmpty() ? 0 : Failure.REFUSED;
  }

  @Command(
      name = "reference",
      description = "Print every key with its default and meaning, as a YAML file.")
  void reference(@Mixin Printing printing) {
    printing.print(
        terminal.out(),
        new Document(Map.of("keys", Reference.keys())),
        List.of(Reference.text().stripTrailing()));
  }
}
