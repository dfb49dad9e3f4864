package dev.jeton.audit;

/**
 * How what happens again and again is told without a flood of events: of each series the 1st, 2nd,
 * 4th, 8th, … time, with how often it was.
 */
public final class Flood {
  private Flood() {}

  /**
   * Whether this time is told.
   *
   * @param times the how manieth in its series, from 1
   */
  public static boolean isTold(long times) {
    return Long.bitCount(times) == 1;
  }

  /** The fact {@code times} of an event; the first time has none. */
  public static String fact(long times) {
    return times == 1 ? "" : Long.toString(times);
  }
}
