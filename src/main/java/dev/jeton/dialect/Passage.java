package dev.jeton.dialect;

import dev.jeton.session.Session;
import java.util.function.Function;

/** Whose a request is, as far as what has come of it tells. */
public sealed interface Passage {
  /** The surface's own, to be read whole. */
  record Ours() implements Passage {}

  /** More of it is needed. */
  record Untold() implements Passage {}

  /**
   * Another server's, if its session is live.
   *
   * @param check its answer is that to an outcome other than {@code Alive}
   * @param onward for a live session
   */
  record Guarded(Exchange check, Function<Session, Onward> onward) implements Passage {}

  /** Another server's, for whoever asks. */
  record Open(String operation, Onward onward) implements Passage {}
}
