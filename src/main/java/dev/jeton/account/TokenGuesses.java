package dev.jeton.account;

import dev.jeton.session.Caller;
import dev.jeton.session.Network;
import dev.jeton.session.SessionId;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.TokenThrottle;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts guesses at tokens by network, like failed logins; in memory it has the networks that must
 * wait and the sessions that are at home somewhere, so that checks of live tokens never wait.
 */
public final class TokenGuesses implements TokenThrottle {
  /** For how long after a guess the sessions that are used are noted with their network. */
  private static final Duration ALERT = Duration.ofMinutes(10);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ThrottleConfig config;
  private final ExpiringStore counts;
  private final Series series = new Series();
  private final Map<Network, Instant> waiting = new ConcurrentHashMap<>();

  /** Sessions with networks in which they were opened or used. */
  private final Sightings homes = new Sightings();

  /** Tokens with networks that guessed them. */
  private final Sightings guesses = new Sightings();

  /** Until then live sessions are looked at; before the first guess, never. */
  private volatile Instant alert = Instant.MIN;

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
      return homes.has(session.text(), network.text());
    }
    var _ = homes.add(session.text(), network.text());
    return true;
  }

  @Override
  public void opened(SessionId session, Caller caller) {
    var _ = homes.add(session.text(), Network.of(caller.address()).text());
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
    if (!guesses.add(token.sessionId().text(), network.text())) {
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
}
