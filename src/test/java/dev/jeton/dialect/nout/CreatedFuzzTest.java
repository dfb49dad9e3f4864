package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** One text stands for one instant: that which the JDK's own readers take it for. */
final class CreatedFuzzTest {
  static Stream<byte[]> dates() {
    return Stream.of(
            "Wed, 14 Aug 2013 09:38:56 +0000",
            "Sun, 4 Aug 2013 09:38 -0330",
            "2019-02-12T12:34:12.1234567Z",
            "2016-05-08T12:00:00.25-05:30",
            "2008-06-18T17:13:00",
            "0000-01-01T00:00:00+18:00",
            "9999-12-31T23:59:59.999999999-18:00")
        .map(date -> date.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("dates")
  @FuzzTest
  void readsTheInstantThatTheJdkReads(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Optional<Instant> read = Created.parse(text);
    if (read.isEmpty()) {
      return;
    }
    Instant instant = read.get();
    assertTrue(instant.isAfter(Instant.parse("-0001-12-31T00:00:00Z")));
    assertTrue(instant.isBefore(Instant.parse("+10000-01-02T00:00:00Z")));
    String bare = text.strip();
    assertEquals(read, Created.parse("\t" + bare + " \r\n"));
    for (DateTimeFormatter form :
        new DateTimeFormatter[] {
          DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME
        }) {
      try {
        assertEquals(OffsetDateTime.parse(bare, form).toInstant(), instant, bare);
      } catch (DateTimeException _) {
        // it reads fewer forms than we do
      }
    }
    String written = instant.toString();
    if (written.matches("\\d{4}-.*")) {
      assertEquals(read, Created.parse(written));
    }
  }
}
