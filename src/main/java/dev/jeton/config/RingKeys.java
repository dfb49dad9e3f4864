package dev.jeton.config;

import dev.jeton.keys.KeysConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the key ring is kept. */
final class RingKeys {
  private static final KeysConfig PRESET = KeysConfig.DEFAULT;

  /** By this name systemd hands over the root key ({@code LoadCredential}). */
  private static final String CREDENTIAL = "jeton-root-key";

  static final Key<Optional<Path>> ROOT_KEY_FILE =
      new Key<>(
          "keys.root-key-file",
          Types.PATH.or(Types.NONE),
          PRESET.rootKeyFile(),
          "Holds what the key ring is encrypted under, as `jeton keys root-key new` makes it;"
              + " without it, systemd's credential `jeton-root-key`, or a key made in the data"
              + " folder.");

  static final Key<Duration> ADMIN_GRACE =
      new Key<>(
          "keys.admin-grace",
          Types.duration(Duration.ZERO, Duration.ofDays(1)),
          PRESET.adminGrace(),
          "For how long the former admin secret holds after it was rotated.");

  static final Section SECTION = new Section("Keys", List.of(ROOT_KEY_FILE, ADMIN_GRACE));

  private RingKeys() {}

  static KeysConfig bind(Values values) {
    return new KeysConfig(
        values.of(ROOT_KEY_FILE),
        values.of(ADMIN_GRACE),
        values.of(OAuthKeys.SIGNING_ALGORITHM),
        values.of(OAuthKeys.SIGNING_ROTATION));
  }

  /** A credential of systemd counts as if the variable of the root key's file named it. */
  static Map<String, String> withCredential(Map<String, String> environment) {
    String variable = Key.variable(ROOT_KEY_FILE.name());
    String folder = environment.get("CREDENTIALS_DIRECTORY");
    if (folder == null
        || environment.containsKey(variable)
        || !Files.exists(Path.of(folder, CREDENTIAL))) {
      return environment;
    }
    var with = new HashMap<>(environment);
    with.put(variable, Path.of(folder, CREDENTIAL).toString());
    return with;
  }
}
