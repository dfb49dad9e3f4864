package dev.jeton.dialect.wipsos;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * Instants as this API tells them: a date and a time to the millisecond, in the server's zone,
 * which is not told.
 *
 * @param zone the server's
 */
record LocalEnd(ZoneId zone) {
  private static final DateTimeFormatter DATE = format("uuuu-MM-dd");
  private static final DateTimeFormatter TIME = format("HH:mm:ss.SSS");

  /**
   * The first instant, not before this one, that a date and time tell exactly: on a whole
   * millisecond, and behind the hour that autumn repeats, since a time inside it may mean two
   * instants.
   */
  Instant tellable(Instant end) {
    Instant whole = end.truncatedTo(ChronoUnit.MILLIS);
    Instant next = whole.equals(end) ? whole : whole.plusMillis(1);
    ZoneRules rules = zone.getRules();
    LocalDateTime local = LocalDateTime.ofInstant(next, zone);
    ZoneOffsetTransition transition = rules.getTransition(local);
    return transition != null && transition.isOverlap()
        ? transition.getDateTimeBefore().toInstant(transition.getOffsetAfter())
        : next;
  }

  String date(Instant at) {
    return DATE.format(at.atZone(zone));
  }

  String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
