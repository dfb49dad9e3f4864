package dev.jeton.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sees to it that no account has more live sessions than it may: of all dialects, and of one. Where
 * there is a bound, the logins of an account go in one by one, so that it holds also when many come
 * at once.
 */
final class LiveSessions {
  /** When one of an account's sessions ends is known to nobody. */
  static final Authenticator.Failed NO_ROOM =
      new Authenticator.Failed(
          Refusal.TOO_MANY_SESSIONS, Cause.TOO_MANY_SESSIONS, Duration.ofMinutes(1));

  private static final int LOCKS = 256;

  private final SessionsConfig config;
  private final SessionStore store;
  private final Opening opening;
  private final List<Lock> locks = Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

  LiveSessions(SessionsConfig config, SessionStore store, Opening opening) {
    this.config = config;
    this.store = store;
    this.opening = opening;
  }

  /** Whether any number may be opened. */
  boolean isUnbounded(OptionalInt inDialect) {
    return inDialect.isEmpty() && config.perAccount().isEmpty();
  }

  /**
   * Lets one more session of this actor be opened.
   *
   * @param inDialect how many it may have in this dialect, the oldest ending first
   * @param made opens it, when there is room
   * @return what was made; empty if there is no room, and the oldest are not to make it
   */
  <T> Optional<T> open(
      Principal actor,
      String dialect,
      OptionalInt inDialect,
      Caller caller,
      Instant now,
      Supplier<T> made) {
    if (isUnbounded(inDialect)) {
      return Optional.of(made.get());
    }
    Lock lock = locks.get(Math.floorMod(Long.hashCode(actor.id()), LOCKS));
    lock.lock();
    try {
      List<Session> live = live(actor, now);
      if (config.beyond() == SessionsConfig.Beyond.REFUSE
          && config.perAccount().isPresent()
          && live.size() >= config.perAccount().getAsInt()) {
        return Optional.empty();
      }
      Stream.concat(
              beyond(live, config.perAccount()),
              beyond(live.stream().filter(s -> s.dialect().equals(dialect)).toList(), inDialect))
          .distinct()
          .forEach(oldest -> end(oldest, caller, now));
      return Optional.of(made.get());
    } finally {
      lock.unlock();
    }
  }

  private void end(Session oldest, Caller caller, Instant now) {
    store
        .digest(oldest.id())
        .ifPresent(digest -> opening.end(digest, oldest, caller, "too many sessions", now));
  }

  /** The oldest, that must make room for one more. */
  private static Stream<Session> beyond(List<Session> live, OptionalInt most) {
    return most.isPresent()
        ? live.stream().limit(Math.max(0, live.size() - most.getAsInt() + 1L))
        : Stream.empty();
  }

  /** The oldest first. */
  private List<Session> live(Principal actor, Instant now) {
    return store
        .list(
            OptionalLong.of(actor.id()), Optional.empty(), Optional.empty(), Integer.MAX_VALUE, now)
        .stream()
        .filter(session -> session.actor().id() == actor.id())
        .sorted(Comparator.comparing(Session::issuedAt))
        .toList();
  }
}
