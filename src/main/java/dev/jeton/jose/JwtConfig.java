package dev.jeton.jose;

import dev.jeton.keys.SigningAlgorithm;
import java.time.Duration;
import java.util.Optional;

/**
 * How JSON Web Tokens are made.
 *
 * @param issuer who they say they are from; if empty, the address by which clients reach the server
 * @param algorithm how they are signed unless another one is asked for
 * @param lifetime how long an access token lives at the most; from a second to an hour
 */
public record JwtConfig(Optional<String> issuer, SigningAlgorithm algorithm, Duration lifetime) {
  public static final JwtConfig DEFAULT =
      new JwtConfig(Optional.empty(), SigningAlgorithm.ES256, Duration.ofMinutes(5));
}
