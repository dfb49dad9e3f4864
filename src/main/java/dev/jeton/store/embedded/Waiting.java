package dev.jeton.store.embedded;

import dev.jeton.session.StoreUnavailable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rocksdb.RocksDBException;

/** A change in the committer's queue, and what its caller will hear of it. */
final class Waiting<T> {
  private static final String LATE =
      "a write was not done in time; whether it will be kept is unknown";

  private final Change<T> change;
  private final Runnable otherwise;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final long since = System.nanoTime();

  /**
   * Makes one to be queued.
   *
   * @param otherwise runs on the committer's thread if the change fails
   */
  Waiting(Change<T> change, Runnable otherwise) {
    this.change = change;
    this.otherwise = otherwise;
  }

  /**
   * Adds the change to the batch, and what is to be said once that is written; nothing if the
   * caller has gone.
   */
  void apply(Batch batch, List<Runnable> tellings) {
    if (result.isDone()) {
      return;
    }
    try {
      T value = batch.apply(change);
      tellings.add(() -> result.complete(value));
    } catch (RocksDBException e) {
      fail(new StoreUnavailable("what a change depends on can't be read", e));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  void fail(RuntimeException e) {
    if (result.completeExceptionally(e)) {
      otherwise.run();
    }
  }

  /** What its caller hears, on the committer's thread if it is there in time. */
  CompletableFuture<T> result() {
    return result;
  }

  /** Whether its caller has waited for so long, by {@link System#nanoTime}. */
  boolean isOlderThan(long nanos) {
    return System.nanoTime() - since > nanos;
  }

  /** Tells a caller that has no thread waiting that it took too long. */
  void expire() {
    gone(LATE, new TimeoutException());
  }

  /** Waits for the result until the deadline, by {@link System#nanoTime}. */
  T await(long deadline) {
    try {
      return result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw gone(LATE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw gone("interrupted while a write was waited for; whether it will be kept is unknown", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailable unavailable) {
        throw new StoreUnavailable("the change was not made, as far as is known", unavailable);
      }
      throw new IllegalStateException("a change failed", e.getCause());
    }
  }

  /** A change that nobody waits for any more is skipped if it was not begun. */
  private StoreUnavailable gone(String message, Exception cause) {
    var unavailable = new StoreUnavailable(message, cause);
    result.completeExceptionally(unavailable);
    return unavailable;
  }
}
