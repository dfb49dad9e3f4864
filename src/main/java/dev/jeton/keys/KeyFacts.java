package dev.jeton.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a key, and no secret. A destroyed key keeps its facts, so that its id is never
 * given out again.
 *
 * @param id from 1, unique within its kind
 * @param retired when another became current in its place
 * @param unused when nothing that it opened was live any more
 * @param destroyed when its secret part was thrown away
 * @param verifying the public half of a signing key
 */
public record KeyFacts(
    KeyKind kind,
    int id,
    Instant made,
    Optional<Instant> retired,
    Optional<Instant> unused,
    Optional<Instant> destroyed,
    Optional<VerifyingKey> verifying) {

  static KeyFacts made(KeyKind kind, int id, Instant at, Optional<VerifyingKey> verifying) {
    return new KeyFacts(
        kind, id, at, Optional.empty(), Optional.empty(), Optional.empty(), verifying);
  }

  public KeyName name() {
    return new KeyName(kind, id);
  }

  public KeyState state() {
    if (destroyed.isPresent()) {
      return KeyState.DESTROYED;
    }
    return retired.isPresent() ? KeyState.FORMER : KeyState.CURRENT;
  }

  KeyFacts retiredAt(Instant at) {
    return new KeyFacts(kind, id, made, Optional.of(at), unused, destroyed, verifying);
  }

  KeyFacts unusedSince(Instant at) {
    return new KeyFacts(kind, id, made, retired, Optional.of(at), destroyed, verifying);
  }

  KeyFacts destroyedAt(Instant at) {
    return new KeyFacts(kind, id, made, retired, unused, Optional.of(at), verifying);
  }
}
