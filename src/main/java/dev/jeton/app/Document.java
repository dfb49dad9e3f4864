package dev.jeton.app;

import dev.jeton.secret.Secret;
import dev.jeton.wire.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object; what is read from it is looked for by name and type, and empty where it is not
 * there. It does not print itself, since it may hold a secret.
 *
 * @param members texts, whole numbers, truths, lists and maps of these; {@link Secret}s and
 *     documents can be written too
 */
public record Document(Map<String, Object> members) {
  public Document {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** What came of reading. */
  public sealed interface Reading {}

  public record Whole(Document document) implements Reading {}

  /**
   * It is no JSON object.
   *
   * @param why without any of its content
   */
  public record Malformed(String why) implements Reading {}

  public static Reading read(byte[] json) {
    return switch (Json.read(json)) {
      case Json.Value(Object value) ->
          value instanceof Map<?, ?> map
              ? new Whole(of(map))
              : new Malformed("the JSON document is no object");
      case Json.Malformed(String why) -> new Malformed(why);
    };
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name))
        .flatMap(value -> value instanceof String text ? Optional.of(text) : Optional.empty());
  }

  public Optional<Long> number(String name) {
    return Optional.ofNullable(members.get(name))
        .flatMap(value -> value instanceof Long number ? Optional.of(number) : Optional.empty());
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  public Optional<Document> object(String name) {
    return Optional.ofNullable(members.get(name))
        .flatMap(value -> value instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty());
  }

  /** The objects of a list; none if it is not there. */
  public List<Document> objects(String name) {
    return elements(
        name, value -> value instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty());
  }

  /** The texts of a list; none if it is not there. */
  public List<String> texts(String name) {
    return elements(
        name, value -> value instanceof String text ? Optional.of(text) : Optional.empty());
  }

  /** As JSON, in which every secret stands open: for the wire, or for whom it is meant. */
  public String json() {
    return Json.write(plain(members));
  }

  @Override
  public String toString() {
    return "Document" + members.keySet();
  }

  private <T> List<T> elements(String name, Function<Object, Optional<T>> each) {
    return members.get(name) instanceof List<?> list
        ? list.stream().flatMap(value -> each.apply(value).stream()).toList()
        : List.of();
  }

  private static Document of(Map<?, ?> map) {
    var members = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> members.put((String) name, value));
    return new Document(members);
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Secret secret -> secret.revealText();
      case Document document -> plain(document.members);
      case Map<?, ?> map -> {
        var members = new LinkedHashMap<Object, Object>();
        map.forEach((name, member) -> members.put(name, plain(member)));
        yield members;
      }
      case List<?> list -> list.stream().map(Document::plain).toList();
      default -> value;
    };
  }
}
