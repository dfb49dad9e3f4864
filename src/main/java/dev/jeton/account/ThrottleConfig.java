package dev.jeton.account;

import java.time.Duration;

/**
 * How guessing is slowed.
 *
 * @param free failures of one name from one address that cost nothing, from 1
 * @param first the wait after the next one; it doubles with each further failure
 * @param longest the longest wait
 * @param memory how long after the last failure all is forgotten, not shorter than the longest wait
 */
public record ThrottleConfig(int free, Duration first, Duration longest, Duration memory) {
  public static final ThrottleConfig DEFAULT =
      new ThrottleConfig(10, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(15));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException that names the value out of range
   */
  public ThrottleConfig {
    if (free < 1) {
      throw new IllegalArgumentException("free is a number from 1");
    }
    if (!first.isPositive() || first.compareTo(longest) > 0 || longest.compareTo(memory) > 0) {
      throw new IllegalArgumentException("want nothing < first ≤ longest ≤ memory");
    }
  }
}
