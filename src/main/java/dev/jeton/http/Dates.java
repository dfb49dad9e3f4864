package dev.jeton.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the Date field (RFC 9110, section 6.6.1), written once a second. */
final class Dates {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private record Written(long second, String text) {}

  private final InstantSource clock;
  private volatile Written last = new Written(Long.MIN_VALUE, "");

  Dates(InstantSource clock) {
    this.clock = clock;
  }

  String now() {
    long second = clock.millis() / 1000;
    Written written = last;
    if (written.second != second) {
      written = new Written(second, FORM.format(Instant.ofEpochSecond(second)));
      last = written;
    }
    return written.text;
  }
}
