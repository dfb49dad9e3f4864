package dev.jeton.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How long sessions of a dialect live.
 *
 * @param idle how long a session lives unused; empty if use does not matter
 * @param step by how much its idle deadline must move before a use is written down
 * @param absolute how long it lives at the most, if the login asks for nothing else
 * @param end moves an absolute deadline to one that the dialect can tell, not before it
 */
public record Lifetime(
    Optional<Duration> idle, Duration step, Duration absolute, UnaryOperator<Instant> end) {

  private static final int STEPS_IN_IDLE = 10;

  /** A life of this length, whatever the use. */
  public static Lifetime fixed(Duration absolute) {
    return new Lifetime(Optional.empty(), Duration.ZERO, absolute, UnaryOperator.identity());
  }

  /** A life that use prolongs, up to the absolute length; the step is a tenth of the idle time. */
  public static Lifetime idle(Duration idle, Duration absolute) {
    return new Lifetime(
        Optional.of(idle), idle.dividedBy(STEPS_IN_IDLE), absolute, UnaryOperator.identity());
  }

  /**
   * When a session ends whatever happens.
   *
   * @param most the longest life of any session, rounded up to what the dialect can tell
   */
  Instant absoluteDeadline(Instant issuedAt, Optional<Duration> asked, Duration most) {
    Duration length = asked.orElse(absolute);
    return end.apply(issuedAt.plus(length.compareTo(most) < 0 ? length : most));
  }

  /**
   * One step more than the idle time, so that a session never dies early, and at most one step
   * late.
   */
  Optional<Instant> idleDeadline(Instant now, Instant absoluteDeadline) {
    return idle.map(length -> now.plus(length).plus(step))
        .map(at -> at.isAfter(absoluteDeadline) ? absoluteDeadline : at);
  }

  /** The session as a use at this instant leaves it; empty if nothing needs to be written. */
  Optional<Session> touched(Session session, Instant now) {
    Optional<Instant> next = idleDeadline(now, session.absoluteDeadline());
    if (next.isEmpty() || session.idleDeadline().isEmpty()) {
      return Optional.empty();
    }
    Instant kept = session.idleDeadline().get();
    boolean moves =
        !next.get().isBefore(kept.plus(step))
            || (next.get().isAfter(kept) && next.get().equals(session.absoluteDeadline()));
    return moves ? next.map(session::withIdleDeadline) : Optional.empty();
  }
}
