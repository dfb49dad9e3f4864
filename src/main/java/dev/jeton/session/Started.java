package dev.jeton.session;

import java.util.function.Supplier;

/**
 * A command that was begun without waiting: its session is being written, or more is to be done.
 */
public sealed interface Started permits Pending, Started.Unfinished {

  /**
   * What is left of a command, which has to wait. Just one of the two is to be run.
   *
   * @param rest does it, on a thread that may wait
   * @param abandon does without; waits for nothing
   */
  record Unfinished(Supplier<Served> rest, Runnable abandon) implements Started {}
}
