package dev.jeton.session;

import java.time.Duration;
import java.time.Instant;

/**
 * Which timestamps of a proof are accepted.
 *
 * @param back how old they may be
 * @param ahead how far they may lie in the future, since clocks differ
 */
public record Freshness(Duration back, Duration ahead) {
  public static final Freshness DEFAULT =
      new Freshness(Duration.ofMinutes(5), Duration.ofMinutes(1));

  public boolean accepts(Instant created, Instant now) {
    return !created.isBefore(now.minus(back)) && !created.isAfter(now.plus(ahead));
  }

  /** The first instant at which a proof created then is stale whatever happens. */
  public Instant until(Instant created) {
    return created.plus(back).plusSeconds(1);
  }
}
