package dev.jeton.session;

import java.time.Duration;

/**
 * What the core must know to serve OAuth's grants, beside its {@link SessionPolicy}.
 *
 * @param refresh how long a family of refresh tokens lives; each use prolongs it
 * @param grace for how long the refresh token before the last one still gets the last one, since
 *     clients race and lose answers
 * @param password whether passwords are taken
 */
public record GrantPolicy(Lifetime refresh, Duration grace, boolean password) {
  public static final GrantPolicy DEFAULT =
      new GrantPolicy(
          Lifetime.idle(Duration.ofDays(7), Duration.ofDays(30)), Duration.ofSeconds(30), false);
}
