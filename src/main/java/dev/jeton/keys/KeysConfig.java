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
 */
public record KeysConfig(Optional<Path> rootKeyFile, Duration adminGrace) {
  public static final KeysConfig DEFAULT = new KeysConfig(Optional.empty(), Duration.ofMinutes(5));
}
