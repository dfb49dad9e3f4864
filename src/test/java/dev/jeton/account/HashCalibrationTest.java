package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.account.HashCalibration.Found;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HashCalibrationTest {
  private final AtomicLong clock = new AtomicLong();

  @Test
  void memoryIsRaisedUntilTheTargetIsReached() {
    // 1 ms for each MiB and pass where two are computed at once, half of it for one alone
    assertEquals(new Found(25 * 1024, 2, millis(50), millis(25)), find(1000, 50, 256));
    assertEquals(new Found(19 * 1024, 2, millis(38), millis(19)), find(1000, 38, 256));
    assertEquals(new Found(100 * 1024, 2, millis(200), millis(100)), find(1000, 201, 256));
  }

  @Test
  void whereMemoryEndsPassesAreRaised() {
    assertEquals(new Found(64 * 1024, 7, millis(448), millis(224)), find(1000, 500, 64));
  }

  @Test
  void whereEvenOwaspsLeastTakesTooLongItIsTaken() {
    assertEquals(new Found(19 * 1024, 2, millis(38), millis(19)), find(1000, 37, 256));
  }

  @Test
  void whatCountsIsTheTimeWithAllThreadsAtWork() {
    Found found = find(1000, 76, 256);
    assertEquals(millis(76), found.took());
    assertEquals(38 * 1024, found.memory(), "76 MiB would do for one alone");
  }

  /** Two threads that get in each other's way: the clock moves once for both, by twice the time. */
  private Found find(int microsAMebibyte, int targetMillis, int most) {
    Thread alone = Thread.currentThread();
    var moved = new AtomicLong();
    var both = new CyclicBarrier(2, () -> clock.addAndGet(moved.get()));
    var calibration =
        new HashCalibration(
            (_, scheme) -> {
              long mebibytes = (long) scheme.memory() / 1024 * scheme.iterations();
              long nanos = mebibytes * microsAMebibyte * 1000;
              if (Thread.currentThread().equals(alone)) {
                clock.addAndGet(nanos / 2);
              } else {
                moved.set(nanos);
                await(both);
              }
              return new byte[scheme.length()];
            },
            2,
            clock::get);
    return calibration.find(millis(targetMillis), most * 1024);
  }

  private static void await(CyclicBarrier both) {
    try {
      both.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }
}
