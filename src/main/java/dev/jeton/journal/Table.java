package dev.jeton.journal;

import dev.jeton.wire.Csv;
import dev.jeton.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Lines of the trail as rows of CSV: what most events have in columns of its own, the rest as JSON
 * in the last one.
 */
public final class Table {
  private static final List<String> FACTS =
      List.of("dialect", "actor", "subject", "customer", "account", "session", "address", "cause");

  private Table() {}

  /** The row of names, with its end. */
  public static String header() {
    var cells = new ArrayList<>(List.of("line", "event", "time", "kind"));
    cells.addAll(FACTS);
    cells.add("detail");
    return Csv.line(cells);
  }

  /** A line's row, with its end. */
  public static String row(Line line) {
    var rest = new LinkedHashMap<>(line.detail());
    var cells = new ArrayList<String>();
    cells.add(Long.toString(line.number()));
    cells.add(line.event().isPresent() ? Long.toString(line.event().getAsLong()) : "");
    cells.add(line.time().toString());
    cells.add(line.kind());
    FACTS.forEach(fact -> cells.add(harmless(line.detail().getOrDefault(fact, ""))));
    FACTS.forEach(rest::remove);
    cells.add(rest.isEmpty() ? "" : Json.write(rest));
    return Csv.line(cells);
  }

  /**
   * Strangers choose these texts: what a spreadsheet would take for a formula gets an apostrophe.
   */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
