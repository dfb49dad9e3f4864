package dev.jeton.app;

import dev.jeton.account.ExpiringStore;
import dev.jeton.session.SessionStore;
import dev.jeton.session.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Lets expired sessions and counts leave, bit by bit, on a thread of its own. */
final class Sweeper implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 1000;

  private final SessionStore store;
  private final List<ExpiringStore> counts;
  private final int most;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean served = true;

  /**
   * Starts it.
   *
   * @param most how much each store of counts may keep
   */
  Sweeper(SessionStore store, List<ExpiringStore> counts, int most, InstantSource clock) {
    this.store = store;
    this.counts = List.copyOf(counts);
    this.most = most;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("sweeper").start(this::run);
  }

  /** Whether the store answered when it was last asked, some second ago. */
  boolean isServed() {
    return served;
  }

  private void run() {
    try {
      while (true) {
        if (!sweepsMore()) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sweepsMore() {
    try {
      boolean more = store.sweep(clock.instant(), AT_ONCE) == AT_ONCE;
      for (ExpiringStore each : counts) {
        more |= each.sweep(clock.instant(), most, AT_ONCE) == AT_ONCE;
      }
      served = true;
      return more;
    } catch (StoreUnavailable e) {
      served = false;
      System.getLogger(Sweeper.class.getName())
          .log(System.Logger.Level.WARNING, "expired sessions stay for now", e);
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
