package dev.jeton.account;

import java.time.Duration;

/**
 * How passwords are hashed, and how much of it at once.
 *
 * @param memory KiB a hash, from 19456 (19 MiB; OWASP's least for two passes) to 1 GiB
 * @param iterations passes, from 2
 * @param parallelism lanes, 1 to 16
 * @param threads hashes at once, from 1; the memory in use is at most this many times {@code
 *     memory}
 * @param queue hashes that may wait, from 0; what comes beyond is refused as overloaded
 * @param patience how long a hash may wait before it is refused as overloaded
 */
public record PasswordConfig(
    int memory, int iterations, int parallelism, int threads, int queue, Duration patience) {
  private static final int LEAST_MEMORY = 19 * 1024;
  private static final int MOST_MEMORY = 1024 * 1024;

  public static final PasswordConfig DEFAULT =
      new PasswordConfig(
          LEAST_MEMORY,
          2,
          1,
          Runtime.getRuntime().availableProcessors(),
          256,
          Duration.ofSeconds(4));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException that names the value out of range
   */
  public PasswordConfig {
    require(memory >= LEAST_MEMORY && memory <= MOST_MEMORY, "memory is 19456 to 1048576 KiB");
    require(iterations >= 2 && iterations <= 100, "iterations are 2 to 100");
    require(parallelism >= 1 && parallelism <= 16, "parallelism is 1 to 16");
    require(threads >= 1 && threads <= 256, "threads are 1 to 256");
    require(queue >= 0 && queue <= 100_000, "queue is 0 to 100000");
    require(patience.isPositive(), "patience is longer than nothing");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
