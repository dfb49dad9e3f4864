package dev.jeton.http;

import dev.jeton.audit.Flood;
import dev.jeton.session.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Counts what each network has refused again and again, so that a flood of it is told in a few
 * events. A series ends when its network is quiet for a minute.
 */
final class NetworkSeries {
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** So many at a time; all further networks are counted together. */
  private static final int MOST = 1000;

  /** Of one network and cause; of many networks together without any. */
  private record Key(Optional<Network> network, String cause) {}

  private record Run(long times, Instant last) {}

  /**
   * One more.
   *
   * @param alone whether it is counted by its own network
   * @param times the how manieth in its series, from 1
   */
  record Nth(boolean alone, long times) {
    boolean isTold() {
      return Flood.isTold(times);
    }
  }

  /** In the order in which they were counted last. */
  private final LinkedHashMap<Key, Run> runs = new LinkedHashMap<>();

  synchronized Nth next(Network network, String cause, Instant now) {
    while (!runs.isEmpty() && isQuiet(runs.firstEntry().getValue(), now)) {
      runs.pollFirstEntry();
    }
    var own = new Key(Optional.of(network), cause);
    boolean alone = runs.containsKey(own) || runs.size() < MOST;
    return new Nth(alone, count(alone ? own : new Key(Optional.empty(), cause), now));
  }

  private long count(Key key, Instant now) {
    Run before = runs.get(key);
    long times = before == null ? 1 : before.times + 1;
    runs.putLast(key, new Run(times, now));
    return times;
  }

  private static boolean isQuiet(Run run, Instant now) {
    return run.last.plus(QUIET).isBefore(now);
  }
}
