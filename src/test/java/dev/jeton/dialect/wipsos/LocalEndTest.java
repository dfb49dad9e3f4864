package dev.jeton.dialect.wipsos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalEndTest {
  private static final LocalEnd PARIS = new LocalEnd(ZoneId.of("Europe/Paris"));

  @ParameterizedTest
  @CsvSource({
    // On 25 October 2026, at 03:00 summer time, Paris turns its clocks back to 02:00.
    "2026-10-24T23:59:59.999Z, 2026-10-24T23:59:59.999Z, 2026-10-25, 01:59:59.999",
    "2026-10-25T00:00:00Z,     2026-10-25T02:00:00Z,     2026-10-25, 03:00:00.000",
    "2026-10-25T00:59:59.999Z, 2026-10-25T02:00:00Z,     2026-10-25, 03:00:00.000",
    "2026-10-25T01:00:00Z,     2026-10-25T02:00:00Z,     2026-10-25, 03:00:00.000",
    "2026-10-25T01:59:59.999Z, 2026-10-25T02:00:00Z,     2026-10-25, 03:00:00.000",
    "2026-10-25T02:00:00Z,     2026-10-25T02:00:00Z,     2026-10-25, 03:00:00.000",
    // The hour that spring leaves out is no hour in which anything ends.
    "2026-03-29T00:59:59.999Z, 2026-03-29T00:59:59.999Z, 2026-03-29, 01:59:59.999",
    "2026-03-29T01:00:00Z,     2026-03-29T01:00:00Z,     2026-03-29, 03:00:00.000",
  })
  void anEndInsideTheRepeatedHourMovesBehindIt(
      Instant end, Instant tellable, String date, String time) {
    assertTold(PARIS, end, tellable, date, time);
  }

  @ParameterizedTest
  @CsvSource({
    "2042-01-13T15:14:13Z,           2042-01-13T15:14:13Z,     2042-01-13, 16:14:13.000",
    "2042-01-13T15:14:13.123Z,       2042-01-13T15:14:13.123Z, 2042-01-13, 16:14:13.123",
    "2042-01-13T15:14:13.123000001Z, 2042-01-13T15:14:13.124Z, 2042-01-13, 16:14:13.124",
    "2042-01-13T22:59:59.999999Z,    2042-01-13T23:00:00Z,     2042-01-14, 00:00:00.000",
    "2026-10-24T23:59:59.9999Z,      2026-10-25T02:00:00Z,     2026-10-25, 03:00:00.000",
  })
  void anEndIsRoundedUpToTheMillisecond(Instant end, Instant tellable, String date, String time) {
    assertTold(PARIS, end, tellable, date, time);
  }

  @ParameterizedTest
  @CsvSource({"UTC, 01:30:00.000", "Asia/Tokyo, 10:30:00.000", "+05:45, 07:15:00.000"})
  void aZoneThatKeepsItsTimeMovesNothing(String zone, String time) {
    Instant end = Instant.parse("2026-10-25T01:30:00Z");
    assertTold(new LocalEnd(ZoneId.of(zone)), end, end, "2026-10-25", time);
  }

  @Test
  void aZoneThatRepeatsHalfAnHourMovesByThat() {
    // On 5 April 2026, at 02:00, Lord Howe Island turns its clocks back to 01:30.
    assertTold(
        new LocalEnd(ZoneId.of("Australia/Lord_Howe")),
        Instant.parse("2026-04-04T14:45:00Z"),
        Instant.parse("2026-04-04T15:30:00Z"),
        "2026-04-05",
        "02:00:00.000");
  }

  private static void assertTold(
      LocalEnd ends, Instant end, Instant tellable, String date, String time) {
    assertEquals(tellable, ends.tellable(end));
    assertEquals(date, ends.date(tellable));
    assertEquals(time, ends.time(tellable));
  }
}
