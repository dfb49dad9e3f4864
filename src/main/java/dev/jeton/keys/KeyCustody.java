package dev.jeton.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps the key ring: makes, retires and destroys keys. A change is on disk before anything is
 * computed under it. Every call that changes something throws an IOException if the disk can't be
 * written; what is computed is then computed as before.
 */
public final class KeyCustody {
  /** How long a key is published before it signs: who keeps our keys has read it by then. */
  public static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

  /** The longest time that what a published key signs may hold. */
  public static final Duration SIGNED_FOR = Duration.ofHours(1);

  /** How long it is published afterwards: until all has expired, on clocks that are behind too. */
  static final Duration PUBLISHED_AFTER = SIGNED_FOR.plusMinutes(10);

  private final KeyFolder folder;
  private final SecureRandom random;
  private final InstantSource clock;
  private final KeyRing ring;
  private RootKey root;

  private KeyCustody(
      KeyFolder folder, SecureRandom random, InstantSource clock, Opening.Opened opened) {
    this.folder = folder;
    this.random = random;
    this.clock = clock;
    this.ring = new KeyRing(opened.ring());
    this.root = opened.root();
  }

  /** Brings up the library beneath, which takes longer than to open a ring by it. */
  public static void prepare() {
    Keyset.prepare();
  }

  /**
   * Opens the ring of a data folder. If there is none, one is made of the keys of a former version,
   * or of new ones; a kind that the ring lacks gets its key.
   *
   * @param needed whether there are data that need the keys of this very ring, so that a new one
   *     will not do
   * @throws IOException if it can't be opened, with the reason in plain words; nothing was changed
   */
  public static KeyCustody open(
      Path data, KeysConfig config, boolean needed, SecureRandom random, InstantSource clock)
      throws IOException {
    var folder = new KeyFolder(data);
    var opening = new Opening(folder, config, random, clock.instant());
    return new KeyCustody(folder, random, clock, opening.open(needed));
  }

  /** What is computed under the keys; one and the same for as long as this lives. */
  public KeyRing ring() {
    return ring;
  }

  /** Of what the ring's file is encrypted under. */
  public synchronized String rootKeyId() {
    return root.id();
  }

  /**
   * Makes a new key, which is current from now on. The former one still opens what was made under
   * it; one that signed is destroyed but for its public half. Of a published kind the new key is
   * the next one, and the one that was next becomes current, known by others or not: see {@link
   * #unknownUntil}.
   *
   * @return the key that is current now
   */
  public KeyFacts rotate(KeyKind kind) throws IOException {
    if (kind.isPublished()) {
      return turn(kind);
    }
    return exchange(kind);
  }

  /** Until when others may not have read the next key of a published kind; empty if they have. */
  public Optional<Instant> unknownUntil(KeyKind kind) {
    Instant now = clock.instant();
    return ring.facts().stream()
        .filter(key -> key.kind() == kind && key.state() == KeyState.NEXT)
        .map(key -> key.made().plus(PUBLISHED_BEFORE))
        .filter(now::isBefore)
        .findAny();
  }

  /** Makes the first keys of an algorithm, if there are none yet; for RSA this takes seconds. */
  public void prepare(SigningAlgorithm algorithm) throws IOException {
    if (ring.signing(algorithm).isPresent()) {
      return;
    }
    prepare(algorithm, pair(algorithm), pair(algorithm));
  }

  /** Takes these as the first keys of an algorithm, if there are none yet. */
  synchronized void prepare(SigningAlgorithm algorithm, SigningPair current, SigningPair next)
      throws IOException {
    if (ring.signing(algorithm).isEmpty()) {
      keep(ring.ring().withPairs(algorithm.kind(), current, next, clock.instant()));
    }
  }

  /** A key that is on no ring yet. */
  SigningPair pair(SigningAlgorithm algorithm) {
    return SigningPair.random(algorithm, random);
  }

  /**
   * Withdraws all keys of a published kind because somebody may have seen them, the next one too,
   * and makes others. Nothing that they signed holds any more for who reads our keys again.
   *
   * @return the key that is current now
   */
  public KeyFacts replace(KeyKind kind) throws IOException {
    SigningAlgorithm algorithm = kind.signsBy().orElseThrow();
    SigningPair current = pair(algorithm);
    SigningPair next = pair(algorithm);
    synchronized (this) {
      Instant now = clock.instant();
      keep(ring.ring().withdrawn(kind, now).withPairs(kind, current, next, now));
      return current(kind);
    }
  }

  private KeyFacts turn(KeyKind kind) throws IOException {
    SigningAlgorithm algorithm = kind.signsBy().orElseThrow();
    prepare(algorithm);
    SigningPair next = pair(algorithm);
    synchronized (this) {
      keep(ring.ring().turned(kind, next, clock.instant()));
      return current(kind);
    }
  }

  private KeyFacts current(KeyKind kind) {
    return ring.ring().facts(kind, ring.current(kind)).orElseThrow();
  }

  private synchronized KeyFacts exchange(KeyKind kind) throws IOException {
    Ring former = ring.ring();
    keep(former.with(kind, Making.random(kind, random), clock.instant()));
    if (kind == KeyKind.ADMIN) {
      try {
        folder.showAdminSecret(ring.adminSecret());
      } catch (IOException e) {
        keep(former); // a secret that nobody can read must not outlive the one that all have
        throw e;
      }
    }
    return current(kind);
  }

  /** Notes that nothing live needs a former key any more. */
  public synchronized void unused(KeyKind kind, int id) throws IOException {
    requireFormer(kind, id);
    keep(ring.ring().unused(kind, id, clock.instant()));
  }

  /** Throws a former key away: nothing can be opened by it, or told to be genuine, any more. */
  public synchronized void destroy(KeyKind kind, int id) throws IOException {
    requireFormer(kind, id);
    keep(ring.ring().destroyed(kind, id, clock.instant()));
  }

  /**
   * Encrypts the ring's file under another root key. The next start needs that one. A root key in
   * the data folder that opened the ring until now goes, since it opens nothing any more.
   */
  public synchronized void rewrap(RootKey next) throws IOException {
    folder.ring().write(ring.ring(), next);
    root = next;
    Optional<RootKey> beside = folder.rootKey();
    if (beside.isPresent() && !beside.get().equals(next)) {
      folder.forgetRootKey();
    }
  }

  /** On disk first: nothing may be made under a key that a crash would lose. */
  private void keep(Ring next) throws IOException {
    folder.ring().write(next, root);
    ring.publish(next);
  }

  private void requireFormer(KeyKind kind, int id) {
    if (ring.ring().facts(kind, id).filter(key -> key.state() == KeyState.FORMER).isEmpty()) {
      throw new IllegalArgumentException("key " + id + " of kind " + kind + " is not a former one");
    }
  }
}
