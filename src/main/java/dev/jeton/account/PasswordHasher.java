package dev.jeton.account;

import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords on a few platform threads: the native call would pin a virtual
 * thread, and unbounded it would be a way to take all memory.
 */
public final class PasswordHasher implements AutoCloseable {
  private final PasswordConfig config;
  private final Argon2 argon2;
  private final SecureRandom random;
  private final ThreadPoolExecutor pool;
  private final PasswordHash decoy;

  public PasswordHasher(PasswordConfig config, SecureRandom random) {
    this(config, random, Argon2.fastest());
  }

  PasswordHasher(PasswordConfig config, SecureRandom random, Argon2 argon2) {
    this.config = config;
    this.random = random;
    this.argon2 = argon2;
    this.decoy = parameters(octets(PasswordHash.HASH_OCTETS));
    this.pool =
        new ThreadPoolExecutor(
            config.threads(),
            config.threads(),
            0,
            TimeUnit.SECONDS,
            config.queue() == 0
                ? new SynchronousQueue<>()
                : new ArrayBlockingQueue<>(config.queue()),
            Thread.ofPlatform().daemon().name("argon2-", 1).factory());
  }

  /** What a check came to. */
  enum Verification {
    MATCHES,
    DIFFERS,
    OVERLOADED
  }

  /**
   * Whether the password has this hash; without one, the same work is done on a decoy.
   *
   * @throws IllegalArgumentException if the hash is no PHC string of Argon2id
   */
  Verification verify(Secret password, Optional<String> phc) {
    PasswordHash expected = phc.map(PasswordHash::parse).orElse(decoy);
    return run(() -> argon2.compute(password, expected), config.patience())
        .map(
            hash ->
                expected.isOf(hash) && phc.isPresent()
                    ? Verification.MATCHES
                    : Verification.DIFFERS)
        .orElse(Verification.OVERLOADED);
  }

  /** A hash of the password under today's parameters, in PHC form; empty if too much is waiting. */
  public Optional<String> hash(Secret password) {
    PasswordHash blank = parameters(new byte[PasswordHash.HASH_OCTETS]);
    return run(() -> argon2.compute(password, blank), config.patience())
        .map(
            hash ->
                new PasswordHash(
                        blank.memory(), blank.iterations(), blank.parallelism(), blank.salt(), hash)
                    .toString());
  }

  private Optional<byte[]> run(Supplier<byte[]> work, Duration patience) {
    Future<byte[]> job;
    try {
      job = pool.submit(work::get);
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(job.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      job.cancel(false);
      return Optional.empty();
    } catch (InterruptedException e) {
      job.cancel(false);
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Argon2 failed", e.getCause());
    }
  }

  private PasswordHash parameters(byte[] hash) {
    return new PasswordHash(
        config.memory(),
        config.iterations(),
        config.parallelism(),
        octets(PasswordHash.SALT_OCTETS),
        hash);
  }

  private byte[] octets(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
