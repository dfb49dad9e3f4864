package dev.jeton.dialect.vz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VzConfigTest {

  @Test
  void aSessionLivesTwentyMinutesUnusedAndTwelveHoursAtTheMostUnlessSetOtherwise() {
    assertEquals(
        new VzConfig(Duration.ofMinutes(20), Duration.ofHours(12), false), VzConfig.DEFAULT);
  }

  @Test
  void timesOutOfRangeAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertRefused("idle is at least 1 second, not PT0.999S", Duration.ofMillis(999), second);
    assertRefused(
        "absolute is at least as long as idle, PT2S, not PT1S", second.multipliedBy(2), second);
    assertRefused(
        "absolute is at most 36500 days, not PT876000H1S",
        second,
        Duration.ofDays(36_500).plus(second));
  }

  private static void assertRefused(String message, Duration idle, Duration absolute) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> new VzConfig(idle, absolute, false));
    assertEquals(message, refusal.getMessage());
  }
}
