package dev.jeton.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A few platform threads of the lowest priority, with a bounded queue. Native calls would pin
 * virtual threads, and unbounded hashing is a way to take all memory; the priority lets whatever
 * else the server does go first.
 */
final class HashPool implements AutoCloseable {
  /** After so long without work a thread ends, and with it the memory that it has kept. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ThreadPoolExecutor threads;

  /**
   * Starts the threads.
   *
   * @param queue how many may wait, from 0
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it is a favour to the rest
  HashPool(int threads, int queue) {
    BlockingQueue<Runnable> waiting =
        queue == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(queue);
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            waiting,
            Thread.ofPlatform().daemon().priority(Thread.MIN_PRIORITY).name("hash-", 1).factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  /** Some work that is either begun by a thread or given up by its caller, never both. */
  private static final class Job<T> implements Runnable {
    private final Supplier<T> work;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Optional<T>> result = new CompletableFuture<>();

    Job(Supplier<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (!claimed.compareAndSet(false, true)) {
        return;
      }
      begun.countDown();
      try {
        result.complete(Optional.of(work.get()));
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }

    /** Whether it had not begun, and never will. */
    boolean giveUp() {
      return claimed.compareAndSet(false, true);
    }
  }

  /**
   * Runs some work in its turn. Patience ends with the wait: what has begun is over soon, and
   * worthless if it is thrown away.
   *
   * @return empty if there is no room, or it had not begun when patience ended
   */
  <T> Optional<T> run(Supplier<T> work, Duration patience) {
    var job = new Job<T>(work);
    try {
      threads.execute(job);
    } catch (RejectedExecutionException _) {
      return Optional.empty();
    }
    try {
      if (!job.begun.await(patience.toNanos(), TimeUnit.NANOSECONDS) && job.giveUp()) {
        threads.remove(job); // makes room for another one
        return Optional.empty();
      }
      return job.result.get();
    } catch (InterruptedException _) {
      if (job.giveUp()) {
        threads.remove(job);
      }
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a hash failed", e.getCause());
    }
  }

  /** Runs some work, waiting for room and for its turn; empty if it is interrupted or closed. */
  <T> Optional<T> runInTurn(Supplier<T> work) {
    while (!threads.isShutdown() && !Thread.currentThread().isInterrupted()) {
      Optional<T> done = run(work, Duration.ofHours(1));
      if (done.isPresent()) {
        return done;
      }
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10); // the queue is full
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    return Optional.empty();
  }

  /** What waits is given up; a hash that is being computed ends by itself. */
  @Override
  public void close() {
    threads.shutdownNow().forEach(HashPool::abandon);
  }

  private static void abandon(Runnable waiting) {
    if (waiting instanceof Job<?> job && job.giveUp()) {
      job.result.complete(Optional.empty());
      job.begun.countDown();
    }
  }
}
