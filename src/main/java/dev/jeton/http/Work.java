package dev.jeton.http;

import java.util.function.Supplier;

/** What a handler makes of a request: an answer, or work that has to wait for something. */
public sealed interface Work {
  /** The answer was at hand. */
  record Done(Answered answered) implements Work {}

  /**
   * The answer has to wait for a store, a hash, a directory.
   *
   * @param answer waits for it; run on a virtual thread
   * @param overloaded the answer instead where too many requests are waiting already; run at once,
   *     and must not wait
   */
  record Waiting(Supplier<Answered> answer, Supplier<Answered> overloaded) implements Work {}
}
