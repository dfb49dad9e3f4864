package dev.jeton.dialect.wipsos;

import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalInt;

/**
 * Settings of this dialect.
 *
 * @param lifetime how long a token lives, from 1 second to 36500 days
 * @param zone in which its end is told
 * @param maximumLive how many live tokens an account may have, from 1, the oldest ending first; no
 *     bound if empty, since many processes may share one pair
 * @param plainHttp whether {@code MotDePasse} is accepted over plain HTTP
 */
public record WipsosConfig(
    Duration lifetime, ZoneId zone, OptionalInt maximumLive, boolean plainHttp) {
  public static final WipsosConfig DEFAULT =
      new WipsosConfig(Duration.ofHours(24), ZoneId.of("Europe/Paris"), OptionalInt.empty(), false);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public WipsosConfig {
    if (lifetime.compareTo(Duration.ofSeconds(1)) < 0
        || lifetime.compareTo(Duration.ofDays(36_500)) > 0) {
      throw new IllegalArgumentException(
          "lifetime is from 1 second to 36500 days, not " + lifetime);
    }
    if (maximumLive.isPresent() && maximumLive.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "maximum-live is at least 1, not " + maximumLive.getAsInt());
    }
  }
}
