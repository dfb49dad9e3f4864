package dev.jeton.account;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How long a refused password takes at the least: as long as the slowest way of proving one that
 * any account is on, so that time does not tell of which kind an account is, or whether there is
 * one. Where all are on the same way, refusals wait for nothing.
 *
 * <p>Times are those of the proof itself; what a caller waits in a queue is no different for
 * different accounts.
 */
final class RefusalTime {
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
  private final Consumer<Duration> pause;
  private final Map<String, Estimate> estimates = new ConcurrentHashMap<>();

  /**
   * Makes it.
   *
   * @param today the way that new passwords take
   * @param inUse the ways that there are accounts on
   * @param measuring how long a way takes; asked once for each, when it comes into use
   * @param pause waits
   */
  RefusalTime(
      String today,
      Supplier<Set<String>> inUse,
      Function<String, Duration> measuring,
      Consumer<Duration> pause) {
    this.today = today;
    this.inUse = inUse;
    this.measuring = measuring;
    this.pause = pause;
  }

  /** Of the accounts in a store, on the machine of a hasher, and of those to come. */
  static RefusalTime of(AccountStore accounts, PasswordHasher hasher, DirectoryLogins directory) {
    return new RefusalTime(
        hasher.costOfToday(),
        () -> directory.waysBeside(accounts.ways()),
        way -> directory.measure(way).orElseGet(() -> hasher.measure(way)),
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

  /** How long a refusal takes at the least now. */
  Duration least() {
    Set<String> ways = inUse.get();
    if (ways.isEmpty() || ways.equals(Set.of(today))) {
      return Duration.ZERO;
    }
    return ways.stream().map(this::estimate).reduce(estimate(today), RefusalTime::longer);
  }

  /**
   * Waits for what is left of the least time, on the caller's thread, before a refusal.
   *
   * @param proofs one for each password that was proved or not
   */
  void settle(Collection<Effort> proofs) {
    if (proofs.isEmpty()) {
      return;
    }
    Duration least = least();
    Duration owed =
        proofs.stream()
            .map(effort -> least.minus(effort.took()))
            .filter(Duration::isPositive)
            .reduce(Duration.ZERO, Duration::plus);
    if (owed.isPositive()) {
      pause.accept(owed);
    }
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
