package dev.jeton.account;

import dev.jeton.account.hash.Argon2;
import dev.jeton.account.hash.Argon2Scheme;
import dev.jeton.account.hash.PasswordHash;
import dev.jeton.account.hash.Scheme;
import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Hashes and checks passwords, a few at once and each in its turn: {@link HashPool}. What is done
 * in bulk, where nobody waits for an answer, has at most one place a thread in the queue, so that a
 * login is behind no more than that.
 */
public final class PasswordHasher implements AutoCloseable {
  private final PasswordConfig config;
  private final Argon2 argon2;
  private final SecureRandom random;
  private final LongSupplier nanos;
  private final HashPool pool;
  private final Semaphore bulk;
  private final PasswordHash decoy;

  /**
   * Starts the threads.
   *
   * @param nanos a clock that runs evenly, as {@link System#nanoTime}
   */
  public PasswordHasher(PasswordConfig config, SecureRandom random, LongSupplier nanos) {
    this(config, random, nanos, Argon2.fastest());
  }

  /** The same with another way to compute. */
  public PasswordHasher(
      PasswordConfig config, SecureRandom random, LongSupplier nanos, Argon2 argon2) {
    this.config = config;
    this.argon2 = argon2;
    this.random = random;
    this.nanos = nanos;
    this.pool = new HashPool(config.threads(), config.queue());
    this.bulk = new Semaphore(config.threads());
    this.decoy = PasswordHash.blank(today());
  }

  /** The clock by which it measures. */
  LongSupplier nanos() {
    return nanos;
  }

  /** What a check came to. */
  enum Verification {
    MATCHES,
    DIFFERS,
    OVERLOADED
  }

  /**
   * A check, and how long it computed, which tells what kind of hash it was.
   *
   * @param took without the time in the queue
   */
  record Checked(Verification verification, Duration took) {}

  /**
   * Whether the password has this hash; without one, the same work is done on a decoy.
   *
   * @throws IllegalArgumentException if the text is no password hash
   */
  Checked verify(Secret password, Optional<String> hash) {
    PasswordHash expected = hash.map(PasswordHash::parse).orElse(decoy);
    return pool.run(() -> timed(() -> expected.isOf(password, argon2)), config.patience())
        .map(
            timed ->
                new Checked(
                    timed.result && hash.isPresent() ? Verification.MATCHES : Verification.DIFFERS,
                    timed.took))
        .orElse(new Checked(Verification.OVERLOADED, Duration.ZERO));
  }

  /** A hash of the password under today's parameters; empty if too much is waiting. */
  public Optional<String> hash(Secret password) {
    return pool.run(() -> computed(password), config.patience());
  }

  /** The same in bulk: waits for as long as it needs; empty only if it is interrupted. */
  Optional<String> hashInBulk(Secret password) {
    return inBulk(() -> computed(password));
  }

  /** The same, but empty at once if as much is done in bulk already as may be. */
  Optional<String> hashAside(Secret password) {
    if (!bulk.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return pool.run(() -> computed(password), config.patience());
    } finally {
      bulk.release();
    }
  }

  /** Argon2id under today's parameters over a weak hash, in bulk. */
  Optional<String> wrapInBulk(PasswordHash weak) {
    return inBulk(() -> weak.wrapped(today(), argon2).toString());
  }

  /**
   * How long a proof takes on this machine: the longer one of two runs.
   *
   * @param way as {@link PasswordHash#cost} says; of another, nothing is known yet
   */
  Duration measure(String way) {
    PasswordHash hash;
    try {
      hash = PasswordHash.parse(way);
    } catch (IllegalArgumentException _) {
      return Duration.ZERO;
    }
    Supplier<Duration> run = () -> timed(() -> hash.isOf(Secret.of(""), argon2)).took;
    return inBulk(() -> Stream.of(run.get(), run.get()).max(Comparator.naturalOrder()))
        .flatMap(longer -> longer)
        .orElse(Duration.ZERO);
  }

  /** Whether a hash is as one made now would be. */
  boolean isOfToday(String hash) {
    return PasswordHash.parse(hash).cost().equals(decoy.cost())
        && PasswordHash.parse(hash).scheme().length() == Argon2Scheme.LENGTH;
  }

  /** What {@link PasswordHash#cost} says of today's hashes. */
  String costOfToday() {
    return decoy.cost();
  }

  private record Timed<T>(T result, Duration took) {}

  private <T> Timed<T> timed(Supplier<T> work) {
    long start = nanos.getAsLong();
    T result = work.get();
    return new Timed<>(result, Duration.ofNanos(nanos.getAsLong() - start));
  }

  private <T> Optional<T> inBulk(Supplier<T> work) {
    try {
      bulk.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return pool.runInTurn(work);
    } finally {
      bulk.release();
    }
  }

  private String computed(Secret password) {
    Scheme scheme = today();
    return new PasswordHash(scheme, scheme.compute(password, argon2)).toString();
  }

  /** Today's parameters under a new salt. */
  private Argon2Scheme today() {
    byte[] salt = new byte[Argon2Scheme.SALT];
    random.nextBytes(salt);
    return Argon2Scheme.id(config.memory(), config.iterations(), config.parallelism(), salt);
  }

  @Override
  public void close() {
    pool.close();
  }
}
