package dev.jeton.http;

import io.vertx.core.Context;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The lane for what waits: a virtual thread for each request, up to a bound, the answer going back
 * to the connection's event loop.
 */
final class Lanes implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  private final AtomicInteger waiting = new AtomicInteger();
  private final int most;

  Lanes(int most) {
    this.most = most;
  }

  /**
   * Starts the work unless too much is waiting already.
   *
   * @param work must not throw
   * @return whether it was started
   */
  <T> boolean run(Context context, Supplier<T> work, Consumer<T> done) {
    if (waiting.incrementAndGet() > most) {
      waiting.decrementAndGet();
      return false;
    }
    threads.execute(
        () -> {
          try {
            T result = work.get();
            context.runOnContext(_ -> done.accept(result));
          } finally {
            waiting.decrementAndGet();
          }
        });
    return true;
  }

  /** Does something that nobody waits for. */
  void aside(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException _) {
      // the server has stopped
    }
  }

  /** What still waits is interrupted: its connections are closed already. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
