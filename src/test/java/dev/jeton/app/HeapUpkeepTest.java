package dev.jeton.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HeapUpkeepTest {
  private static final long MEGABYTE = 1 << 20;

  private final List<Long> collected = new ArrayList<>();
  private long octets = 32 * MEGABYTE;
  private long live = 40 * MEGABYTE;
  private final HeapUpkeep upkeep = new HeapUpkeep(() -> octets, this::collect);

  @AfterEach
  void close() {
    upkeep.close();
  }

  @Test
  void aSmallHeapIsLeftAlone() {
    look(32, 64, 95);
    assertEquals(List.of(), collected);
  }

  @Test
  void aHeapThatFillsWithDeadObjectsIsCollectedEachTimeItIsThere() {
    look(96, 60, 95, 97);
    assertEquals(List.of(96 * MEGABYTE, 97 * MEGABYTE), collected);
  }

  @Test
  void aHeapThatIsLargeForAReasonIsCollectedWhenItHasDoubled() {
    live = 200 * MEGABYTE;
    look(300, 399, 400, 401);
    assertEquals(List.of(300 * MEGABYTE, 400 * MEGABYTE, 401 * MEGABYTE), collected);
    live = 250 * MEGABYTE;
    look(402, 499, 500);
    assertEquals(
        List.of(300L, 400L, 401L, 402L, 500L).stream().map(mb -> mb * MEGABYTE).toList(),
        collected);
  }

  private void look(long... megabytes) {
    for (long each : megabytes) {
      octets = each * MEGABYTE;
      upkeep.pass();
    }
  }

  private void collect() {
    collected.add(octets);
    octets = live;
  }
}
