package dev.jeton.dialect.vz;

import java.time.Duration;

/**
 * Settings of this dialect.
 *
 * @param idle how long a session lives without a request, from 1 second
 * @param absolute how long it lives at the most, from the idle time to 36500 days
 * @param mirrorStatus whether the HTTP status is the code in the envelope, rather than always 200
 */
public record VzConfig(Duration idle, Duration absolute, boolean mirrorStatus) {
  public static final VzConfig DEFAULT =
      new VzConfig(Duration.ofMinutes(20), Duration.ofHours(12), false);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a time is out of range
   */
  public VzConfig {
    if (idle.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("idle is at least 1 second, not " + idle);
    }
    if (absolute.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "absolute is at least as long as idle, " + idle + ", not " + absolute);
    }
    if (absolute.compareTo(Duration.ofDays(36_500)) > 0) {
      throw new IllegalArgumentException("absolute is at most 36500 days, not " + absolute);
    }
  }
}
