package dev.jeton.account;

import dev.jeton.account.hash.Argon2;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/** Password hashes that cost nothing, for tests that need very many logins. */
public final class QuickHashing {
  private QuickHashing() {}

  /** A hasher whose Argon2 is none. */
  public static PasswordHasher hasher(SecureRandom random) {
    Argon2 quick =
        (password, scheme) -> {
          int hash = 31 * password.hashCode() + Arrays.hashCode(scheme.salt());
          return Arrays.copyOf(
              ByteBuffer.allocate(Integer.BYTES).putInt(hash).array(), scheme.length());
        };
    return new PasswordHasher(PasswordConfig.DEFAULT, random, System::nanoTime, quick);
  }
}
