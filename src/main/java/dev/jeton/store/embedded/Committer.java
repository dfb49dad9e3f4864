package dev.jeton.store.embedded;

import dev.jeton.audit.AuditEvent;
import dev.jeton.session.StoreUnavailable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.rocksdb.RocksDBException;

/**
 * The one writer: it takes what waits, applies it in order, writes it once, synced if any of it
 * must be, and tells those who wait. It never waits for a batch to fill: while one is written, the
 * next gathers by itself. A failed write stops all writing until the database was opened anew,
 * since only that settles whether it was kept.
 */
final class Committer {
  private static final Logger LOG = System.getLogger(Committer.class.getName());

  /** How many changes may wait; more than a slow disk's patience is worth. */
  private static final int QUEUE = 8192;

  private static final int BATCH = 1024;
  private static final Duration HEALING_PAUSE = Duration.ofSeconds(1);

  /** How often within a caller's patience it is looked whether that is over. */
  private static final int LOOKS = 5;

  private final Database database;
  private final Consumer<AuditEvent> log;
  private final Duration patience;
  private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final List<Runnable> reopened = new CopyOnWriteArrayList<>();
  private final List<Consumer<Batch>> beforeWriting = new CopyOnWriteArrayList<>();
  private final LongAdder syncs = new LongAdder();
  private final Thread thread;
  private final Thread watch;
  private volatile boolean closing;

  /** What is being written. */
  private volatile List<Waiting<?>> underWay = List.of();

  private Optional<Exception> failure = Optional.empty();
  private long triedToHeal = System.nanoTime();

  Committer(Database database, Consumer<AuditEvent> log, Duration patience) {
    this.database = database;
    this.log = log;
    this.patience = patience;
    thread = Thread.ofPlatform().name("store-committer").daemon().start(this::run);
    watch = Thread.ofPlatform().name("store-patience").daemon().start(this::watch);
  }

  /**
   * Makes a change and waits until it is written.
   *
   * @throws StoreUnavailable if it failed or took too long; whether it was kept is unknown then
   */
  <T> T commit(Change<T> change) {
    long deadline = System.nanoTime() + patience.toNanos();
    var waiting = new Waiting<>(change, () -> {});
    try {
      if (closing) {
        throw closed();
      }
      if (!queue.offer(waiting, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreUnavailable(
            "too many writes are waiting", new IllegalStateException("the queue is full"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted before a write", e);
    }
    return waiting.await(deadline);
  }

  /**
   * Queues a change, and does not wait.
   *
   * @return what {@link #commit} would return or throw, told on the committer's own thread, where
   *     nothing may wait; empty if there is no room for it, or the store is closed
   */
  <T> Optional<CompletableFuture<T>> begin(Change<T> change) {
    var waiting = new Waiting<>(change, () -> {});
    return !closing && queue.offer(waiting) ? Optional.of(waiting.result()) : Optional.empty();
  }

  /**
   * Queues a change that nobody waits for.
   *
   * @param otherwise runs if it fails
   * @return false if there is no room for it
   */
  boolean offer(Change<Boolean> change, Runnable otherwise) {
    return !closing && queue.offer(new Waiting<>(change, otherwise));
  }

  /** Has this run whenever the database was opened anew: what memory holds of it may be wrong. */
  void afterReopening(Runnable action) {
    reopened.add(action);
  }

  /** Has this add to whatever is written, when all changes are in it. */
  void beforeWriting(Consumer<Batch> addition) {
    beforeWriting.add(addition);
  }

  /** How many writes were synced so far. */
  long syncs() {
    return syncs.sum();
  }

  private void run() {
    var taken = new ArrayList<Waiting<?>>(BATCH);
    while (!closing || !queue.isEmpty()) {
      try {
        Waiting<?> first = queue.poll(HEALING_PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
          taken.add(first);
          queue.drainTo(taken, BATCH - 1);
        }
        underWay = List.copyOf(taken);
        commit(taken);
        underWay = List.of();
      } catch (InterruptedException e) {
        closing = true;
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a batch of writes failed", e);
        taken.forEach(waiting -> waiting.fail(e));
      }
      taken.clear();
    }
  }

  /** Whoever has no thread waiting loses patience, too, if a little later. */
  private void watch() {
    long most = patience.toNanos();
    while (!closing) {
      LockSupport.parkNanos(this, most / LOOKS);
      underWay.stream().filter(each -> each.isOlderThan(most)).forEach(Waiting::expire);
      queue.stream().takeWhile(each -> each.isOlderThan(most)).forEach(Waiting::expire);
    }
  }

  private void commit(List<Waiting<?>> taken) {
    if (failure.isPresent() && !healed()) {
      var unavailable = new StoreUnavailable("an earlier write failed", failure.get());
      taken.forEach(waiting -> waiting.fail(unavailable));
      return;
    }
    if (taken.isEmpty()) {
      return;
    }
    var tellings = new ArrayList<Runnable>(taken.size());
    try {
      Batch batch = database.batch();
      taken.forEach(waiting -> waiting.apply(batch, tellings));
      beforeWriting.forEach(addition -> addition.accept(batch));
      database.write(batch);
      if (batch.synced()) {
        syncs.increment();
      }
      tellings.forEach(Runnable::run);
      batch.events().forEach(log);
    } catch (RocksDBException e) {
      LOG.log(Level.ERROR, "a write failed; nothing is written until the data was opened anew", e);
      failure = Optional.of(e);
      var unavailable = new StoreUnavailable("a write failed; whether it is kept is unknown", e);
      taken.forEach(waiting -> waiting.fail(unavailable));
    }
  }

  private boolean healed() {
    long now = System.nanoTime();
    if (now - triedToHeal < HEALING_PAUSE.toNanos()) {
      return false;
    }
    triedToHeal = now;
    try {
      database.reopen();
      reopened.forEach(Runnable::run);
      failure = Optional.empty();
      LOG.log(Level.INFO, "the data was opened anew, and is written again");
      return true;
    } catch (IOException | RocksDBException e) {
      failure = Optional.of(e);
      return false;
    }
  }

  /**
   * Writes what is queued, and takes no more.
   *
   * @return whether the thread has stopped; if not, the disk holds it, and the database must not be
   *     closed
   */
  boolean stop() {
    closing = true;
    LockSupport.unpark(watch);
    queue.offer(
        new Waiting<>(_ -> true, () -> {})); // wakes the thread; where there is no room it is awake
    try {
      boolean stopped = thread.join(patience);
      queue.forEach(waiting -> waiting.fail(closed()));
      return stopped;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static StoreUnavailable closed() {
    return new StoreUnavailable("the store is closed", new IllegalStateException("closed"));
  }
}
