package dev.jeton.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Brings a file, the environment and the command line together, the later ones winning.
 *
 * @param binding makes settings of the values; it throws an IllegalArgumentException if they do not
 *     hold
 */
record Loader<S>(Catalogue catalogue, Function<Values, S> binding) {
  private static final String PREFIX = "JETON_";

  /** What the launcher reads. */
  private static final Set<String> NO_KEYS = Set.of("JETON_OPTS");

  Loaded<S> load(Optional<Path> file, Map<String, String> environment, List<Choice> choices) {
    var report = new Report();
    var names = new Names(catalogue, report);
    Map<String, Given> given = new LinkedHashMap<>();
    file.ifPresent(path -> given.putAll(names.resolve(YamlFile.read(path, report))));
    given.putAll(names.resolve(variables(environment, report)));
    given.putAll(names.resolve(choices.stream().map(Loader::entry).toList()));
    S settings = new Binding<>(binding, report).bind(given);
    return report.problems().isEmpty()
        ? new Loaded.Ready<>(settings, report.warnings())
        : new Loaded.Refused<>(report.problems());
  }

  private List<Entry> variables(Map<String, String> environment, Report report) {
    var entries = new ArrayList<Entry>();
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (!variable.startsWith(PREFIX) || NO_KEYS.contains(variable)) {
                return;
              }
              var origin = new Origin.Variable(variable);
              catalogue
                  .nameOf(variable)
                  .ifPresentOrElse(
                      name ->
                          entries.add(new Entry(name, new Given(origin, new Content.Text(text)))),
                      () ->
                          report.refuse(
                              origin,
                              "unknown variable; the nearest one is "
                                  + catalogue.nearestVariable(variable)));
            });
    return entries;
  }

  private static Entry entry(Choice choice) {
    return new Entry(
        choice.key(),
        new Given(new Origin.Option(choice.option()), new Content.Text(choice.text())));
  }
}
