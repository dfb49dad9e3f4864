package dev.jeton.account;

/** What is done between two pieces of work that takes long, so that others can work too. */
@FunctionalInterface
public interface Breath {
  /**
   * Takes a breath.
   *
   * @throws InterruptedException if the work is to be left as it is
   */
  void take() throws InterruptedException;
}
