package dev.jeton.session;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What holds for the sessions of all dialects.
 *
 * @param absoluteMaximum how long a session lives at the most, whatever its dialect or its login
 *     asks
 * @param perAccount how many live sessions an account may have as their actor; no bound if empty
 * @param beyond what becomes of a login beyond that
 * @param endOnPasswordChange which sessions end with a new password
 */
public record SessionsConfig(
    Duration absoluteMaximum,
    OptionalInt perAccount,
    Beyond beyond,
    EndOnPasswordChange endOnPasswordChange) {

  /** What becomes of a login that would be one too many. */
  public enum Beyond {
    OLDEST_ENDS,
    REFUSE
  }

  /** Which sessions of an account end when it gets a new password. */
  public enum EndOnPasswordChange {
    ALL,
    /** All but the one that the change names, if it names one. */
    OTHERS
  }

  public static final SessionsConfig DEFAULT =
      new SessionsConfig(
          Duration.ofDays(30), OptionalInt.empty(), Beyond.OLDEST_ENDS, EndOnPasswordChange.ALL);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException that names the value out of range
   */
  public SessionsConfig {
    if (absoluteMaximum.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "absolute-maximum is at least 1 second, not " + absoluteMaximum);
    }
    if (perAccount.isPresent() && perAccount.getAsInt() < 1) {
      throw new IllegalArgumentException("per-account is at least 1, not " + perAccount);
    }
  }
}
