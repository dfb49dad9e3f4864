package dev.jeton.account;

import dev.jeton.account.Repeats.Attempted;
import dev.jeton.account.Tally.Kind;
import dev.jeton.account.Tally.Who;
import dev.jeton.session.Claim;
import dev.jeton.session.Network;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes those wait who guess. Failures are counted for a name in a network, for a network, and for
 * a name in all networks together that it never logged in from: so a guess that is spread over many
 * networks is stopped, and the owner at a known place does not feel it. Names count as they were
 * offered, before anything is looked up, so that nothing here tells who exists.
 */
public final class Throttle {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A network that is known is written down anew after this part of its time. */
  private static final int REFRESHED = 30;

  private final ThrottleConfig config;
  private final ExpiringStore counts;
  private final ExpiringStore known;
  private final Places places = new Places();
  private final Series series = new Series();
  private final Repeats repeats;

  /**
   * Makes it.
   *
   * @param counts keeps what failed
   * @param known keeps from which networks a name logged in
   */
  public Throttle(
      ThrottleConfig config, ExpiringStore counts, ExpiringStore known, SecureRandom random) {
    this.config = config;
    this.repeats = new Repeats(config.login(), random);
    this.counts = counts;
    this.known = known;
  }

  /** What came of asking whether an attempt may be made. */
  sealed interface Entry {
    record Admitted(Attempt attempt) implements Entry {}

    /**
     * Not for so long.
     *
     * @param time in whole seconds, from 1
     * @param times how often this was said in one series, from 1
     */
    record Later(Duration time, long times) implements Entry {}

    record Busy() implements Entry {}
  }

  /** An attempt that is under way, until it is closed. */
  final class Attempt implements AutoCloseable {
    private final List<Who> claimed;
    private final Network network;
    private final Attempted offered;
    private final Deque<Tally> taken = new ArrayDeque<>();

    private Attempt(List<Who> claimed, Network network, Attempted offered) {
      this.claimed = claimed;
      this.network = network;
      this.offered = offered;
    }

    /** Counts a failure of one of those who were claimed, unless it failed before to the letter. */
    void failed(Who who, Instant now) {
      if (repeats.failed(offered, now)) {
        return;
      }
      for (Tally tally : taken) {
        if (tally.kind() == Kind.NETWORK
            || (tally.name().equals(who.name()) && tally.form().equals(who.form()))) {
          count(tally, now);
        }
      }
    }

    /**
     * Forgets the failures of all who were claimed, in this network, which is known from now on.
     */
    void succeeded(Instant now) {
      repeats.succeeded(offered);
      for (Who who : claimed) {
        String key = Tally.login(who, network).key();
        if (counts.find(key).isPresent()) {
          counts.remove(key);
        }
        learn(who, network, now);
      }
    }

    /**
     * The same of an attempt that was admitted at once, since then there was nothing to forget and
     * to learn. A failure that others had meanwhile stays: it may as well have come after this.
     */
    void succeededAtOnce() {
      repeats.succeeded(offered);
    }

    /** Gives its places to others. */
    @Override
    public void close() {
      while (!taken.isEmpty()) {
        places.free(taken.pop());
      }
    }
  }

  /**
   * Asks for an attempt.
   *
   * @param claimed who is to be proved, at least one
   * @param claims what they offer
   * @param besides the other names of the request
   */
  Entry enter(
      List<Who> claimed, List<Claim> claims, List<String> besides, Network network, Instant now) {
    Attempted offered = new Attempted(names(claimed, besides, network), claims);
    Tally first = Tally.login(claimed.getFirst(), network);
    Duration repeated = repeats.wait(offered, now);
    if (repeated.isPositive()) {
      return later(first, repeated);
    }
    var attempt = new Attempt(claimed, network, offered);
    boolean admitted = false;
    try {
      for (Tally tally : tallies(claimed, network, now)) {
        switch (places.take(tally, () -> room(tally, now))) {
          case Places.Answer.Taken _ -> attempt.taken.push(tally);
          case Places.Answer.Later(Duration time) -> {
            return later(first, time);
          }
          case Places.Answer.Busy _ -> {
            return new Entry.Busy();
          }
        }
      }
      series.end(first);
      admitted = true;
      return new Entry.Admitted(attempt);
    } finally {
      if (!admitted) {
        attempt.close();
      }
    }
  }

