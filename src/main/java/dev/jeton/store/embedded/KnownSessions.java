package dev.jeton.store.embedded;

import dev.jeton.session.TokenDigest;
import dev.jeton.session.Verdict;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of sessions without reading the disk: some thousand as they are used, any number
 * more as records on a {@link Shelf}. It never tells what is no longer so: whoever writes tells it
 * before anybody hears of the write, and what was read from the disk meanwhile is not kept.
 */
final class KnownSessions {
  /** A session of the usual size on its shelf. */
  static final int OCTETS_A_SESSION = 160;

  /** A power of two; a part is locked by itself. */
  private static final int PARTS = 64;

  private static final int CHUNK_OCTETS = 1 << 16;

  /** How many a part has ready for use at the most, a power of two. */
  private static final long READY = 128;

  private final Part[] parts;

  /**
   * Makes an empty one.
   *
   * @param most how many sessions of the usual size have room
   */
  KnownSessions(long most) {
    long octets = Math.clamp(most * OCTETS_A_SESSION / PARTS, 1, Shelf.MOST_OCTETS);
    int chunk = Math.clamp(octets / 4, 1, CHUNK_OCTETS);
    int ready = (int) Long.highestOneBit(Math.clamp(most / PARTS, 1, READY));
    parts =
        Stream.generate(() -> new Part(new Shelf(octets, chunk), ready))
            .limit(PARTS)
            .toArray(Part[]::new);
  }

  /** What is known, without waiting for the disk. */
  Optional<Verdict> peek(TokenDigest token) {
    return part(token).peek(token);
  }

  /**
   * What is known, or else what is read now.
   *
   * @param reading reads what the disk has
   */
  Optional<Verdict> find(TokenDigest token, Supplier<Optional<StoredSession>> reading) {
    Part part = part(token);
    Optional<Verdict> known = part.peek(token);
    if (known.isPresent()) {
      return known;
    }
    long before = part.changes();
    Optional<StoredSession> read = reading.get();
    Optional<Verdict> found = read.flatMap(there -> there.verdict(token));
    found.ifPresent(verdict -> part.keep(token, read.get(), verdict, before));
    return found;
  }

  /** Takes what was written for a token. */
  void put(TokenDigest token, StoredSession session, Verdict verdict) {
    part(token).put(token, session, verdict);
  }

  /** Forgets a token that is no longer on disk. */
  void remove(TokenDigest token) {
    part(token).remove(token);
  }

  /** Forgets all, and what is being read too. */
  void clear() {
    for (Part part : parts) {
      part.clear();
    }
  }

  private Part part(TokenDigest token) {
    return parts[token.hashCode() >>> 26];
  }

  /** One that is ready for use. */
  private record Ready(TokenDigest token, Verdict verdict) {}

  /** The tokens whose digests begin alike. */
  private static final class Part {
    private final Lock lock = new ReentrantLock();
    private final Shelf shelf;

    /** Read without the lock, changed under it alone, together with the shelf. */
    private final AtomicReferenceArray<@Nullable Ready> ready;

    /**
     * Who was asked for last at each place. Only what is asked for twice is made ready: what lives
     * as long as eight thousand checks would be copied, promoted and fill the old generation.
     */
    private final int[] asked;

    /** How often anything was written; whoever reads the disk looks whether it still is that. */
    private long changes;

    Part(Shelf shelf, int ready) {
      this.shelf = shelf;
      this.ready = new AtomicReferenceArray<>(ready);
      this.asked = new int[ready];
    }

    Optional<Verdict> peek(TokenDigest token) {
      Ready at = ready.get(place(token));
      if (at != null && at.token.equals(token)) {
        return Optional.of(at.verdict);
      }
      lock.lock();
      try {
        Optional<Verdict> found =
            shelf.find(SessionRecord.id(token)).flatMap(there -> there.verdict(token));
        found.ifPresent(verdict -> askedFor(token, verdict));
        return found;
      } finally {
        lock.unlock();
      }
    }

    long changes() {
      lock.lock();
      try {
        return changes;
      } finally {
        lock.unlock();
      }
    }

    void keep(TokenDigest token, StoredSession read, Verdict verdict, long before) {
      lock.lock();
      try {
        if (changes == before) {
          shelf.put(SessionRecord.id(token), read);
          askedFor(token, verdict);
        }
      } finally {
        lock.unlock();
      }
    }

    void put(TokenDigest token, StoredSession session, Verdict verdict) {
      lock.lock();
      try {
        changes++;
        shelf.put(SessionRecord.id(token), session);
        Ready at = ready.get(place(token));
        if (at != null && at.token.equals(token)) {
          ready.set(place(token), new Ready(token, verdict));
        }
      } finally {
        lock.unlock();
      }
    }

    void remove(TokenDigest token) {
      lock.lock();
      try {
        changes++;
        shelf.remove(SessionRecord.id(token));
        ready.set(place(token), null);
      } finally {
        lock.unlock();
      }
    }

    void clear() {
      lock.lock();
      try {
        changes++;
        shelf.clear();
        for (int i = 0; i < ready.length(); i++) {
          ready.set(i, null);
        }
      } finally {
        lock.unlock();
      }
    }

    private void askedFor(TokenDigest token, Verdict verdict) {
      int place = place(token);
      if (asked[place] == token.hashCode()) {
        ready.set(place, new Ready(token, verdict));
      } else {
        asked[place] = token.hashCode();
      }
    }

    private int place(TokenDigest token) {
      return token.hashCode() & ready.length() - 1;
    }
  }
}
