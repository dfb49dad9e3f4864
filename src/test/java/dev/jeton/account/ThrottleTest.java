package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Throttle throttle = new Throttle(ThrottleConfig.DEFAULT);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed("alice", "192.0.2.1", NOW);
    }
  }

  @Test
  void tenFailuresCostNothingAndThenTheWaitDoubles() {
    fail(10);
    assertEquals(Optional.empty(), throttle.wait("alice", "192.0.2.1", NOW));
    fail(1);
    assertEquals(Optional.of(Duration.ofSeconds(1)), throttle.wait("alice", "192.0.2.1", NOW));
    fail(2);
    assertEquals(Optional.of(Duration.ofSeconds(4)), throttle.wait("alice", "192.0.2.1", NOW));
    assertEquals(
        Optional.of(Duration.ofSeconds(1)),
        throttle.wait("alice", "192.0.2.1", NOW.plusMillis(3500)));
    assertEquals(Optional.empty(), throttle.wait("alice", "192.0.2.1", NOW.plusSeconds(4)));
  }

  @Test
  void theWaitNeverGrowsPastItsLongest() {
    fail(1000);
    assertEquals(Optional.of(Duration.ofMinutes(1)), throttle.wait("alice", "192.0.2.1", NOW));
  }

  @Test
  void failuresFromElsewhereOrOfOthersDoNotCount() {
    fail(50);
    assertEquals(Optional.empty(), throttle.wait("alice", "192.0.2.2", NOW));
    assertEquals(Optional.empty(), throttle.wait("bob", "192.0.2.1", NOW));
  }

  @Test
  void aSuccessOrAQuietTimeForgetsAll() {
    fail(50);
    throttle.succeeded("alice", "192.0.2.1");
    assertEquals(Optional.empty(), throttle.wait("alice", "192.0.2.1", NOW));
    fail(50);
    throttle.failed("alice", "192.0.2.1", NOW.plus(Duration.ofMinutes(15)));
    assertEquals(
        Optional.empty(), throttle.wait("alice", "192.0.2.1", NOW.plus(Duration.ofMinutes(15))));
  }

  @Test
  void aFloodOfNamesPushesOutTheOldestAlone() {
    fail(50);
    for (int i = 0; i < 99_999; i++) {
      throttle.failed("name" + i, "192.0.2.1", NOW);
    }
    assertEquals(Optional.of(Duration.ofMinutes(1)), throttle.wait("alice", "192.0.2.1", NOW));
    throttle.failed("one more", "192.0.2.1", NOW);
    assertEquals(Optional.empty(), throttle.wait("alice", "192.0.2.1", NOW));
  }
}
