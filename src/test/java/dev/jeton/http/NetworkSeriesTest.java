package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.http.NetworkSeries.Nth;
import dev.jeton.session.Network;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class NetworkSeriesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Network ONE = Network.of("192.0.2.1");
  private static final Network OTHER = Network.of("192.0.2.2");

  private final NetworkSeries series = new NetworkSeries();

  private Nth at(Network network, String cause, int seconds) {
    return series.next(network, cause, NOON.plusSeconds(seconds));
  }

  @Test
  void networksAndCausesAreCountedApart() {
    assertEquals(new Nth(true, 1), at(ONE, "bad-head", 0));
    assertEquals(new Nth(true, 2), at(ONE, "bad-head", 0));
    assertEquals(new Nth(true, 1), at(ONE, "slow", 0));
    assertEquals(new Nth(true, 1), at(OTHER, "bad-head", 0));
    assertEquals(new Nth(true, 3), at(ONE, "bad-head", 0));
  }

  @Test
  void aSeriesLivesOnWhileNoMinuteIsQuiet() {
    assertEquals(1, at(ONE, "bad-head", 0).times());
    assertEquals(2, at(ONE, "bad-head", 60).times());
    assertEquals(3, at(ONE, "bad-head", 120).times());
    assertEquals(1, at(ONE, "bad-head", 181).times());
  }

  @Test
  void ofAMillionTwentyAreTold() {
    List<Long> told =
        LongStream.rangeClosed(1, 1_000_000)
            .filter(_ -> at(ONE, "bad-head", 0).isTold())
            .boxed()
            .toList();
    assertEquals(List.of(1L, 2L, 4L, 8L), told.subList(0, 4));
    assertEquals(20, told.size());
  }

  @Test
  void veryManyNetworksShareOneSeriesUntilTheOthersAreQuiet() {
    for (int i = 0; i < 1000; i++) {
      assertEquals(new Nth(true, 1), at(Network.of("10.0." + i / 256 + "." + i % 256), "slow", 0));
    }
    for (int i = 1; i <= 5000; i++) {
      Network next = Network.of("10.1." + i / 256 + "." + i % 256);
      assertEquals(new Nth(false, i), at(next, "slow", 0));
    }
    assertEquals(new Nth(true, 2), at(Network.of("10.0.0.0"), "slow", 60));
    assertEquals(new Nth(true, 1), at(ONE, "slow", 61));
  }
}
