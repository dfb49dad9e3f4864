package dev.jeton.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface Loaded<S> {

  /**
   * It holds.
   *
   * @param warnings what will be refused by a later version
   */
  record Ready<S>(S settings, List<Problem> warnings) implements Loaded<S> {}

  /**
   * It does not hold.
   *
   * @param problems all that is wrong, at least one, in the order in which it was written
   */
  record Refused<S>(List<Problem> problems) implements Loaded<S> {}
}
