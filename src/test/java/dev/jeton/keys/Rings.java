package dev.jeton.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** Key rings for tests that are about something else. */
public final class Rings {
  private static final Instant MADE = Instant.parse("2026-03-01T09:00:00Z");

  private Rings() {}

  /** A ring of new keys, kept in this folder. */
  public static KeyRing in(Path folder) throws IOException {
    return in(folder, new SecureRandom());
  }

  public static KeyRing in(Path folder, SecureRandom random) throws IOException {
    return in(folder, random, KeysConfig.DEFAULT.signing());
  }

  /** One that has keys to sign by this algorithm. */
  public static KeyRing in(Path folder, SecureRandom random, SigningAlgorithm signing)
      throws IOException {
    KeysConfig usual = KeysConfig.DEFAULT;
    var config =
        new KeysConfig(usual.rootKeyFile(), usual.adminGrace(), signing, usual.signingRotation());
    return KeyCustody.open(folder, config, false, random, () -> MADE).ring();
  }
}
