package dev.jeton.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key with its default and its meaning, for reading in a terminal and in the docs. */
public final class Reference {
  private static final String TEXT_HEAD =
      """
      # Every key of jeton.yaml, with its default: this text is itself such a file.
      #
      # Each key can also be set by an environment variable, which wins over the file: JETON_ and
      # its name in capitals, with _ for dots and dashes, as in JETON_HTTPS_PORT. With _FILE at its
      # end the variable names a file that holds the value.
      """;

  private static final String PAGE_HEAD =
      """
      # Configuration

      <!-- Made of the tables of keys: after a change, ./mvnw test -Dtest=ReferenceTest -Ddocs.update=true -->

      Jeton runs without any configuration. What shall differ from the defaults stands in a YAML file, which
      `./jeton serve --config FILE` names:

      ```yaml
      https:
        host: 0.0.0.0
        certificate: /etc/jeton/chain.pem
        key: /etc/jeton/key.pem
      nout:
        idle-timeout: 30m
      ```

      - A dotted name may also be written out, as in `nout.idle-timeout: 30m`.
      - Each key can also be set by an environment variable: `JETON_` and its name in capitals, with `_` for dots and
        dashes, as in `JETON_NOUT_IDLE_TIMEOUT=30m`. There, commas part the items of a list.
      - The command line wins over the environment, and the environment over the file.
      - A long value can be in a file of its own: `JETON_NOUT_IDLE_TIMEOUT_FILE` names it, or the key
        `nout.idle-timeout-file`. The end of its last line does not count. Keys whose value is a path have no such
        form, and secrets have no other.
      - A duration is a whole number and `ms`, `s`, `m`, `h` or `d`; a size one and `B`, `KiB`, `MiB` or `GiB`.
      - Relative paths start from the folder in which the server is started.

      Nothing is guessed. An unknown key or `JETON_` variable (but for `JETON_OPTS`), a key given twice, a value out of
      its range, and YAML's anchors, aliases and tags all keep the server from starting. Everything that is wrong is told
      at once, each with its line; `./jeton config check FILE` tells it without starting.
      """;

  private Reference() {}

  /** A {@code jeton.yaml} that sets every key to its default. */
  public static String text() {
    return text(Settings.CATALOGUE);
  }

  /** The same for programs: {@code name}, {@code default}, {@code value} and {@code meaning}. */
  public static List<Map<String, String>> keys() {
    return Settings.CATALOGUE.sections().stream()
        .flatMap(section -> section.keys().stream())
        .map(Reference::entry)
        .toList();
  }

  private static Map<String, String> entry(Key<?> key) {
    var entry = new LinkedHashMap<String, String>();
    entry.put("name", key.name());
    entry.put("default", key.written());
    entry.put("value", key.type().looks());
    entry.put("meaning", key.meaning());
    return entry;
  }

  /** The page {@code docs/configuration.md}. */
  public static String markdown() {
    return markdown(Settings.CATALOGUE);
  }

  static String text(Catalogue catalogue) {
    var text = new StringBuilder(TEXT_HEAD);
    for (Section section : catalogue.sections()) {
      text.append("\n# ").append(section.title()).append('\n');
      List<String> block = List.of();
      for (Key<?> key : section.keys()) {
        int dot = key.name().lastIndexOf('.') + 1;
        List<String> opening =
            dot == 0 ? List.of() : List.of(key.name().substring(0, dot - 1).split("\\."));
        for (int i = 0; i < opening.size(); i++) {
          if (block.size() <= i || !block.subList(0, i + 1).equals(opening.subList(0, i + 1))) {
            text.append("  ".repeat(i)).append(opening.get(i)).append(":\n");
          }
        }
        block = opening;
        String indent = "  ".repeat(opening.size());
        for (String line :
            List.of(
                "# " + key.meaning(),
                "# (" + key.type().looks() + ")",
                key.name().substring(dot) + ": " + key.written())) {
          text.append(indent).append(line).append('\n');
        }
      }
    }
    return text.toString();
  }

  static String markdown(Catalogue catalogue) {
    var page = new StringBuilder(PAGE_HEAD);
    for (Section section : catalogue.sections()) {
      page.append("\n## ").append(section.title()).append("\n\n");
      page.append("| key | default | value | meaning |\n|---|---|---|---|\n");
      for (Key<?> key : section.keys()) {
        page.append(
            "| `%s` | `%s` | %s | %s |\n"
                .formatted(key.name(), key.written(), key.type().looks(), key.meaning()));
      }
    }
    return page.toString();
  }
}
