package dev.jeton.account;

import dev.jeton.account.hash.Argon2;
import dev.jeton.account.hash.Argon2Scheme;
import dev.jeton.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Looks for the parameters whose hash takes as near to a target as can be on this machine, and not
 * longer, while as many hashes are computed at once as a server does at the most; none are weaker
 * than OWASP's least. Memory is spent before passes, since it is what costs a guesser's hardware
 * most.
 */
public final class HashCalibration {
  private static final int PASSES = 2;
  private static final int MOST_PASSES = 100;
  private static final int RUNS = 3;
  private static final int MEBIBYTE = 1024;
  private static final Secret PASSWORD = Secret.of("correct horse battery staple");

  private final Argon2 argon2;
  private final int threads;
  private final LongSupplier nanos;

  /**
   * Prepares it.
   *
   * @param threads how many hashes a server computes at once
   * @param nanos a clock that runs evenly, as {@link System#nanoTime}
   */
  public HashCalibration(int threads, LongSupplier nanos) {
    this(Argon2.fastest(), threads, nanos);
  }

  HashCalibration(Argon2 argon2, int threads, LongSupplier nanos) {
    this.argon2 = argon2;
    this.threads = threads;
    this.nanos = nanos;
  }

  /**
   * What was found.
   *
   * @param memory KiB
   * @param took the median of a few runs on all threads at once
   * @param alone the median of a few runs, one at a time
   */
  public record Found(int memory, int iterations, Duration took, Duration alone) {}

  /** Parameters and their median under load. */
  private record Tried(int memory, int iterations, Duration took) {}

  /**
   * Looks for them.
   *
   * @param most KiB of memory for a hash, from 19 MiB
   * @return OWASP's least, if even that takes longer than the target
   */
  public Found find(Duration target, int most) {
    Tried best = search(target, most);
    Argon2Scheme scheme = scheme(best.memory, best.iterations);
    Duration alone = median(IntStream.range(0, RUNS).mapToObj(_ -> timed(scheme)).toList());
    return new Found(best.memory, best.iterations, best.took, alone);
  }

  private Tried search(Duration target, int most) {
    measure(PasswordConfig.DEFAULT.memory(), PASSES); // warms up
    Tried least = measure(PasswordConfig.DEFAULT.memory(), PASSES);
    if (least.took.compareTo(target) > 0) {
      return least;
    }
    Tried found = largest(least, target, most);
    if (found.memory + MEBIBYTE <= most) {
      return found;
    }
    long more = target.toNanos() * found.iterations / Math.max(1, found.took.toNanos());
    int passes = (int) Math.min(more, MOST_PASSES);
    for (; passes > found.iterations; passes--) {
      Tried longer = measure(found.memory, passes);
      if (longer.took.compareTo(target) <= 0) {
        return longer;
      }
    }
    return found;
  }

  /** Halves the span in which the most memory lies, down to a mebibyte. */
  private Tried largest(Tried least, Duration target, int most) {
    Tried best = least;
    int below = least.memory / MEBIBYTE;
    int above =
        (int)
                Math.min(
                    most / MEBIBYTE,
                    2L * below * (target.toNanos() / Math.max(1, least.took.toNanos()) + 1))
            + 1;
    while (above - below > 1) {
      int middle = (below + above) / 2;
      Tried found = measure(middle * MEBIBYTE, least.iterations);
      if (found.took.compareTo(target) <= 0) {
        best = found;
        below = middle;
      } else {
        above = middle;
      }
    }
    return best;
  }

  private Tried measure(int memory, int passes) {
    Argon2Scheme scheme = scheme(memory, passes);
    var times = new ArrayList<Duration>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      List<Future<List<Duration>>> all =
          IntStream.range(0, threads)
              .mapToObj(
                  _ ->
                      pool.submit(
                          () -> IntStream.range(0, RUNS).mapToObj(_ -> timed(scheme)).toList()))
              .toList();
      for (Future<List<Duration>> each : all) {
        times.addAll(each.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a hash can't be computed", e.getCause());
    }
    return new Tried(memory, passes, median(times));
  }

  private Duration timed(Argon2Scheme scheme) {
    long start = nanos.getAsLong();
    argon2.compute(PASSWORD, scheme);
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static Argon2Scheme scheme(int memory, int passes) {
    return Argon2Scheme.id(memory, passes, 1, new byte[Argon2Scheme.SALT]);
  }
}
