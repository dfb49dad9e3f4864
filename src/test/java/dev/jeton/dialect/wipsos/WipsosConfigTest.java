package dev.jeton.dialect.wipsos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WipsosConfigTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void aTokenLivesADayInParisUnlessSetOtherwise() {
    assertEquals(
        new WipsosConfig(Duration.ofDays(1), PARIS, OptionalInt.empty(), false),
        WipsosConfig.DEFAULT);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused(
        "lifetime is from 1 second to 36500 days, not PT0.999S",
        Duration.ofMillis(999),
        OptionalInt.empty());
    assertRefused(
        "lifetime is from 1 second to 36500 days, not PT876000H0.001S",
        Duration.ofDays(36_500).plusMillis(1),
        OptionalInt.empty());
    assertRefused("maximum-live is at least 1, not 0", Duration.ofDays(1), OptionalInt.of(0));
  }

  private static void assertRefused(String message, Duration lifetime, OptionalInt maximumLive) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new WipsosConfig(lifetime, PARIS, maximumLive, false));
    assertEquals(message, refusal.getMessage());
  }
}
