package dev.jeton.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a rule: {@code allow} or {@code deny}, and behind it conditions such as {@code
 * path=/api/**|/v2/**}, parted by blanks.
 */
final class RuleText {
  private static final Set<String> CONDITIONS =
      Set.of("host", "path", "method", "dialect", "kind", "scope", "audience");
  static final List<String> KINDS = List.of("user", "extranet", "machine", "client");
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]*");

  private RuleText() {}

  /**
   * The rule that this text says.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static Rule read(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    String verb = words.getFirst();
    if (!verb.equals("allow") && !verb.equals("deny")) {
      throw new IllegalArgumentException("a rule begins with allow or deny, not " + verb);
    }
    SortedMap<String, List<List<String>>> given = conditions(words.subList(1, words.size()));
    return new Rule(
        String.join(" ", words),
        verb.equals("allow"),
        one(given, "host").stream().map(RuleText::host).toList(),
        one(given, "path").stream().map(PathPattern::of).toList(),
        one(given, "method").stream().map(RuleText::method).toList(),
        Set.copyOf(one(given, "dialect")),
        Set.copyOf(one(given, "kind").stream().map(RuleText::kind).toList()),
        given.getOrDefault("scope", List.of()).stream().map(Set::copyOf).toList(),
        Set.copyOf(one(given, "audience")));
  }

  private static SortedMap<String, List<List<String>>> conditions(List<String> words) {
    var given = new TreeMap<String, List<List<String>>>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!CONDITIONS.contains(name)) {
        throw new IllegalArgumentException(
            "a condition is host=, path=, method=, dialect=, kind=, scope= or audience=, not "
                + word);
      }
      List<String> values = List.of(word.substring(equals + 1).split("\\|", -1));
      if (equals < 0 || values.stream().anyMatch(String::isEmpty)) {
        throw new IllegalArgumentException(name + " lacks a value");
      }
      List<List<String>> before = given.computeIfAbsent(name, _ -> new ArrayList<>());
      if (!before.isEmpty() && !name.equals("scope")) {
        throw new IllegalArgumentException(
            name + " is given twice; values of which any will do are parted by |");
      }
      before.add(values);
    }
    return given;
  }

  private static List<String> one(Map<String, List<List<String>>> given, String name) {
    List<List<String>> values = given.getOrDefault(name, List.of());
    return values.isEmpty() ? List.of() : values.getFirst();
  }

  private static String host(String host) {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "a host is a name such as app.example.com or *.example.com, without a port, not " + host);
    }
    String name = host.toLowerCase(Locale.ROOT);
    return name.startsWith("*") ? name.substring(1) : name;
  }

  private static String method(String method) {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("a method is in capitals, such as GET, not " + method);
    }
    return method;
  }

  private static String kind(String kind) {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException(
          "a kind of account is " + String.join(", ", KINDS) + ", not " + kind);
    }
    return kind;
  }
}
