package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.account.HashCalibration.Found;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HashCalibrationTest {
  private final AtomicLong clock = new AtomicLong();

  @Test
  void memoryIsRaisedUntilTheTargetIsReached() {
    // 1 ms for each MiB and pass: 19 MiB with two passes take 38 ms
    assertEquals(new Found(25 * 1024, 2, millis(50)), find(1000, 50, 256));
    assertEquals(new Found(19 * 1024, 2, millis(38)), find(1000, 38, 256));
    assertEquals(new Found(100 * 1024, 2, millis(200)), find(1000, 201, 256));
  }

  @Test
  void whereMemoryEndsPassesAreRaised() {
    assertEquals(new Found(64 * 1024, 7, millis(448)), find(1000, 500, 64));
  }

  @Test
  void whereEvenOwaspsLeastTakesTooLongItIsTaken() {
    assertEquals(new Found(19 * 1024, 2, millis(38)), find(1000, 37, 256));
  }

  private Found find(int microsAMebibyte, int targetMillis, int most) {
    var calibration =
        new HashCalibration(
            (_, scheme) -> {
              long mebibytes = (long) scheme.memory() / 1024 * scheme.iterations();
              clock.addAndGet(mebibytes * microsAMebibyte * 1000);
              return new byte[scheme.length()];
            },
            clock::get);
    return calibration.find(millis(targetMillis), most * 1024);
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }
}
