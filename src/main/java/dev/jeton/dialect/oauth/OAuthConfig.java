package dev.jeton.dialect.oauth;

import dev.jeton.session.GrantPolicy;
import dev.jeton.session.Lifetime;
import java.time.Duration;

/**
 * Settings of this dialect.
 *
 * @param lifetime how long an access token lives, from 1 second
 * @param refreshIdle how long a refresh token lives unused, from 1 second
 * @param refreshAbsolute how long its family lives at the most, from the idle time
 * @param refreshGrace as in {@link GrantPolicy}
 * @param passwordGrant whether users' passwords are taken
 * @param introspectionTouch whether introspection prolongs an idle session unless its caller says
 *     otherwise
 * @param certificateBound whether a client that a certificate proved gets tokens that are bound to
 *     it (RFC 8705, section 3)
 * @param dpopNonces whether a DPoP proof must name a nonce of ours (RFC 9449, section 8)
 * @param plainHttp whether anything is served without TLS
 */
public record OAuthConfig(
    Duration lifetime,
    Duration refreshIdle,
    Duration refreshAbsolute,
    Duration refreshGrace,
    boolean passwordGrant,
    boolean introspectionTouch,
    boolean certificateBound,
    boolean dpopNonces,
    boolean plainHttp) {
  public static final OAuthConfig DEFAULT =
      new OAuthConfig(
          Duration.ofHours(1),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofSeconds(30),
          false,
          true,
          true,
          false,
          false);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a time is out of range
   */
  public OAuthConfig {
    if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("lifetime is at least 1 second, not " + lifetime);
    }
    if (refreshIdle.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("refresh-idle is at least 1 second, not " + refreshIdle);
    }
    if (refreshAbsolute.compareTo(refreshIdle) < 0) {
      throw new IllegalArgumentException(
          "refresh-absolute is at least as long as refresh-idle, "
              + refreshIdle
              + ", not "
              + refreshAbsolute);
    }
  }

  /** What the core must know of the grants. */
  public GrantPolicy grants() {
    return new GrantPolicy(
        Lifetime.idle(refreshIdle, refreshAbsolute), refreshGrace, passwordGrant);
  }
}
