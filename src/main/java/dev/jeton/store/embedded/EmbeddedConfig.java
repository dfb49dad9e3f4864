package dev.jeton.store.embedded;

import java.time.Duration;

/**
 * What can be set of the embedded store.
 *
 * @param remember for how long an ended or expired session is told from one that never was; zero
 *     for not at all
 * @param maximumRemembered how many of them are remembered at the most, the oldest being forgotten
 *     first
 * @param cachedSessions how many sessions are kept in memory for reading, some 160 octets each,
 *     outside the Java heap
 * @param waitingEvents how many audit events wait for the journal at the most; beyond it those that
 *     are expendable are dropped
 * @param refusing whether beyond it nothing is granted whose event can't be dropped
 */
public record EmbeddedConfig(
    Duration remember,
    long maximumRemembered,
    long cachedSessions,
    long waitingEvents,
    boolean refusing) {
  public static final EmbeddedConfig DEFAULT =
      new EmbeddedConfig(Duration.ofHours(24), 10_000_000, 1_000_000, 500_000, false);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is negative, or nothing may be cached
   */
  public EmbeddedConfig {
    if (remember.isNegative()) {
      throw new IllegalArgumentException("remember is a duration from zero, not " + remember);
    }
    if (maximumRemembered < 0) {
      throw new IllegalArgumentException(
          "maximum-remembered is a number from 0, not " + maximumRemembered);
    }
    if (cachedSessions < 1) {
      throw new IllegalArgumentException(
          "cached-sessions is a number from 1, not " + cachedSessions);
    }
    if (waitingEvents < 1) {
      throw new IllegalArgumentException("waiting-events is a number from 1, not " + waitingEvents);
    }
  }
}
