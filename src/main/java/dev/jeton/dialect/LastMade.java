package dev.jeton.dialect;

import dev.jeton.session.Session;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the sessions that were told of last, since most checks are of a few. It is kept
 * beside the very object that it was made of, which a use or a change replaces by another; whether
 * that session still lives was asked before.
 */
public final class LastMade<T> {
  private static final int PLACES = 4096;
  private static final int ASKED = 4 * PLACES;

  private record Made<T>(Session of, T what) {}

  private final Function<Session, T> make;
  private final AtomicReferenceArray<@Nullable Made<T>> places = new AtomicReferenceArray<>(PLACES);

  /**
   * Who was asked about lately. Only what is asked about twice is kept: keeping each of a million
   * would fill the old generation of the heap with what nobody wants again.
   */
  private final AtomicIntegerArray asked = new AtomicIntegerArray(ASKED);

  /**
   * Keeps what this makes.
   *
   * @param make of a session alone: of the same one always the same
   */
  public LastMade(Function<Session, T> make) {
    this.make = make;
  }

  /** What is made of this session. */
  public T of(Session session) {
    int place = session.id().hashCode() & (PLACES - 1);
    Made<T> first = places.getAcquire(place);
    if (first != null && isOf(first, session)) {
      return first.what;
    }
    int beside = place ^ 1;
    Made<T> second = places.getAcquire(beside);
    if (second != null && isOf(second, session)) {
      return second.what;
    }
    T made = make.apply(session);
    int who = System.identityHashCode(session);
    if (asked.getPlain(who & (ASKED - 1)) == who) {
      boolean room = isRoom(first, session) || !isRoom(second, session) && (who & 1) == 0;
      places.setRelease(room ? place : beside, new Made<>(session, made));
    } else {
      asked.setPlain(who & (ASKED - 1), who);
    }
    return made;
  }

  @SuppressWarnings("ReferenceEquality") // an equal one that is another is made of anew
  private static boolean isOf(Made<?> made, Session session) {
    return made.of == session;
  }

  /** Whether nobody else's would have to go. */
  private static boolean isRoom(@Nullable Made<?> made, Session session) {
    return made == null || made.of.id().equals(session.id());
  }
}
