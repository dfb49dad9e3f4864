package dev.jeton.dialect.nout;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code Created}: an RFC 2822 date (section 3.3, without the obsolete forms) or an
 * xsd:dateTime with a four-digit year, which is in UTC if it names no zone.
 */
final class Created {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Pattern RFC_2822 =
      Pattern.compile(
          "(?:([A-Za-z]{3}), *)?([0-9]{1,2}) +([A-Za-z]{3}) +([0-9]{4})"
              + " +([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? +([+-][0-9]{4})");
  private static final Pattern XSD =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})?");

  /** More than any of the forms needs, so that a hostile text costs little. */
  private static final int LENGTH = 128;

  private static final int NANO_DIGITS = 9;

  private Created() {}

  /**
   * The instant that this text, blanks around it aside, stands for; empty if it is of no such form.
   */
  static Optional<Instant> parse(String text) {
    if (text.length() > LENGTH) {
      return Optional.empty();
    }
    String bare = text.strip();
    try {
      Matcher xsd = XSD.matcher(bare);
      if (xsd.matches()) {
        return Optional.of(schema(xsd));
      }
      Matcher rfc2822 = RFC_2822.matcher(bare);
      return rfc2822.matches() ? mail(rfc2822) : Optional.empty();
    } catch (DateTimeException e) { // the 30th of February, 25 o'clock
      return Optional.empty();
    }
  }

  private static Optional<Instant> mail(Matcher parts) {
    LocalDateTime at =
        LocalDateTime.of(
            Integer.parseInt(parts.group(4)),
            1 + MONTHS.indexOf(parts.group(3).toLowerCase(Locale.ROOT)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(5)),
            Integer.parseInt(parts.group(6)),
            parts.group(7) == null ? 0 : Integer.parseInt(parts.group(7)));
    boolean onThatDay =
        parts.group(1) == null
            || 1 + DAYS.indexOf(parts.group(1).toLowerCase(Locale.ROOT))
                == at.getDayOfWeek().getValue();
    return onThatDay ? Optional.of(at.toInstant(ZoneOffset.of(parts.group(8)))) : Optional.empty();
  }

  private static Instant schema(Matcher parts) {
    String fraction = parts.group(7) == null ? "" : parts.group(7);
    String nanos = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
    return LocalDateTime.of(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            Integer.parseInt(parts.group(4)),
            Integer.parseInt(parts.group(5)),
            Integer.parseInt(parts.group(6)),
            Integer.parseInt(nanos))
        .toInstant(parts.group(8) == null ? ZoneOffset.UTC : ZoneOffset.of(parts.group(8)));
  }
}
