package dev.jeton.config;

import static java.util.stream.Collectors.joining;

import dev.jeton.secret.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types of values that keys have. */
final class Types {
  /** Stands for no value where a value is optional. */
  static final String NONE = "none";

  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,9}");

  static final Type<Boolean> FLAG = choice(List.of(true, false), String::valueOf);

  /** What is safe only over TLS, without it. */
  static final Type<Boolean> ALLOWANCE =
      choice(List.of(true, false), allowed -> allowed ? "allow" : "refuse");

  /** How long a session lives. */
  static final Type<Duration> LIFETIME = duration(Duration.ofSeconds(1), Duration.ofDays(36_500));

  /** At least one character that is no blank, and no control characters. */
  static final Type<String> TEXT = Type.of("a text", Types::text, Function.identity());

  /** A relative path starts from the folder in which the server was started. */
  static final Type<Path> PATH =
      Type.of("a path", text -> text(text).flatMap(Types::path), Path::toString)
          .handled(Type.Handling.PATH);

  static final Type<ZoneId> ZONE =
      Type.of("a time zone such as Europe/Paris", Types::zone, ZoneId::getId);

  /** What a file holds; it has no form in which it could be shown. */
  static final Type<Secret> SECRET =
      Type.of("a secret", text -> text(text).map(Secret::of), _ -> "(a secret)")
          .handled(Type.Handling.SECRET);

  private Types() {}

  /** Decimal digits without a sign or leading zeros. */
  static Type<Integer> whole(int least, int most) {
    return ranged("a whole number", Types::number, String::valueOf, (long) least, (long) most)
        .as(Math::toIntExact, Integer::longValue);
  }

  static Type<Duration> duration(Duration least, Duration most) {
    return ranged("a duration", Units::duration, Units::written, least, most);
  }

  /** A number of octets. */
  static Type<Integer> size(int least, int most) {
    return sizeIn("a size", 1, least, most);
  }

  /** A number of octets that may go beyond 2 GiB. */
  static Type<Long> longSize(long least, long most) {
    return ranged("a size", Units.SIZE::parse, Units.SIZE::write, least, most);
  }

  /** A number of KiB. */
  static Type<Integer> kibibytes(int least, int most) {
    return sizeIn("a size in whole KiB", 1024, least, most);
  }

  private static Type<Integer> sizeIn(String what, long unit, int least, int most) {
    return ranged(
            what,
            text -> Units.SIZE.parse(text).filter(octets -> octets % unit == 0),
            Units.SIZE::write,
            least * unit,
            most * unit)
        .as(octets -> Math.toIntExact(octets / unit), number -> number * unit);
  }

  private static <T extends Comparable<T>> Type<T> ranged(
      String what,
      Function<String, Optional<T>> parse,
      Function<T, String> write,
      T least,
      T most) {
    return Type.of(
        what + " from " + write.apply(least) + " to " + write.apply(most),
        text ->
            parse
                .apply(text)
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0),
        write);
  }

  /** One of these words. */
  static Type<String> oneOf(List<String> words) {
    return choice(words, Function.identity());
  }

  /** The constants of an enum, in lower case with dashes. */
  static <E extends Enum<E>> Type<E> constants(Class<E> type) {
    return choice(List.of(type.getEnumConstants()), Types::word);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One of these values, each of which has another word. */
  static <T> Type<T> choice(List<T> values, Function<T, String> word) {
    return Type.of(
        either(values.stream().map(word).toList()),
        text -> values.stream().filter(value -> word.apply(value).equals(text)).findFirst(),
        word);
  }

  private static String either(List<String> words) {
    String last = words.getLast();
    return String.join(", ", words.subList(0, words.size() - 1)) + " or " + last;
  }

  static <T> Type<List<T>> list(Type<T> type) {
    return new Type<>(
        "a list, each " + type.looks(),
        type.handling(),
        content -> content.several().stream().map(type::read).toList(),
        values -> values.stream().map(type::write).collect(joining(", ", "[", "]")));
  }

  /** A list in which nothing may be twice; it is written in order. */
  static <T extends Comparable<T>> Type<Set<T>> set(Type<T> type) {
    return list(type).as(Types::distinct, values -> values.stream().sorted().toList());
  }

  private static <T> Set<T> distinct(List<T> values) {
    Set<T> distinct = Set.copyOf(values);
    if (distinct.size() < values.size()) {
      throw new IllegalArgumentException("want a list that names nothing twice");
    }
    return distinct;
  }

  /**
   * A text that the value's own type reads, and complains about in its own words.
   *
   * @param parse throws {@link IllegalArgumentException}, whose message says what it wants
   */
  static <T> Type<T> parsed(String looks, Function<String, T> parse, Function<T, String> write) {
    return new Type<>(
        looks, Type.Handling.OPEN, content -> parse.apply(content.single().strip()), write);
  }

  private static Optional<Long> number(String text) {
    return Optional.of(text).filter(digits -> WHOLE.matcher(digits).matches()).map(Long::valueOf);
  }

  private static Optional<String> text(String text) {
    return text.isBlank() || text.codePoints().anyMatch(Character::isISOControl)
        ? Optional.empty()
        : Optional.of(text);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
