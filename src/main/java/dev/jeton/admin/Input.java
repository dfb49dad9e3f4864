package dev.jeton.admin;

import dev.jeton.wire.Json;
import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The members of a JSON body or the parameters of a query, each of which must be asked for: {@link
 * #refuseOthers} refuses what nobody asked for. Every method throws {@link BadRequest} if a value
 * is not of the type that is asked for.
 */
final class Input {
  private final Map<String, Object> members;
  private final String whole;
  private final Set<String> known = new TreeSet<>();

  private Input(Map<String, Object> members, String whole) {
    this.members = members;
    this.whole = whole;
  }

  /** The object in a request's body; an empty body is an empty object. */
  static Input body(Request request) {
    if (request.body().length == 0) {
      return new Input(Map.of(), "the body");
    }
    return switch (Json.read(request.body())) {
      case Json.Value(Object value) -> object(value, "the body");
      case Json.Malformed(String why) -> throw new BadRequest(why);
    };
  }

  static Input query(Request request) {
    var members = new LinkedHashMap<String, Object>();
    for (PercentEncoding.Pair pair : PercentEncoding.pairs(request.query())) {
      if (members.put(decoded(pair.name()), decoded(pair.value())) != null) {
        throw new BadRequest("a parameter of the query is given twice");
      }
    }
    return new Input(members, "the query");
  }

  Optional<String> text(String name) {
    return value(name).map(value -> as(String.class, value, name, "text"));
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> new BadRequest(whole + " lacks " + name));
  }

  /** A whole number; in a query, its decimal digits. */
  OptionalLong number(String name) {
    return value(name)
        .map(value -> value instanceof String text ? digits(text, name) : value)
        .map(value -> as(Long.class, value, name, "a whole number"))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  Optional<Boolean> truth(String name) {
    return value(name).map(value -> as(Boolean.class, value, name, "true or false"));
  }

  /** A list of texts that are not empty. */
  Optional<Set<String>> texts(String name) {
    return value(name).map(value -> texts(value, name));
  }

  /** A list of objects. */
  Optional<List<Input>> objects(String name) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof List<?> list)) {
                throw new BadRequest(name + " is a list of objects");
              }
              return list.stream().map(each -> object(each, "an element of " + name)).toList();
            });
  }

  Optional<Input> object(String name) {
    return value(name).map(value -> object(value, name));
  }

  /** A value of any type. */
  Optional<Object> any(String name) {
    return value(name);
  }

  boolean isList(String name) {
    return members.get(name) instanceof List;
  }

  /** To be called when all that can be there was asked for. */
  void refuseOthers() {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw new BadRequest(whole + " has a member that is none of: " + String.join(", ", known));
      }
    }
  }

  private Optional<Object> value(String name) {
    known.add(name);
    return Optional.ofNullable(members.get(name));
  }

  private Object digits(String text, String name) {
    if (!whole.equals("the query")) {
      return text;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw new BadRequest(name + " is a whole number");
    }
    return Long.parseLong(text);
  }

  private static Input object(Object value, String name) {
    if (!(value instanceof Map<?, ?> object)) {
      throw new BadRequest(name + " is an object");
    }
    var members = new LinkedHashMap<String, Object>();
    object.forEach((member, inner) -> members.put((String) member, inner));
    return new Input(members, name);
  }

  private static Set<String> texts(Object value, String name) {
    if (!(value instanceof List<?> list)) {
      throw new BadRequest(name + " is a list of texts");
    }
    var texts = new LinkedHashSet<String>();
    for (Object each : list) {
      String text = as(String.class, each, name, "a list of texts");
      if (text.isEmpty()) {
        throw new BadRequest(name + " has an empty text");
      }
      texts.add(text);
    }
    return texts;
  }

  private static <T> T as(Class<T> type, Object value, String name, String wanted) {
    if (!type.isInstance(value)) {
      throw new BadRequest(name + " is " + wanted);
    }
    return type.cast(value);
  }

  private static String decoded(String encoded) {
    return PercentEncoding.text(encoded, StandardCharsets.UTF_8, PercentEncoding.Plus.BLANK)
        .orElseThrow(() -> new BadRequest("the query is not percent-encoded UTF-8"));
  }
}
