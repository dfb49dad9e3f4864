package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What was read outlives no write. */
class CachedTest {
  private final Cached<String, Integer> cached = new Cached<>(10);
  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void whatWasReadIsReadOnceUntilItIsLetGo() {
    assertEquals(Optional.of(1), cached.find("a", _ -> Optional.of(readings.incrementAndGet())));
    assertEquals(Optional.of(1), cached.find("a", _ -> Optional.of(readings.incrementAndGet())));
    cached.letGo("a");
    assertEquals(Optional.of(2), cached.find("a", _ -> Optional.of(readings.incrementAndGet())));
  }

  @Test
  void whatIsNotThereIsReadEachTime() {
    assertEquals(Optional.empty(), cached.find("a", _ -> Optional.empty()));
    assertEquals(Optional.of(1), cached.find("a", _ -> Optional.of(1)));
  }

  /** The reader has read what was there before, and has not told it yet when the writer is done. */
  @Test
  void aReadingThatMeetsAWriteDoesNotOutliveIt() throws Exception {
    var written = new AtomicInteger(1);
    var reading = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Thread reader =
        Thread.ofPlatform()
            .start(
                () ->
                    cached.find(
                        "a",
                        _ -> {
                          var found = Optional.of(written.get());
                          reading.countDown();
                          await(goOn);
                          return found;
                        }));
    await(reading);
    written.set(2);
    var letGo = new CountDownLatch(1);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  cached.letGo("a");
                  letGo.countDown();
                });
    while (writer.getState() != Thread.State.BLOCKED && letGo.getCount() > 0) {
      Thread.onSpinWait();
    }
    assertEquals(1, letGo.getCount(), "it must wait for the reading");
    goOn.countDown();
    reader.join();
    writer.join();
    assertEquals(Optional.of(2), cached.find("a", _ -> Optional.of(written.get())));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
