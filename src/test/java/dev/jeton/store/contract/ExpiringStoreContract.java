package dev.jeton.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.ExpiringStore.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link dev.jeton.account.ExpiringStore} promises. */
public abstract class ExpiringStoreContract extends StoreContract {
  private static final int PLENTY = 1_000_000;

  private Optional<String> find(String key) {
    return stores.expiring().find(key).map(octets -> new String(octets, UTF_8));
  }

  private boolean swap(String key, String expected, String next, Instant until) {
    return stores
        .expiring()
        .swap(
            key,
            expected.isEmpty() ? Optional.empty() : Optional.of(expected.getBytes(UTF_8)),
            next.getBytes(UTF_8),
            until);
  }

  private List<String> keys(Optional<String> after, int limit) {
    return stores.expiring().list(after, limit).stream().map(Kept::key).toList();
  }

  private void sweep(long most) {
    while (stores.expiring().sweep(now, most, 10) == 10) {}
  }

  @Test
  void aValueIsPutInThePlaceOfTheOneThatWasExpectedAlone() {
    assertEquals(Optional.empty(), find("a"));
    assertFalse(swap("a", "1", "2", now.plus(HOUR)));
    assertTrue(swap("a", "", "1", now.plus(HOUR)));
    assertFalse(swap("a", "", "2", now.plus(HOUR)));
    assertFalse(swap("a", "2", "3", now.plus(HOUR)));
    assertEquals(Optional.of("1"), find("a"));
    assertTrue(swap("a", "1", "2", now.plus(HOUR)));
    assertEquals(Optional.of("2"), find("a"));
    assertEquals(Optional.empty(), find("b"));
  }

  /** What memory knows of a key: its value, "none" or "?". */
  private String peek(String key) {
    Optional<Optional<byte[]>> known = stores.expiring().peek(key);
    return known.isEmpty()
        ? "?"
        : known.get().map(octets -> new String(octets, UTF_8)).orElse("none");
  }

  @Test
  void whatWasAskedForOrChangedIsToldWithoutWaiting() {
    find("a");
    assertEquals("none", peek("a"));
    swap("a", "", "1", now.plus(HOUR));
    assertEquals("1", peek("a"));
    swap("a", "1", "2", now.plus(HOUR));
    assertEquals("2", peek("a"));
    stores.expiring().remove("a");
    assertEquals("none", peek("a"));
  }

  @Test
  void whatIsRemovedIsGoneAndMayComeAgain() {
    assertFalse(stores.expiring().remove("a"));
    swap("a", "", "1", now.plus(HOUR));
    assertTrue(stores.expiring().remove("a"));
    assertFalse(stores.expiring().remove("a"));
    assertEquals(Optional.empty(), find("a"));
    assertEquals(List.of(), keys(Optional.empty(), 10));
    assertTrue(swap("a", "", "2", now.plus(HOUR)));
    assertEquals(Optional.of("2"), find("a"));
  }

  @Test
  void keysAreKeptAsTheyAre() {
    for (String name : ODD_NAMES) {
      assertTrue(swap(name, "", name.equals("a") ? "a" : "b", now.plus(HOUR)), name);
    }
    for (String name : ODD_NAMES) {
      assertTrue(find(name).isPresent(), name);
    }
    assertEquals(ODD_NAMES.stream().sorted().toList(), keys(Optional.empty(), 100));
  }

  @Test
  void theListIsOrderedAndComesInParts() {
    for (int i : new int[] {3, 1, 2, 5, 4}) {
      swap("k" + i, "", "v" + i, now.plus(HOUR));
    }
    assertEquals(List.of("k1", "k2"), keys(Optional.empty(), 2));
    assertEquals(List.of("k3", "k4"), keys(Optional.of("k2"), 2));
    assertEquals(List.of("k5"), keys(Optional.of("k4"), 2));
    stores.expiring().remove("k2");
    assertEquals(List.of("k1", "k3"), keys(Optional.empty(), 2));
    Kept first = stores.expiring().list(Optional.empty(), 1).getFirst();
    assertEquals("v1", new String(first.value(), UTF_8));
    assertEquals(now.plus(HOUR), first.until());
  }

  @Test
  void sweepingForgetsWhatMayBeForgottenByItsLatestInstant() {
    swap("a", "", "1", now.plus(HOUR));
    swap("b", "", "1", now.plus(HOUR));
    swap("b", "1", "2", now.plus(DAY));
    elapse(HOUR.minusNanos(1));
    sweep(PLENTY);
    assertEquals(List.of("a", "b"), keys(Optional.empty(), 10));
    elapse(Duration.ofNanos(1));
    sweep(PLENTY);
    assertEquals(List.of("b"), keys(Optional.empty(), 10));
    assertEquals(Optional.empty(), find("a"));
    elapse(DAY);
    sweep(PLENTY);
    assertEquals(List.of(), keys(Optional.empty(), 10));
    assertEquals(Optional.empty(), find("b"));
  }

  @Test
  void whatCouldBeForgottenFirstMakesRoom() {
    for (int i = 0; i < 50; i++) {
      swap("k%02d".formatted(i), "", "v", now.plus(DAY).minusSeconds(i));
    }
    sweep(20);
    assertEquals(
        IntStream.range(0, 20).mapToObj("k%02d"::formatted).toList(), keys(Optional.empty(), 100));
    sweep(20);
    assertEquals(20, keys(Optional.empty(), 100).size());
  }

  @Test
  void theListHoldsWhatWasKeptBeforeItWasAskedFor() {
    for (int i = 0; i < 500; i++) {
      swap("k%03d".formatted(i), "", "v", now.plus(HOUR));
      assertEquals(i + 1, keys(Optional.empty(), 1000).size());
    }
  }

  @Test
  void ofManyWhoSwapAtOnceNoneIsLost() throws Exception {
    atOnce(
        50,
        () -> {
          while (true) {
            Optional<byte[]> there = stores.expiring().find("n");
            int number = there.map(o -> Integer.parseInt(new String(o, UTF_8))).orElse(0);
            byte[] next = Integer.toString(number + 1).getBytes(UTF_8);
            if (stores.expiring().swap("n", there, next, now.plus(HOUR))) {
              return true;
            }
          }
        });
    assertEquals(Optional.of("50"), find("n"));
  }
}
