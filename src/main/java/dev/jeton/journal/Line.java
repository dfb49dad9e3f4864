package dev.jeton.journal;

import dev.jeton.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of the trail.
 *
 * @param number from 1 on, without a gap over all files
 * @param previous the SHA-256 of the line before, 64 lower-case hex digits
 * @param kind in lower case with dashes
 * @param event the store's number of the event; empty for what the journal writes by itself
 */
public record Line(
    long number,
    String previous,
    Instant time,
    String kind,
    OptionalLong event,
    Map<String, String> detail) {

  /** The line's octets, without its end: names in this order, no blanks. */
  byte[] octets() {
    var text = new StringBuilder(384);
    text.append("{\"line\":").append(number);
    text.append(",\"previous\":\"").append(previous);
    text.append("\",\"time\":\"").append(time);
    text.append("\",\"kind\":\"").append(kind).append('"');
    if (event.isPresent()) {
      text.append(",\"event\":").append(event.getAsLong());
    }
    text.append(",\"detail\":{");
    String comma = "";
    for (var fact : detail.entrySet()) {
      text.append(comma);
      quote(text, fact.getKey());
      text.append(':');
      quote(text, fact.getValue());
      comma = ",";
    }
    return text.append("}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a line; empty if it is none. */
  public static Optional<Line> read(byte[] octets) {
    if (!(Json.read(octets) instanceof Json.Value(Map<?, ?> members))) {
      return Optional.empty();
    }
    if (!(members.get("line") instanceof Long number
        && members.get("previous") instanceof String previous
        && members.get("time") instanceof String time
        && members.get("kind") instanceof String kind
        && members.get("detail") instanceof Map<?, ?> facts)) {
      return Optional.empty();
    }
    var detail = new LinkedHashMap<String, String>();
    for (var fact : facts.entrySet()) {
      if (!(fact.getKey() instanceof String name && fact.getValue() instanceof String value)) {
        return Optional.empty();
      }
      detail.put(name, value);
    }
    OptionalLong event =
        members.get("event") instanceof Long told ? OptionalLong.of(told) : OptionalLong.empty();
    try {
      return Optional.of(new Line(number, previous, Instant.parse(time), kind, event, detail));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /**
   * Escapes what JSON must escape, and what could steer a terminal, turn the direction of reading
   * or not be written in UTF-8.
   */
  static void quote(StringBuilder to, String text) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7F) {
        to.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        to.append(c).append(text.charAt(++i));
      } else if (isEscaped(c)) {
        to.append("\\u").append("%04x".formatted((int) c));
      } else {
        to.append(c);
      }
    }
    to.append('"');
  }

  /** For people: in quotes, unless it reads as one word; escaped as in the file. */
  public static String word(String text) {
    var quoted = new StringBuilder();
    quote(quoted, text);
    boolean plain =
        !text.isEmpty()
            && quoted.length() == text.length() + 2
            && text.chars().noneMatch(c -> c == ' ' || c == '=');
    return plain ? text : quoted.toString();
  }

  private static boolean isEscaped(char c) {
    return Character.isISOControl(c)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }
}
