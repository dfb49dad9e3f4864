package dev.jeton.app;

import dev.jeton.account.KeyUpkeep;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.keys.KeyFacts;
import dev.jeton.keys.SigningUpkeep;
import dev.jeton.session.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
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
  private final SigningUpkeep signing;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final Semaphore calls = new Semaphore(0);
  private final Thread thread;

  KeyKeeper(KeyUpkeep upkeep, SigningUpkeep signing, AuditTrail trail, InstantSource clock) {
    this.upkeep = upkeep;
    this.signing = signing;
    this.trail = trail;
    this.clock = clock;
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
      signing.pass().forEach(key -> trail.record(changed(key)));
      return upkeep.pass(() -> Thread.sleep(BREATH));
    } catch (IOException | StoreUnavailable e) {
      System.getLogger(KeyKeeper.class.getName())
          .log(System.Logger.Level.WARNING, "the keys stay as they are for now", e);
      return false;
    }
  }

  private AuditEvent changed(KeyFacts key) {
    return AuditEvent.of(
        clock.instant(),
        key.isPublished() ? AuditEvent.Kind.RING_KEY_ROTATED : AuditEvent.Kind.RING_KEY_DESTROYED,
        "kind",
        key.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "key",
        Integer.toString(key.id()));
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