  /**
   * Asks for an attempt of one claimant without waiting for anything.
   *
   * @return empty if {@link #enter} might wait or refuse, or if there would be anything to write
   *     should the attempt succeed: then nothing is asked for
   */
  Optional<Attempt> enterAtOnce(
      Who who, List<Claim> claims, List<String> besides, Network network, Instant now) {
    Tally login = Tally.login(who, network);
    boolean nothingToWrite =
        config.loginsPerMinute().isEmpty()
            && known.peek(login.key()).flatMap(at -> at).filter(at -> isRecent(at, now)).isPresent()
            && counts.peek(login.key()).filter(Optional::isEmpty).isPresent();
    Attempted offered = new Attempted(names(List.of(who), besides, network), claims);
    if (!nothingToWrite || repeats.wait(offered, now).isPositive()) {
      return Optional.empty();
    }
    var attempt = new Attempt(List.of(who), network, offered);
    for (Tally tally : List.of(login, Tally.of(Kind.NETWORK, network))) {
      if (!places.takeAtOnce(
          tally, () -> counts.peek(tally.key()).map(kept -> room(tally, kept, now)))) {
        attempt.close();
        return Optional.empty();
      }
      attempt.taken.push(tally);
    }
    series.end(login);
    return Optional.of(attempt);
  }

  /**
   * Counts a login that is about to be granted.
   *
   * @return how long its account must wait, if it had as many as it may have in a minute
   */
  Optional<Duration> granted(Who who, Instant now) {
    if (config.loginsPerMinute().isEmpty()) {
      return Optional.empty();
    }
    Tally tally = Tally.granted(who);
    while (true) {
      Optional<byte[]> kept = counts.find(tally.key());
      Bucket bucket = Bucket.of(kept, limits(tally.kind()), now);
      if (bucket.left() < 1) {
        return Optional.of(seconds(bucket.untilOne()));
      }
      bucket.take();
      if (counts.swap(tally.key(), kept, bucket.octets(), bucket.fullAt())) {
        return Optional.empty();
      }
    }
  }

  private Entry later(Tally tally, Duration time) {
    return new Entry.Later(seconds(time), series.next(tally));
  }

  private static List<String> names(List<Who> claimed, List<String> besides, Network network) {
    var names = new ArrayList<>(List.of(network.text()));
    for (Who who : claimed) {
      names.add(who.name());
      names.add(who.form());
    }
    names.addAll(besides);
    return names;
  }

  private Iterable<Tally> tallies(List<Who> claimed, Network network, Instant now) {
    var tallies = new TreeSet<Tally>();
    for (Who who : claimed) {
      tallies.add(Tally.login(who, network));
      if (!isKnown(who, network, now)) {
        tallies.add(Tally.account(who));
      }
    }
    tallies.add(Tally.of(Kind.NETWORK, network));
    return tallies;
  }

  private Places.Room room(Tally tally, Instant now) {
    return room(tally, counts.find(tally.key()), now);
  }

  private Places.Room room(Tally tally, Optional<byte[]> kept, Instant now) {
    Limits limits = limits(tally.kind());
    if (kept.isEmpty()) {
      return new Places.Room(limits.burst(), Duration.ZERO);
    }
    Bucket bucket = Bucket.of(kept, limits, now);
    return new Places.Room(bucket.left(), bucket.untilOne());
  }

  private void count(Tally tally, Instant now) {
    Bucket.take(counts, tally.key(), limits(tally.kind()), now);
  }

  private Limits limits(Kind kind) {
    return config.of(kind);
  }

  private boolean isKnown(Who who, Network network, Instant now) {
    return known
        .find(Tally.login(who, network).key())
        .filter(at -> now.isBefore(instant(at).plus(config.knownFor())))
        .isPresent();
  }

  private void learn(Who who, Network network, Instant now) {
    String key = Tally.login(who, network).key();
    Optional<byte[]> last = known.find(key);
    if (last.filter(at -> isRecent(at, now)).isEmpty()) {
      // Whoever came first has said the same.
      known.swap(key, last, octets(now), now.plus(config.knownFor()));
    }
  }

  /** Whether a network that is known need not be written down anew. */
  private boolean isRecent(byte[] at, Instant now) {
    return now.isBefore(instant(at).plus(config.knownFor().dividedBy(REFRESHED)));
  }

  private static byte[] octets(Instant at) {
    return ByteBuffer.allocate(Long.BYTES).putLong(at.getEpochSecond()).array();
  }

  private static Instant instant(byte[] octets) {
    return Instant.ofEpochSecond(ByteBuffer.wrap(octets).getLong());
  }

  /** In whole seconds, from 1. */
  static Duration seconds(Duration wait) {
    Duration whole = Duration.ofSeconds(wait.plus(SECOND).minusNanos(1).toSeconds());
    return whole.isPositive() ? whole : SECOND;
  }
}
