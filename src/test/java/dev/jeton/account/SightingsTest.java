package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SightingsTest {
  private final Sightings sightings = new Sightings();

  @Test
  void aPairIsKnownOnceItWasSeen() {
    assertFalse(sightings.has("a", "b"));
    assertTrue(sightings.add("a", "b"));
    assertTrue(sightings.has("a", "b"));
    assertFalse(sightings.add("a", "b"));
  }

  @Test
  void aPairIsNeitherItsPartsNorTheSameTextParted() {
    sightings.add("ab", "c");
    assertFalse(sightings.has("a", "bc"));
    assertFalse(sightings.has("c", "ab"));
    assertFalse(sightings.has("abc", ""));
    assertFalse(sightings.has("ab", "d"));
  }

  @Test
  void aHundredThousandAreRememberedBesideOneAnother() {
    for (int i = 0; i < 100_000; i++) {
      sightings.add("%024x".formatted(i), "192.0.2.7");
    }
    assertTrue(known(0, 100_000) > 98_500, known(0, 100_000) + " are known");
    assertEquals(0, known(100_000, 400_000));
  }

  @Test
  void whatCameFirstIsForgottenFirst() {
    for (int i = 0; i < 2_000_000; i++) {
      sightings.add("%024x".formatted(i), "192.0.2.7");
    }
    assertEquals(0, known(0, 500_000));
    assertTrue(known(1_900_000, 2_000_000) > 98_500);
    long all = known(0, 2_000_000);
    assertTrue(all > 250_000 && all <= 262_144, all + " are known");
  }

  private long known(int from, int to) {
    return IntStream.range(from, to)
        .filter(i -> sightings.has("%024x".formatted(i), "192.0.2.7"))
        .count();
  }
}
