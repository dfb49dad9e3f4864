package dev.jeton.session;

import java.time.Instant;
import java.util.List;

/** Lets each proof through once, across restarts, for as long as it could be fresh. */
public interface ReplayGuard {

  /**
   * Takes the proof: true for exactly one of any number of callers, and never again before it can
   * no longer be fresh. It is on disk only with {@link SessionStore#create}, {@link
   * SessionStore#end} or {@link #burn}; until then it stays taken in memory, also when that write
   * failed, since its fate is unknown then.
   *
   * @throws StoreUnavailable if it can't be known whether the proof was used
   */
  boolean take(Proof proof, Instant now);

  /**
   * The same, if that can be told without waiting.
   *
   * @return whether it was taken; if not, that says nothing, and {@link #take} is to be asked
   */
  default boolean takeAtOnce(Proof proof, Instant now) {
    return false;
  }

  /** Keeps proofs that were taken, on disk, where no session is written with them. */
  void burn(List<Proof> proofs);
}
