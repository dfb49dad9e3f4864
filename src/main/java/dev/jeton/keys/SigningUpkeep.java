package dev.jeton.keys;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks after the keys that sign JSON Web Tokens: makes those of every algorithm, so that a change
 * of algorithm finds its key published long since; turns to the next one when the current has
 * signed for long enough; withdraws those of which nothing holds any more.
 */
public final class SigningUpkeep {
  private final KeyCustody custody;
  private final Duration rotation;
  private final InstantSource clock;

  /**
   * Makes it.
   *
   * @param rotation for how long a key signs
   */
  public SigningUpkeep(KeyCustody custody, Duration rotation, InstantSource clock) {
    this.custody = custody;
    this.rotation = rotation;
    this.clock = clock;
  }

  /**
   * Does what is due.
   *
   * @return the keys that became current or were withdrawn, as they are now
   * @throws IOException if the ring can't be written; what was done before that stays
   */
  public List<KeyFacts> pass() throws IOException {
    var changed = new ArrayList<KeyFacts>();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      custody.prepare(algorithm);
    }
    Instant now = clock.instant();
    for (KeyFacts key : custody.ring().facts()) {
      if (isDue(key, now)) {
        changed.add(custody.rotate(key.kind()));
      } else if (isOver(key, now)) {
        custody.destroy(key.kind(), key.id());
        changed.add(custody.ring().facts(key.name()).orElseThrow());
      }
    }
    return changed;
  }

  private boolean isDue(KeyFacts key, Instant now) {
    return key.kind().isPublished()
        && key.state() == KeyState.CURRENT
        && key.current().filter(since -> !now.isBefore(since.plus(rotation))).isPresent()
        && custody.unknownUntil(key.kind()).isEmpty();
  }

  private static boolean isOver(KeyFacts key, Instant now) {
    return key.kind().isPublished()
        && key.state() == KeyState.FORMER
        && key.retired()
            .filter(at -> !now.isBefore(at.plus(KeyCustody.PUBLISHED_AFTER)))
            .isPresent();
  }
}
