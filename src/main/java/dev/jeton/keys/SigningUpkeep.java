package dev.jeton.keys;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
  public List<KeyFacts> pass() throws IOException, InterruptedException {
    var changed = new ArrayList<KeyFacts>();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      if (custody.ring().signing(algorithm).isEmpty()) {
        custody.prepare(algorithm, made(algorithm), made(algorithm));
      }
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

  /** Makes a key on a thread of its own: for RSA that takes seconds and heeds no interruption. */
  private SigningPair made(SigningAlgorithm algorithm) throws InterruptedException {
    var making = new FutureTask<>(() -> custody.pair(algorithm));
    Thread.ofPlatform().daemon().name("signing keys").start(making);
    try {
      return making.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("every JDK makes keys of " + algorithm, e);
    }
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
