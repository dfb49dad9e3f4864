package dev.jeton.http;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a handler makes of a request: an answer, or work that has to wait for something. */
public sealed interface Work {
  /** The answer was at hand. */
  record Done(Answered answered) implements Work {}

  /**
   * The answer follows what was begun, for which no thread waits.
   *
   * @param whenDone runs what it is given once that is done, on any thread, where nothing may wait
   * @param now then the answer, if it is at hand
   * @param waiting otherwise what the answer has to wait for
   */
  record Begun(Consumer<Runnable> whenDone, Supplier<Optional<Answered>> now, Waiting waiting)
      implements Work {}

  /**
   * The answer has to wait for a store, a hash, a directory. Just one of the two is run.
   *
   * @param work waits for it, and gives what is left to do; run on a virtual thread
   * @param overloaded the answer instead where too many requests are waiting already; run at once,
   *     and must not wait
   */
  record Waiting(Supplier<Work> work, Supplier<Answered> overloaded) implements Work {}

  /** What is left to do after waiting, on a thread that may wait. */
  default Work waitedFor() {
    return this instanceof Waiting waiting ? waiting.work().get() : this;
  }
}
