package dev.jeton.dialect.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OAuthConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void passwordsAndPlainHttpAreOffAndTheGraceIsHalfAMinuteUnlessSetOtherwise() {
    OAuthConfig config = OAuthConfig.DEFAULT;
    assertFalse(config.grants().password());
    assertFalse(config.plainHttp());
    assertTrue(config.introspectionTouch());
    assertEquals(Duration.ofSeconds(30), config.grants().grace());
    assertEquals(Duration.ofDays(7), config.grants().refresh().idle().orElseThrow());
    assertEquals(Duration.ofDays(30), config.grants().refresh().absolute());
  }

  @Test
  void timesOutOfRangeAreRefused() {
    assertRefused("lifetime is at least 1 second, not PT0S", Duration.ZERO, SECOND, SECOND);
    assertRefused("refresh-idle is at least 1 second, not PT0S", SECOND, Duration.ZERO, SECOND);
    assertRefused(
        "refresh-absolute is at least as long as refresh-idle, PT2S, not PT1S",
        SECOND,
        SECOND.multipliedBy(2),
        SECOND);
  }

  private static void assertRefused(
      String message, Duration lifetime, Duration idle, Duration absolute) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new OAuthConfig(
                    lifetime, idle, absolute, SECOND, false, false, false, false, false));
    assertEquals(message, refusal.getMessage());
  }
}
