package dev.jeton.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** HTTP header fields in the order they came; names compare without regard to case. */
public record Headers(List<Field> fields) {

  /** One field as it stands on the wire, its value without the blanks around it. */
  public record Field(String name, String value) {}

  private static final Headers NONE = new Headers(List.of());

  /** What concerns one connection alone, in lower case (RFC 9110, section 7.6.1). */
  private static final Set<String> OF_A_CONNECTION =
      Set.of(
          "connection",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  public Headers {
    fields = List.copyOf(fields);
  }

  public static Headers none() {
    return NONE;
  }

  /** Fields from names and values in turn. */
  public static Headers of(String... namesAndValues) {
    var fields = new ArrayList<Field>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(fields);
  }

  /** The first field of this name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return Optional.of(field.value);
      }
    }
    return Optional.empty();
  }

  /** All fields of this name, in order. */
  public List<String> all(String name) {
    List<String> values = List.of();
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        values = values.isEmpty() ? new ArrayList<>(1) : values;
        values.add(field.value);
      }
    }
    return values;
  }

  /** These fields and one more. */
  public Headers with(String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }

  /**
   * These fields without those that concern the connection by which they came: what is known to,
   * and what Connection names.
   */
  public Headers endToEnd() {
    Set<String> named = new HashSet<>(OF_A_CONNECTION);
    for (String options : all("Connection")) {
      for (String option : options.split(",", -1)) {
        named.add(option.strip().toLowerCase(Locale.ROOT));
      }
    }
    return new Headers(
        fields.stream().filter(f -> !named.contains(f.name.toLowerCase(Locale.ROOT))).toList());
  }
}
