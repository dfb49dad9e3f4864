package dev.jeton.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Something that is made beside the rest of the start, on a thread of its own. Whoever closes it
 * waits until that thread is through.
 */
final class Aside<T> implements AutoCloseable {
  private final FutureTask<T> making;
  private final Thread thread;

  /** How it is made. */
  @FunctionalInterface
  interface Making<T> {
    T make() throws IOException;
  }

  private Aside(String name, FutureTask<T> making) {
    this.making = making;
    this.thread = Thread.ofPlatform().daemon().name(name).start(making);
  }

  /** Begins to make it. */
  static <T> Aside<T> begin(String name, Making<T> making) {
    return new Aside<>(name, new FutureTask<>(making::make));
  }

  /**
   * Waits for it.
   *
   * @throws IOException if it can't be made
   */
  T made() throws IOException {
    try {
      return making.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while starting").initCause(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failed -> throw failed;
        case RuntimeException bug -> throw bug;
        case Error bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
