package dev.jeton.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Has the Java heap collected whenever it has doubled. The serial collector lets the old generation
 * grow to a quarter of the machine's memory before it looks at it for the first time; a server of a
 * few live megabytes would hold gigabytes of dead objects after some days, and then stand still for
 * a second.
 */
final class HeapUpkeep implements AutoCloseable {
  /** Below this, in octets, nothing is gained by it. */
  static final long LEAST = 96L << 20;

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final LongSupplier octets;
  private final Runnable collection;
  private final Thread thread;
  private long settled;

  /**
   * Starts it.
   *
   * @param octets how much memory the heap takes, used or not
   * @param collection collects all of it, and gives back what is not used
   */
  HeapUpkeep(LongSupplier octets, Runnable collection) {
    this.octets = octets;
    this.collection = collection;
    this.thread = Thread.ofVirtual().name("heap").start(this::run);
  }

  /** That of this Java machine. */
  static HeapUpkeep ofThisMachine() {
    return new HeapUpkeep(Runtime.getRuntime()::totalMemory, System::gc);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        pass();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once. */
  void pass() {
    if (octets.getAsLong() >= Math.max(LEAST, 2 * settled)) {
      collection.run();
      settled = octets.getAsLong();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
