package dev.jeton.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes those wait who guess: failures are counted by name and address together, so that nobody
 * locks out an owner from elsewhere, and known and unknown names alike, so that it tells nobody who
 * exists.
 */
final class Throttle {
  /** So many pairs are remembered; the one that failed longest ago is forgotten first. */
  private static final int PAIRS = 100_000;

  private static final int LONGEST_SHIFT = 30;

  private record Pair(String name, String address) {}

  private record Failures(int count, Instant last) {}

  private final ThrottleConfig config;
  private final Map<Pair, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Failures> eldest) {
          return size() > PAIRS;
        }
      };

  Throttle(ThrottleConfig config) {
    this.config = config;
  }

  /** How long this pair must still wait, in whole seconds from 1; empty if it need not. */
  synchronized Optional<Duration> wait(String name, String address, Instant now) {
    Failures known = failures.get(pair(name, address));
    if (known == null || known.count <= config.free()) {
      return Optional.empty();
    }
    Duration left = Duration.between(now, known.last.plus(delay(known.count - config.free())));
    return left.isPositive()
        ? Optional.of(Duration.ofSeconds(left.plusSeconds(1).minusNanos(1).toSeconds()))
        : Optional.empty();
  }

  synchronized void failed(String name, String address, Instant now) {
    Pair pair = pair(name, address);
    Failures known = failures.remove(pair);
    boolean fresh = known != null && now.isBefore(known.last.plus(config.memory()));
    failures.put(pair, new Failures(known != null && fresh ? known.count + 1 : 1, now));
  }

  synchronized void succeeded(String name, String address) {
    failures.remove(pair(name, address));
  }

  private Duration delay(int beyond) {
    Duration grown = config.first().multipliedBy(1L << Math.min(beyond - 1, LONGEST_SHIFT));
    return grown.compareTo(config.longest()) < 0 ? grown : config.longest();
  }

  /** No account has a longer name, and a caller must not choose how much is remembered. */
  private static Pair pair(String name, String address) {
    return new Pair(name.substring(0, Math.min(name.length(), 2 * Account.NAME_LENGTH)), address);
  }
}
