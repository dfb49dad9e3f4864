package dev.jeton.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as a whole number and its unit, such as {@code 20m} or {@code 256KiB}. */
public final class Units {
  private static final Pattern QUANTITY = Pattern.compile("(0|[1-9][0-9]{0,8})([A-Za-z]+)");
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long KIB = 1024;

  /** Milliseconds. */
  static final Units TIME =
      new Units(Map.of("ms", 1L, "s", SECOND, "m", MINUTE, "h", HOUR, "d", 24 * HOUR));

  /** Octets. */
  static final Units SIZE =
      new Units(Map.of("B", 1L, "KiB", KIB, "MiB", KIB * KIB, "GiB", KIB * KIB * KIB));

  private final Map<String, Long> factors;
  private final TreeMap<Long, String> names = new TreeMap<>();

  private Units(Map<String, Long> factors) {
    this.factors = factors;
    factors.forEach((name, factor) -> names.put(factor, name));
  }

  /** A time such as {@code 24h}; empty if it is none. */
  public static Optional<Duration> duration(String text) {
    return TIME.parse(text).map(Duration::ofMillis);
  }

  static String written(Duration duration) {
    return TIME.write(duration.toMillis());
  }

  /**
   * The quantity in the smallest unit; empty if it has no number of up to nine digits, or no unit.
   */
  Optional<Long> parse(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    return quantity.matches()
        ? Optional.ofNullable(factors.get(quantity.group(2)))
            .map(factor -> factor * Long.parseLong(quantity.group(1)))
        : Optional.empty();
  }

  /** In the largest unit that has no remainder; nothing at all in the smallest. */
  String write(long quantity) {
    return names.descendingMap().entrySet().stream()
        .filter(unit -> quantity % unit.getKey() == 0 && quantity >= unit.getKey())
        .findFirst()
        .map(unit -> quantity / unit.getKey() + unit.getValue())
        .orElse("0" + names.firstEntry().getValue());
  }
}
