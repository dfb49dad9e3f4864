package dev.jeton.journal;

import dev.jeton.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of the trail as a table (RFC 4180): what most events have in columns of its own, the rest
 * as JSON in the last one.
 */
public final class Csv {
  private static final List<String> FACTS =
      List.of("dialect", "actor", "subject", "customer", "account", "session", "address", "cause");

  /** The row of names. */
  public static final String HEADER = "line,event,time,kind," + String.join(",", FACTS) + ",detail";

  private Csv() {}

  /** A line's row, without its end. */
  public static String row(Line line) {
    var rest = new LinkedHashMap<>(line.detail());
    String facts =
        FACTS.stream()
            .map(fact -> rest.containsKey(fact) ? cell(line.detail().getOrDefault(fact, "")) : "")
            .collect(Collectors.joining(","));
    FACTS.forEach(rest::remove);
    String event = line.event().isPresent() ? Long.toString(line.event().getAsLong()) : "";
    String detail = rest.isEmpty() ? "" : cell(Json.write(rest));
    return String.join(
        ",",
        Long.toString(line.number()),
        event,
        line.time().toString(),
        line.kind(),
        facts,
        detail);
  }

  /**
   * In quotes if need be. What a spreadsheet would take for a formula gets an apostrophe in front:
   * strangers choose these texts.
   */
  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
