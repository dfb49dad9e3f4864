package dev.jeton.wire;

import dev.jeton.wire.PercentEncoding.Pair;
import dev.jeton.wire.PercentEncoding.Plus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a form ({@code application/x-www-form-urlencoded}) in UTF-8. One that is given
 * without a value is as if it were not there (RFC 6749, section 3.1). It does not print itself,
 * since there are secrets among the values.
 */
public final class Form {
  private final Map<String, String> values;
  private final Map<String, List<String>> several;

  private Form(Map<String, String> values, Map<String, List<String>> several) {
    this.values = values;
    this.several = several;
  }

  /**
   * Reads a form.
   *
   * @param repeatable the names that may be given more than once
   * @return empty if something in it is not percent-encoded UTF-8, or another name is given twice:
   *     another reader of the same form might see the other value
   */
  public static Optional<Form> read(byte[] body, Set<String> repeatable) {
    var values = new HashMap<String, String>();
    var several = new HashMap<String, List<String>>();
    for (Pair pair : PercentEncoding.pairs(new String(body, StandardCharsets.ISO_8859_1))) {
      Optional<String> name = decoded(pair.name());
      Optional<String> value = decoded(pair.value());
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      if (repeatable.contains(name.get())) {
        several.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
      } else if (values.put(name.get(), value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Form(values, several));
  }

  /** The value of a name that can't be repeated. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** The values of a name that can, in order. */
  public List<String> values(String name) {
    return several.getOrDefault(name, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static Optional<String> decoded(String text) {
    return PercentEncoding.text(text, StandardCharsets.UTF_8, Plus.BLANK);
  }
}
