package dev.jeton.session;

import dev.jeton.secret.Secret;

/** A token as it was given, to be looked into by somebody else than its dialect. */
public sealed interface Presented {
  /** Of whichever dialect. */
  record Token(Secret secret) implements Presented {}

  /** A JWT of ours that is genuine and in force, and speaks of this session. */
  record OfSession(SessionId session) implements Presented {}

  /** What can't be live, whatever the stores say: a JWT that is false, or past its end. */
  record Nothing() implements Presented {}
}
