package dev.jeton.account;

import dev.jeton.session.Caller;
import dev.jeton.session.Network;
import dev.jeton.session.SessionId;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.TokenThrottle;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts guesses at tokens by network, like failed logins; in memory it has the networks that must
 * wait and the sessions that are at home somewhere, so that checks of live tokens never wait.
 */
public final class TokenGuesses implements TokenThrottle {
  /** So much is remembered of each kind in memory; what came first is forgotten first. */
  private static final int MOST = 200_000;

  /** For how long after a guess the sessions that are used are noted with their network. */
  private static final Duration ALERT = Duration.ofMinutes(10);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ThrottleConfig config;
  private final ExpiringStore counts;
  private final Series series = new Series();
  private final Map<Network, Instant> waiting = new ConcurrentHashMap<>();
  private final Homes homes = new Homes(MOST);
  private final Map<Guess, Boolean> guesses = bounded();

  /** Until then live sessions are looked at; before the first guess, never. */
  private volatile Instant alert = Instant.MIN;

  private record Guess(TokenDigest token, Network network) {}

  /**
   * Makes it.
   *
   * @param counts keeps what was guessed
   */
  public TokenGuesses(ThrottleConfig config, ExpiringStore counts) {
    this.config = config;
    this.counts = counts;
  }

  @Override
  public boolean admits(SessionId session, Caller caller, Instant now) {
    if (!now.isBefore(alert)) {
      return true;
    }
    Network network = Network.of(caller.address());
    if (mustWait(network, now)) {
      return homes.contains(session, network);
    }
    homes.add(session, network);
    return true;
  }

  @Override
  public void opened(SessionId session, Caller caller) {
    homes.add(session, Network.of(caller.address()));
  }

  @Override
  public Wait guessed(TokenDigest token, Caller caller, Instant now) {
    Network network = Network.of(caller.address());
    if (config.uncounted().contains(network)) {
      return Wait.NONE;
    }
    if (mustWait(network, now)) {
      return wait(caller, now);
    }
    if (guesses.put(new Guess(token, network), true) != null) {
      return Wait.NONE; // a program with an old token: it learns nothing by asking again
    }
    alert = now.plus(ALERT);
    Tally tally = Tally.of(Tally.Kind.TOKEN, network);
    Bucket bucket = Bucket.take(counts, tally.key(), config.tokens(), now);
    if (bucket.left() >= 1) {
      series.end(tally);
      return Wait.NONE;
    }
    waiting.values().removeIf(until -> !now.isBefore(until));
    waiting.put(network, now.plus(bucket.untilOne()));
    return bucket.left() < 0 ? wait(caller, now) : Wait.NONE;
  }

  @Override
  public Wait wait(Caller caller, Instant now) {
    Network network = Network.of(caller.address());
    Instant until = Optional.ofNullable(waiting.get(network)).orElse(now);
    Duration left = Duration.between(now, until).plus(SECOND).minusNanos(1);
    return new Wait(
        Duration.ofSeconds(Math.max(1, left.toSeconds())),
        series.next(Tally.of(Tally.Kind.TOKEN, network)));
  }

  /** Lets a network, or all of them, go on at once. */
  void lift(Optional<Network> network) {
    network.ifPresentOrElse(waiting::remove, waiting::clear);
  }

  private boolean mustWait(Network network, Instant now) {
    Instant until = waiting.get(network);
    return until != null && now.isBefore(until);
  }

  private static <K> Map<K, Boolean> bounded() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
            return size() > MOST;
          }
        });
  }
}
