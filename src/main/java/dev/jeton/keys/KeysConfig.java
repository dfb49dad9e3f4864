package dev.jeton.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the key ring is kept.
 *
 * @param rootKeyFile holds what its file is encrypted under; if empty, a key in the data folder,
 *     made there
 * @param adminGrace for how long a former admin secret holds
 * @param signing how JSON Web Tokens are signed that nobody asks another algorithm for; its keys
 *     are made before the server serves, those of others soon after
 * @param signingRotation for how long a key signs them
 */
public record KeysConfig(
    Optional<Path> rootKeyFile,
    Duration adminGrace,
    SigningAlgorithm signing,
    Duration signingRotation) {
  public static final KeysConfig DEFAULT =
      new KeysConfig(
          Optional.empty(), Duration.ofMinutes(5), SigningAlgorithm.ES256, Duration.ofDays(90));
}
