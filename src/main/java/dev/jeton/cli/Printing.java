package dev.jeton.cli;

import dev.jeton.app.Document;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** How a command prints: for people, or one JSON document for scripts. */
final class Printing {
  static final String JSON = "--json";

  @Option(names = JSON, description = "Print one JSON document on standard output.")
  private boolean json;

  /** For scripts, as if the option were given. */
  void asJson() {
    json = true;
  }

  boolean isJson() {
    return json;
  }

  /**
   * Prints the document, or the text that people read in its place.
   *
   * @param text lines without an end
   */
  void print(PrintStream out, Document document, List<String> text) {
    if (json) {
      out.println(document.json());
    } else {
      text.forEach(out::println);
    }
  }

  /** Prints what scripts need not know. */
  void printText(PrintStream out, List<String> text) {
    if (!json) {
      text.forEach(out::println);
    }
  }

  /** Lines of a table: columns are as wide as their widest cell. */
  static List<String> table(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths =
        IntStream.range(0, columns)
            .map(c -> rows.stream().mapToInt(row -> width(row.get(c))).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(c -> row.get(c) + " ".repeat(widths[c] - width(row.get(c))))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .toList();
  }

  /** Lines of names and values in turn; those with an empty value are left out. */
  static List<String> facts(String... namesAndValues) {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        rows.add(List.of(namesAndValues[i], namesAndValues[i + 1]));
      }
    }
    return table(rows);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
