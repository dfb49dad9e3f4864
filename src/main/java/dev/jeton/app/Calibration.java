package dev.jeton.app;

import dev.jeton.account.HashCalibration;
import java.time.Duration;
import java.util.LinkedHashMap;

/** Finds hash parameters for this machine, without a server. */
public final class Calibration {
  private Calibration() {}

  /**
   * Looks for them, which takes some dozen hashes.
   *
   * @param mostMemory MiB of a hash at the most, 19 to 1024
   * @return memory (KiB), iterations, parallelism, threads, and microseconds that a hash takes with
   *     all of them at work, and alone
   */
  public static Document find(Duration target, int mostMemory) {
    int threads = Runtime.getRuntime().availableProcessors();
    HashCalibration.Found found =
        new HashCalibration(threads, System::nanoTime).find(target, mostMemory * 1024);
    var members = new LinkedHashMap<String, Object>();
    members.put("memory", (long) found.memory());
    members.put("iterations", (long) found.iterations());
    members.put("parallelism", 1L);
    members.put("threads", (long) threads);
    members.put("microseconds", found.took().toNanos() / 1000);
    members.put("microsecondsAlone", found.alone().toNanos() / 1000);
    return new Document(members);
  }
}
