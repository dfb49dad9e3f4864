package dev.jeton.account;

import java.time.Duration;

/**
 * So many in so much time, gained back evenly.
 *
 * @param count from 1
 * @param time longer than nothing
 */
public record Bandwidth(int count, Duration time) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Bandwidth {
    if (count < 1 || time.toMillis() < 1) {
      throw new IllegalArgumentException("want at least 1 in at least a millisecond");
    }
    if (time.toNanos() < count) {
      throw new IllegalArgumentException("want at most 1 in a nanosecond");
    }
  }
}
