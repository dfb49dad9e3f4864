package dev.jeton.config;

import dev.jeton.account.PasswordConfig;
import dev.jeton.account.policy.PolicyConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How passwords are hashed, and which may be set. */
final class PasswordKeys {
  private static final PasswordConfig PRESET = PasswordConfig.DEFAULT;
  private static final PolicyConfig POLICY = PolicyConfig.DEFAULT;

  static final Key<Integer> MEMORY =
      new Key<>(
          "password.memory",
          Types.kibibytes(19 * 1024, 1024 * 1024),
          PRESET.memory(),
          "Memory of one hash (Argon2id); OWASP asks for 19 MiB at the least. `jeton hash calibrate`"
              + " finds what fits a machine.");

  static final Key<Integer> ITERATIONS =
      new Key<>(
          "password.iterations",
          Types.whole(2, 100),
          PRESET.iterations(),
          "Passes of one hash over its memory.");

  static final Key<Integer> PARALLELISM =
      new Key<>(
          "password.parallelism", Types.whole(1, 16), PRESET.parallelism(), "Lanes of one hash.");

  /** The number of cores differs from machine to machine, so that the reference can't name it. */
  static final Key<Optional<Integer>> THREADS =
      new Key<>(
          "password.threads",
          Types.whole(1, 256).or("cores"),
          Optional.empty(),
          "Hashes that are computed at once; `cores` is as many as the machine has.");

  static final Key<Integer> QUEUE =
      new Key<>(
          "password.queue",
          Types.whole(0, 100_000),
          PRESET.queue(),
          "Hashes that may wait for their turn; a login beyond is refused as overloaded.");

  static final Key<Duration> PATIENCE =
      new Key<>(
          "password.patience",
          Types.duration(Duration.ofMillis(1), Duration.ofMinutes(1)),
          PRESET.patience(),
          "How long a hash may wait for its turn before its login is refused as overloaded.");

  static final Key<Integer> MINIMUM_LENGTH =
      new Key<>(
          "password.minimum-length",
          Types.whole(1, 64),
          POLICY.minimumLength(),
          "Characters that a new password has at the least. NIST asks for 15 where a password alone"
              + " lets in.");

  static final Key<Set<String>> REFUSED_WORDS =
      new Key<>(
          "password.refused-words",
          Types.set(Types.TEXT),
          POLICY.refusedWords(),
          "What no new password may contain, in either case: names of the house, its products, its"
              + " places. One of fewer than four characters must not be all of it.");

  static final Key<Optional<Path>> BREACHED_FILE =
      new Key<>(
          "password.breached-file",
          Types.PATH.or(Types.NONE),
          POLICY.breachedFile(),
          "Passwords known from breaches, which no new one may be: their SHA-1 hashes in order, one"
              + " a line, `HASH` or `HASH:COUNT`, as the corpus of Have I Been Pwned has them.");

  static final Section SECTION =
      new Section(
          "Passwords",
          List.of(
              MEMORY,
              ITERATIONS,
              PARALLELISM,
              THREADS,
              QUEUE,
              PATIENCE,
              MINIMUM_LENGTH,
              REFUSED_WORDS,
              BREACHED_FILE));

  private PasswordKeys() {}

  static PasswordConfig bind(Values values) {
    return new PasswordConfig(
        values.of(MEMORY),
        values.of(ITERATIONS),
        values.of(PARALLELISM),
        values.of(THREADS).orElse(PRESET.threads()),
        values.of(QUEUE),
        values.of(PATIENCE));
  }

  static PolicyConfig policy(Values values) {
    return new PolicyConfig(
        values.of(MINIMUM_LENGTH), values.of(REFUSED_WORDS), values.of(BREACHED_FILE));
  }
}
