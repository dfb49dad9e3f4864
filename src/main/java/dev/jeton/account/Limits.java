package dev.jeton.account;

import java.time.Duration;
import java.util.List;

/**
 * Bounds of one kind of failure, all of which hold at once: the short ones let a person mistype,
 * the long ones make whoever goes on wait longer and longer.
 *
 * @param bandwidths at least one, the shortest time first, and of longer times larger counts
 */
public record Limits(List<Bandwidth> bandwidths) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if there is none, or they are in another order
   */
  public Limits {
    bandwidths = List.copyOf(bandwidths);
    if (bandwidths.isEmpty()) {
      throw new IllegalArgumentException("want at least one bound");
    }
    for (int i = 1; i < bandwidths.size(); i++) {
      Bandwidth shorter = bandwidths.get(i - 1);
      Bandwidth longer = bandwidths.get(i);
      if (longer.time().compareTo(shorter.time()) <= 0 || longer.count() <= shorter.count()) {
        throw new IllegalArgumentException("want longer times with larger counts, in this order");
      }
    }
  }

  /** Some bounds, in the order that is wanted. */
  public static Limits of(Bandwidth... bandwidths) {
    return new Limits(List.of(bandwidths));
  }

  static Bandwidth in(int count, Duration time) {
    return new Bandwidth(count, time);
  }

  /** How many there may be at once after a long quiet. */
  int burst() {
    return bandwidths.getFirst().count();
  }
}
