package dev.jeton.app;

import dev.jeton.account.KeyUpkeep;
import dev.jeton.session.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Gives the upkeep of keys a thread of its own. It seals a hundred secrets a second at the most,
 * and between two passes it rests fifty times as long as the last one took.
 */
final class KeyKeeper implements AutoCloseable {
  private static final Duration BREATH = Duration.ofMillis(10);
  private static final Duration SHORTEST_REST = Duration.ofMinutes(1);
  private static final Duration LONGEST_REST = Duration.ofHours(1);
  private static final int REST_FOR_WORK = 50;

  private final KeyUpkeep upkeep;
  private final Semaphore calls = new Semaphore(0);
  private final Thread thread;

  KeyKeeper(KeyUpkeep upkeep) {
    this.upkeep = upkeep;
    this.thread = Thread.ofPlatform().daemon().name("keys").start(this::run);
  }

  /** Ends its rest: there is something to do. */
  void call() {
    calls.release();
  }

  private void run() {
    try {
      while (true) {
        long began = System.nanoTime();
        if (!isThereMore()) {
          rest(Duration.ofNanos(System.nanoTime() - began).multipliedBy(REST_FOR_WORK));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isThereMore() throws InterruptedException {
    try {
      return upkeep.pass(() -> Thread.sleep(BREATH));
    } catch (IOException | StoreUnavailable e) {
      System.getLogger(KeyKeeper.class.getName())
          .log(System.Logger.Level.WARNING, "former keys stay as they are for now", e);
      return false;
    }
  }

  private void rest(Duration wanted) throws InterruptedException {
    Duration least = wanted.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : wanted;
    Duration rest = least.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : least;
    if (calls.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
      calls.drainPermits();
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
