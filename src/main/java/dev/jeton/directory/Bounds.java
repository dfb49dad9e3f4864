package dev.jeton.directory;

import java.time.Duration;

/**
 * How much is asked of the directory at once, and how long a login waits for it.
 *
 * @param connections logins that it is asked about at once, from 1; each uses two connections at
 *     the most
 * @param queue logins that may wait for their turn, from 0; what comes beyond is refused as
 *     overloaded
 * @param patience how long one may wait for its turn before it is refused as overloaded
 * @param deadline how long all that a login asks may take
 */
public record Bounds(int connections, int queue, Duration patience, Duration deadline) {
  public static final Bounds DEFAULT =
      new Bounds(8, 64, Duration.ofSeconds(2), Duration.ofSeconds(8));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException that names the value out of range
   */
  public Bounds {
    if (connections < 1 || queue < 0) {
      throw new IllegalArgumentException("connections are a number from 1, a queue one from 0");
    }
    if (!patience.isPositive() || !deadline.isPositive()) {
      throw new IllegalArgumentException("patience and deadline are longer than nothing");
    }
  }
}
