package dev.jeton.dialect;

import dev.jeton.session.Outcome;

/** Why a request for an operation that is not ours is refused in place of the backend's answer. */
public sealed interface Denial {

  /** What the core told of its session: that it is dead, or a refusal. */
  record Told(Outcome outcome) implements Denial {}

  /** What the core knows nothing of. */
  enum Reason implements Denial {
    /** It carries no token, or not in a way that leaves no doubt. */
    NO_TOKEN,
    /** A rule does not let its session there. */
    FORBIDDEN,
    /** The backend can't be reached, or what came from it is no answer. */
    BACKEND_DOWN,
    /** The backend did not answer in time. */
    BACKEND_SLOW
  }
}
