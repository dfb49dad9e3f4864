package dev.jeton.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a key, and no secret. A destroyed key keeps its facts, so that its id is never
 * given out again.
 *
 * @param id from 1, unique within its kind
 * @param current since when things are made under it; empty before that
 * @param retired when another became current in its place
 * @param unused when nothing that it opened was live any more
 * @param destroyed when its secret part was thrown away, or a published key was withdrawn
 * @param verifying the public half of a signing key
 */
public record KeyFacts(
    KeyKind kind,
    int id,
    Instant made,
    Optional<Instant> current,
    Optional<Instant> retired,
    Optional<Instant> unused,
    Optional<Instant> destroyed,
    Optional<VerifyingKey> verifying) {

  /** A key just made; a published one is the next one at first. */
  static KeyFacts made(KeyKind kind, int id, Instant at, Optional<VerifyingKey> verifying) {
    return new KeyFacts(
        kind,
        id,
        at,
        kind.isPublished() ? Optional.empty() : Optional.of(at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        verifying);
  }

  public KeyName name() {
    return new KeyName(kind, id);
  }

  public KeyState state() {
    if (destroyed.isPresent()) {
      return KeyState.DESTROYED;
    }
    if (retired.isPresent()) {
      return KeyState.FORMER;
    }
    return current.isPresent() ? KeyState.CURRENT : KeyState.NEXT;
  }

  /** Whether others shall take what it signed, or will sign soon. */
  public boolean isPublished() {
    return kind.isPublished() && state() != KeyState.DESTROYED;
  }

  /** Whether the ring has its secret part. */
  boolean isLive() {
    return switch (state()) {
      case NEXT, CURRENT -> true;
      case FORMER -> !kind.isPublished();
      case DESTROYED -> false;
    };
  }

  KeyFacts currentSince(Instant at) {
    return new KeyFacts(kind, id, made, Optional.of(at), retired, unused, destroyed, verifying);
  }

  KeyFacts retiredAt(Instant at) {
    return new KeyFacts(kind, id, made, current, Optional.of(at), unused, destroyed, verifying);
  }

  KeyFacts unusedSince(Instant at) {
    return new KeyFacts(kind, id, made, current, retired, Optional.of(at), destroyed, verifying);
  }

  KeyFacts destroyedAt(Instant at) {
    return new KeyFacts(kind, id, made, current, retired, unused, Optional.of(at), verifying);
  }
}
