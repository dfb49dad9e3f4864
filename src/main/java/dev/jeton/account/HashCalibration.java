package dev.jeton.account;

import dev.jeton.account.hash.Argon2;
import dev.jeton.account.hash.Argon2Scheme;
import dev.jeton.secret.Secret;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Looks for the parameters whose hash takes as near to a target as can be on this machine, and not
 * longer; none are weaker than OWASP's least. Memory is spent before passes, since it is what costs
 * a guesser's hardware most.
 */
public final class HashCalibration {
  private static final int PASSES = 2;
  private static final int MOST_PASSES = 100;
  private static final int RUNS = 3;
  private static final int MEBIBYTE = 1024;
  private static final Secret PASSWORD = Secret.of("correct horse battery staple");

  private final Argon2 argon2;
  private final LongSupplier nanos;

  /**
   * Prepares it.
   *
   * @param nanos a clock that runs evenly, as {@link System#nanoTime}
   */
  public HashCalibration(LongSupplier nanos) {
    this(Argon2.fastest(), nanos);
  }

  HashCalibration(Argon2 argon2, LongSupplier nanos) {
    this.argon2 = argon2;
    this.nanos = nanos;
  }

  /**
   * What was found.
   *
   * @param memory KiB
   * @param took the median of a few runs, one at a time
   */
  public record Found(int memory, int iterations, Duration took) {}

  /**
   * Looks for them.
   *
   * @param most KiB of memory for a hash, from 19 MiB
   * @return OWASP's least, if even that takes longer than the target
   */
  public Found find(Duration target, int most) {
    measure(PasswordConfig.DEFAULT.memory(), PASSES); // warms up
    Found least = measure(PasswordConfig.DEFAULT.memory(), PASSES);
    if (least.took.compareTo(target) > 0) {
      return least;
    }
    Found found = largest(least, target, most);
    if (found.memory + MEBIBYTE <= most) {
      return found;
    }
    long more = target.toNanos() * found.iterations / Math.max(1, found.took.toNanos());
    int passes = (int) Math.min(more, MOST_PASSES);
    for (; passes > found.iterations; passes--) {
      Found longer = measure(found.memory, passes);
      if (longer.took.compareTo(target) <= 0) {
        return longer;
      }
    }
    return found;
  }

  /** Halves the span in which the most memory lies, down to a mebibyte. */
  private Found largest(Found least, Duration target, int most) {
    Found best = least;
    int below = least.memory / MEBIBYTE;
    int above =
        (int)
                Math.min(
                    most / MEBIBYTE,
                    2L * below * (target.toNanos() / Math.max(1, least.took.toNanos()) + 1))
            + 1;
    while (above - below > 1) {
      int middle = (below + above) / 2;
      Found found = measure(middle * MEBIBYTE, least.iterations);
      if (found.took.compareTo(target) <= 0) {
        best = found;
        below = middle;
      } else {
        above = middle;
      }
    }
    return best;
  }

  private Found measure(int memory, int passes) {
    var scheme = Argon2Scheme.id(memory, passes, 1, new byte[Argon2Scheme.SALT]);
    long[] times =
        IntStream.range(0, RUNS)
            .mapToLong(
                _ -> {
                  long start = nanos.getAsLong();
                  argon2.compute(PASSWORD, scheme);
                  return nanos.getAsLong() - start;
                })
            .sorted()
            .toArray();
    return new Found(memory, passes, Duration.ofNanos(times[RUNS / 2]));
  }
}
