package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records in little, bounded memory. */
class ShelfTest {
  private static final int CHUNK = 1000;

  private final Shelf shelf = new Shelf(4 * CHUNK, CHUNK);

  @Test
  void aRecordIsThereAsItWasPutUntilItIsRemoved() {
    shelf.put(id(1), session(true, 7, 100));
    shelf.put(id(2), session(false, 8, 0));
    assertFound(session(true, 7, 100), 1);
    assertFound(session(false, 8, 0), 2);
    shelf.remove(id(1));
    assertTrue(shelf.find(id(1)).isEmpty());
    assertFound(session(false, 8, 0), 2);
    assertEquals(1, shelf.entries());
  }

  @Test
  void aRecordReplacesItsFormerSelf() {
    shelf.put(id(1), session(true, 7, 100));
    shelf.put(id(1), session(false, 8, 120));
    assertFound(session(false, 8, 120), 1);
    assertEquals(1, shelf.entries());
  }

  @Test
  void aRecordWithoutRoomInAChunkIsNotKeptNorItsFormerSelf() {
    shelf.put(id(1), session(true, 7, 100));
    shelf.put(id(1), session(true, 8, CHUNK));
    assertTrue(shelf.find(id(1)).isEmpty());
  }

  @Test
  void theOldestLeaveForTheNewest() {
    for (int i = 0; i < 100; i++) {
      shelf.put(id(i), session(true, i, 100));
    }
    assertTrue(shelf.find(id(0)).isEmpty());
    assertFound(session(true, 99, 100), 99);
    assertTrue(shelf.entries() <= 4 * CHUNK / 121, shelf.entries() + " entries");
    assertTrue(shelf.entries() >= 3 * CHUNK / 125, shelf.entries() + " entries");
  }

  @Test
  void whatIsAskedForStays() {
    for (int i = 0; i < 1000; i++) {
      shelf.put(id(i), session(true, i, 100));
      assertFound(session(true, 0, 100), 0);
    }
  }

  @Test
  void roomOfWhatLeftIsTakenBeforeAnythingHasToLeave() {
    for (int i = 0; i < 8; i++) {
      shelf.put(id(i), session(true, i, 100));
    }
    for (int i = 8; i < 1000; i++) {
      shelf.put(id(i), session(true, i, 100));
      shelf.remove(id(i));
    }
    for (int i = 0; i < 8; i++) {
      assertFound(session(true, i, 100), i);
    }
  }

  @Test
  void roomIsKnownToBeLeftAlsoOnceChainsWereSpread() {
    var nine = new Shelf(9 * CHUNK, CHUNK);
    for (int i = 0; i < 65; i++) {
      nine.put(id(i), session(true, i, 100)); // the last of them spreads the chains
    }
    for (int i = 8; i < 64; i++) {
      nine.remove(id(i));
    }
    for (int i = 65; i < 2000; i++) {
      nine.put(id(i), session(true, i, 100));
      nine.remove(id(i));
    }
    for (int i = 0; i < 8; i++) {
      assertTrue(nine.find(id(i)).isPresent(), i + " had to leave");
    }
  }

  @Test
  void nothingIsLeftWhenAllIsForgotten() {
    for (int i = 0; i < 30; i++) {
      shelf.put(id(i), session(true, i, 100));
    }
    shelf.clear();
    for (int i = 0; i < 30; i++) {
      assertTrue(shelf.find(id(i)).isEmpty());
    }
    assertEquals(0, shelf.entries());
    shelf.put(id(1), session(true, 9, 100));
    assertFound(session(true, 9, 100), 1);
  }

  @Test
  void withoutRoomNothingIsKept() {
    var none = new Shelf(1, 2);
    none.put(id(1), session(true, 1, 0));
    assertTrue(none.find(id(1)).isEmpty());
  }

  /** A record may be gone, but never be another than the last that was put. */
  @Test
  void itNeverTellsWhatIsNoLongerSo() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    Map<Integer, StoredSession> truth = new HashMap<>();
    int found = 0;
    for (int step = 0; step < 200_000; step++) {
      int number = random.nextInt(60);
      switch (random.nextInt(4)) {
        case 0 -> {
          var next = session(random.nextBoolean(), step, random.nextInt(300));
          shelf.put(id(number), next);
          truth.put(number, next);
        }
        case 1 -> {
          if (random.nextInt(3) == 0) {
            shelf.remove(id(number));
            truth.remove(number);
          }
        }
        default -> {
          var there = shelf.find(id(number));
          if (there.isPresent()) {
            found++;
            assertTrue(truth.containsKey(number), "seed " + seed + ", step " + step);
            StoredSession last = truth.get(number);
            assertTrue(
                Arrays.equals(last.octets(), there.get().octets())
                    && last.live() == there.get().live(),
                "seed " + seed + ", step " + step);
          }
        }
      }
    }
    assertTrue(found > 5_000, found + " were found");
    assertFalse(shelf.entries() > truth.size(), "seed " + seed);
  }

  private void assertFound(StoredSession expected, int number) {
    StoredSession there = shelf.find(id(number)).orElseThrow();
    assertArrayEquals(expected.octets(), there.octets());
    assertEquals(expected.live(), there.live());
  }

  /** Every fourth of them in the same chain. */
  private static byte[] id(int number) {
    return ByteBuffer.allocate(12).putInt(0).putInt(number).putInt(number % 4).array();
  }

  private static StoredSession session(boolean live, int fill, int length) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) fill);
    return new StoredSession(live, octets);
  }
}
