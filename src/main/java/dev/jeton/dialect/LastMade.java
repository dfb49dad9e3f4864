package dev.jeton.dialect;

import dev.jeton.session.Session;
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

  private record Made<T>(Session of, T what) {}

  private final Function<Session, T> make;
  private final AtomicReferenceArray<@Nullable Made<T>> places = new AtomicReferenceArray<>(PLACES);

  /**
   * Keeps what this makes.
   *
   * @param make of a session alone: of the same one always the same
   */
  public LastMade(Function<Session, T> make) {
    this.make = make;
  }

  /** What is made of this session. */
  @SuppressWarnings("ReferenceEquality") // an equal one that is another is made of anew
  public T of(Session session) {
    int place = session.id().hashCode() & (PLACES - 1);
    Made<T> last = places.getAcquire(place);
    if (last != null && last.of == session) {
      return last.what;
    }
    T made = make.apply(session);
    places.setRelease(place, new Made<>(session, made));
    return made;
  }
}
