package dev.jeton.directory;

import dev.jeton.account.Kind;
import java.util.Arrays;
import java.util.Locale;

/** What a rule gives to those whom it applies to. */
sealed interface Grant {
  int MOST_LANGUAGE = 9999;

  record Dialect(String name) implements Grant {}

  /** For whom to act; {@code *} is everyone. */
  record ActFor(String name) implements Grant {}

  /** For which customer; {@code *} is every one. */
  record ForCustomer(String name) implements Grant {}

  record Language(int code) implements Grant {}

  record OfKind(Kind kind) implements Grant {}

  /**
   * Reads {@code dialect:nout}, {@code act-for:ana}, {@code for-customer:*}, {@code language:2} or
   * {@code kind:extranet}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static Grant parse(String text) {
    int colon = text.indexOf(':');
    String what = text.substring(0, Math.max(0, colon));
    String value = text.substring(colon + 1).strip();
    if (value.isEmpty()) {
      throw unknown(text);
    }
    return switch (what.strip()) {
      case "dialect" -> new Dialect(value);
      case "act-for" -> new ActFor(value);
      case "for-customer" -> new ForCustomer(value);
      case "language" -> new Language(language(value));
      case "kind" -> new OfKind(kind(value));
      default -> throw unknown(text);
    };
  }

  /**
   * NOUT's language code.
   *
   * @throws IllegalArgumentException if it is none
   */
  static int language(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("a language is a code from 1 to " + MOST_LANGUAGE);
    }
    return Integer.parseInt(text);
  }

  /**
   * The kind of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Kind kind(String text) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of account is called " + text));
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "a rule gives dialect:…, act-for:…, for-customer:…, language:… or kind:…, not " + text);
  }
}
