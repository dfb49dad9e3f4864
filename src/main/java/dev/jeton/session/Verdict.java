package dev.jeton.session;

import java.time.Instant;

/**
 * What a store knows of a token. A failure of the store is never a verdict: it is {@link
 * StoreUnavailable}.
 */
public sealed interface Verdict {

  record Live(Session session) implements Verdict {}

  /** The token opens nothing. */
  sealed interface Dead extends Verdict {}

  /** It was live once, and ended at this instant; remembered for a settable while. */
  record Gone(String dialect, Why why, Instant at) implements Dead {}

  /** It was never issued, or its session is forgotten. */
  record Unknown() implements Dead {}

  /** How a session ended. */
  enum Why {
    EXPIRED,
    ENDED
  }
}
