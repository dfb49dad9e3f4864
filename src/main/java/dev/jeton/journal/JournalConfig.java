package dev.jeton.journal;

import java.time.Duration;

/**
 * How the trail's files are kept.
 *
 * @param fileSize how many octets a file grows to before the next begins; one begins each day too
 * @param keep how long a line is kept at least; whole files leave
 * @param maximumSize how many octets all files have at the most, beside the newest
 * @param signEvery how long a line stays unsigned at the most, while the server runs
 * @param signLines how many lines stay unsigned at the most
 */
public record JournalConfig(
    long fileSize, Duration keep, long maximumSize, Duration signEvery, int signLines) {
  private static final long MIB = 1 << 20;

  /** No setting leaves more lines without a signature. */
  public static final int MOST_UNSIGNED = 100_000;

  public static final JournalConfig DEFAULT =
      new JournalConfig(
          64 * MIB, Duration.ofDays(90), 10 * 1024 * MIB, Duration.ofMinutes(1), 1000);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is not above zero, or a file is larger than all may be
   */
  public JournalConfig {
    if (fileSize < 1 || maximumSize < fileSize) {
      throw new IllegalArgumentException(
          "audit.maximum-size is not less than audit.file-size, and that is above zero");
    }
    if (!keep.isPositive() || !signEvery.isPositive()) {
      throw new IllegalArgumentException("audit.keep and audit.sign-every are above zero");
    }
    if (signLines < 1 || signLines > MOST_UNSIGNED) {
      throw new IllegalArgumentException("audit.sign-lines is from 1 to " + MOST_UNSIGNED);
    }
  }
}
