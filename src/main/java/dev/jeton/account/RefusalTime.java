package dev.jeton.account;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long a refused password takes at the least: as long as the slowest way of proving one that
 * any account is on, so that time does not tell of which kind an account is, or whether there is
 * one.
 *
 * <p>Times are those of the proof itself; what a caller waits in a queue is no different for
 * different accounts.
 */
final class RefusalTime {
  /**
   * A refusal is answered a whole number of these after its login began, so that smaller
   * differences (a look-up that finds nothing, a proof that is burnt) do not show either.
   */
  private static final Duration STEP = Duration.ofMillis(5);

  /** How far load may stretch a time beyond what was measured first. */
  private static final int STRETCH = 4;

  /** A time that turns out shorter is followed slowly. */
  private static final int INERTIA = 64;

  /** As far as any time may be stretched. */
  private static final Duration LIBERTY = Duration.ofMillis(500);

  /** What is known of a way: the time measured first, and the one to reckon with now. */
  private record Estimate(Duration first, Duration now) {
    Estimate after(Duration took) {
      if (took.compareTo(now) > 0) {
        Duration most = longer(LIBERTY, first.multipliedBy(STRETCH));
        return new Estimate(first, took.compareTo(most) < 0 ? took : most);
      }
      return new Estimate(first, now.minus(now.minus(took).dividedBy(INERTIA)));
    }
  }

  private final String today;
  private final Supplier<Set<String>> inUse;
  private final Function<String, Duration> measuring;
  private final LongSupplier nanos;
  private final Consumer<Duration> pause;
  private final Map<String, Estimate> estimates = new ConcurrentHashMap<>();

  /**
   * Makes it.
   *
   * @param today the way that new passwords take
   * @param inUse the ways that there are accounts on
   * @param measuring how long a way takes; asked once for each, when it comes into use
   * @param nanos a clock that runs evenly, as {@link System#nanoTime}
   * @param pause waits
   */
  RefusalTime(
      String today,
      Supplier<Set<String>> inUse,
      Function<String, Duration> measuring,
      LongSupplier nanos,
      Consumer<Duration> pause) {
    this.today = today;
    this.inUse = inUse;
    this.measuring = measuring;
    this.nanos = nanos;
    this.pause = pause;
  }

  /** Of the accounts in a store, on the machine of a hasher, and of those to come. */
  static RefusalTime of(AccountStore accounts, PasswordHasher hasher, DirectoryLogins directory) {
    return new RefusalTime(
        hasher.costOfToday(),
        () -> directory.waysBeside(accounts.ways()),
        way -> directory.measure(way).orElseGet(() -> hasher.measure(way)),
        hasher.nanos(),
        RefusalTime::sleep);
  }

  /** Takes note of how long a proof took, whatever came of it, if there was any work in it. */
  void observe(Effort effort) {
    if (effort.took().isZero()) {
      return;
    }
    estimates.merge(
        effort.way(),
        new Estimate(effort.took(), effort.took()),
        (known, _) -> known.after(effort.took()));
  }

  /** How long the proof of a refused password takes at the least now. */
  Duration least() {
    Set<String> ways = inUse.get();
    if (ways.isEmpty() || ways.equals(Set.of(today))) {
      return Duration.ZERO;
    }
    return ways.stream().map(this::estimate).reduce(estimate(today), RefusalTime::longer);
  }

  /** When a login begins, for {@link #settle}. */
  long begin() {
    return nanos.getAsLong();
  }

  /**
   * Waits until a refusal may be answered, on the caller's thread.
   *
   * @param began what {@link #begin} said
   * @param proofs one for each password that was proved or not
   */
  void settle(long began, Collection<Effort> proofs) {
    long elapsed = nanos.getAsLong() - began;
    long step = STEP.toNanos();
    long due = Math.max(1, Math.ceilDiv(elapsed + owed(proofs).toNanos(), step)) * step;
    if (due > elapsed) {
      pause.accept(Duration.ofNanos(due - elapsed));
    }
  }

  /** What is left of the least time. */
  private Duration owed(Collection<Effort> proofs) {
    if (proofs.isEmpty()) {
      return Duration.ZERO;
    }
    Duration least = least();
    return proofs.stream()
        .map(effort -> least.minus(effort.took()))
        .filter(Duration::isPositive)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private Duration estimate(String way) {
    return estimates.computeIfAbsent(
            way,
            unknown -> {
              Duration measured = measuring.apply(unknown);
              return new Estimate(measured, measured);
            })
        .now;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server stops, and answers nobody
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
