package dev.jeton.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Attempts under way, by what they are counted as. An attempt takes a place before any work is done
 * for it, and there are as many places as failures are left; so of any number of guesses at once no
 * more are tried than may fail. Who finds all places taken waits for those before it: if they
 * succeed, it may go in.
 */
final class Places {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ConcurrentHashMap<Tally, Place> places = new ConcurrentHashMap<>();

  /** How many attempts are under way; and by how many threads this is looked at. */
  private static final class Place {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int taken;
    private int users;
  }

  /** What came of asking for a place. */
  sealed interface Answer {
    record Taken() implements Answer {}

    /** None will be free for so long. */
    record Later(Duration time) implements Answer {}

    /** Those before did not come to an end in time. */
    record Busy() implements Answer {}
  }

  /** What may still fail. */
  record Room(long left, Duration untilOne) {}

  /**
   * Takes a place, waiting for attempts under way if they hold the last ones.
   *
   * @param room looked at again after every wait
   */
  Answer take(Tally tally, Supplier<Room> room) {
    Place place = entered(tally);
    Answer answer = new Answer.Busy();
    place.lock.lock();
    try {
      answer = take(place, room);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      place.lock.unlock();
      if (!(answer instanceof Answer.Taken)) {
        left(tally);
      }
    }
    return answer;
  }

  /**
   * Takes a place if there is one at this moment; never waits.
   *
   * @param room empty if that can't be told without waiting
   */
  boolean takeAtOnce(Tally tally, Supplier<Optional<Room>> room) {
    Place place = entered(tally);
    boolean taken = false;
    try {
      if (place.lock.tryLock()) {
        try {
          taken = room.get().filter(now -> now.left() > place.taken).isPresent();
          place.taken += taken ? 1 : 0;
        } finally {
          place.lock.unlock();
        }
      }
    } finally {
      if (!taken) {
        left(tally);
      }
    }
    return taken;
  }

  private static Answer take(Place place, Supplier<Room> room) throws InterruptedException {
    long patience = PATIENCE.toNanos();
    while (true) {
      Room now = room.get();
      if (now.left() > place.taken) {
        place.taken++;
        return new Answer.Taken();
      }
      if (place.taken == 0) {
        place.changed.signal(); // the next one is to hear it, too
        return new Answer.Later(now.untilOne());
      }
      if (patience <= 0) {
        return new Answer.Busy();
      }
      patience = place.changed.awaitNanos(patience);
    }
  }

  /** Gives a place back, after what came of the attempt was counted. */
  void free(Tally tally) {
    Place place = Optional.ofNullable(places.get(tally)).orElseThrow();
    place.lock.lock();
    try {
      place.taken--;
      place.changed.signal();
    } finally {
      place.lock.unlock();
      left(tally);
    }
  }

  private Place entered(Tally tally) {
    return places.compute(
        tally,
        (_, there) -> {
          Place place = there == null ? new Place() : there;
          place.users++;
          return place;
        });
  }

  private void left(Tally tally) {
    places.computeIfPresent(tally, (_, place) -> --place.users == 0 ? null : place);
  }
}
