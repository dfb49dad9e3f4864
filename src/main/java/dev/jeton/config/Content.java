package dev.jeton.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A value as it was written, before its key's type reads it. */
sealed interface Content {
  /** How many characters of a value a message holds at the most. */
  int SHOWN = 80;

  /** One value, given in words. */
  record Text(String text) implements Content {}

  /** A list in the file. */
  record Items(List<String> items) implements Content {}

  /**
   * What another file holds; it is never shown, since it may be a secret in the wrong place.
   *
   * @param file for a message
   */
  record Held(String text, String file) implements Content {}

  /** The value, for a message. */
  default String shown() {
    return switch (this) {
      case Text(String text) -> "\"" + inPart(text) + "\"";
      case Items _ -> "a list";
      case Held(String _, String file) -> "what " + file + " holds";
    };
  }

  /**
   * The value of a key that takes one.
   *
   * @throws IllegalArgumentException if it is a list
   */
  default String single() {
    return switch (this) {
      case Text(String text) -> text;
      case Held(String text, String _) -> text;
      case Items _ -> throw new IllegalArgumentException("want one value, not a list");
    };
  }

  /**
   * The values of a key that takes several; where they are written as a text, commas part them, or
   * lines.
   */
  default List<Content> several() {
    return switch (this) {
      case Items(List<String> items) -> items.stream().<Content>map(Text::new).toList();
      case Text(String text) -> parted(text).<Content>map(Text::new).toList();
      case Held(String text, String file) ->
          parted(text).<Content>map(item -> new Held(item, file)).toList();
    };
  }

  private static Stream<String> parted(String text) {
    return text.isBlank()
        ? Stream.empty()
        : Arrays.stream(text.split("[,\n]", -1)).map(String::strip);
  }

  private static String inPart(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
