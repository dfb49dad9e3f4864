package dev.jeton.store.embedded;

import java.time.Duration;

/**
 * What can be set of the embedded store.
 *
 * @param remember for how long an ended or expired session is told from one that never was; zero
 *     for not at all
 * @param maximumRemembered how many of them are remembered at the most, the oldest being forgotten
 *     first
 * @param cachedSessions how many sessions are kept in memory for reading, some 500 octets each
 * @param auditRetention for how long audit events are kept
 */
public record EmbeddedConfig(
    Duration remember, long maximumRemembered, long cachedSessions, Duration auditRetention) {
  public static final EmbeddedConfig DEFAULT =
      new EmbeddedConfig(Duration.ofHours(24), 10_000_000, 100_000, Duration.ofDays(90));

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
    if (auditRetention.isNegative()) {
      throw new IllegalArgumentException(
          "audit-retention is a duration from zero, not " + auditRetention);
    }
  }
}
