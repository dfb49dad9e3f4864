package dev.jeton.account;

import static dev.jeton.account.Limits.in;

import dev.jeton.session.Network;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How guessing is slowed.
 *
 * @param login failures of one name from one network
 * @param account failures of one name from all networks together that it is not known in
 * @param network failures from one network, whatever the names
 * @param tokens tokens that were never issued, from one network
 * @param knownFor for how long a network is known after a login from it
 * @param remembered how many counts are kept, and as many known networks, those that would be
 *     forgotten first making room
 * @param uncounted networks whose unknown tokens are not counted, since they check those of others
 * @param loginsPerMinute how many logins of one account are granted in a minute; no bound if empty
 */
public record ThrottleConfig(
    Limits login,
    Limits account,
    Limits network,
    Limits tokens,
    Duration knownFor,
    int remembered,
    Set<Network> uncounted,
    OptionalInt loginsPerMinute) {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  public static final ThrottleConfig DEFAULT =
      new ThrottleConfig(
          Limits.of(in(10, MINUTE), in(30, HOUR), in(100, DAY)),
          Limits.of(in(50, HOUR), in(200, DAY)),
          Limits.of(in(100, MINUTE), in(1000, HOUR), in(5000, DAY)),
          Limits.of(in(60, MINUTE), in(1000, HOUR), in(5000, DAY)),
          Duration.ofDays(30),
          1_000_000,
          Set.of(),
          OptionalInt.empty());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException that names the value out of range
   */
  public ThrottleConfig {
    if (!knownFor.isPositive()) {
      throw new IllegalArgumentException("known-for is longer than nothing");
    }
    if (remembered < 1000) {
      throw new IllegalArgumentException("remembered is a number from 1000");
    }
    if (loginsPerMinute.isPresent() && loginsPerMinute.getAsInt() < 1) {
      throw new IllegalArgumentException("logins-per-minute is a number from 1");
    }
    uncounted = Set.copyOf(uncounted);
  }

  Limits of(Tally.Kind kind) {
    return switch (kind) {
      case LOGIN -> login;
      case ACCOUNT -> account;
      case NETWORK, ADMIN -> network;
      case TOKEN -> tokens;
      case GRANTED -> Limits.of(in(loginsPerMinute.orElse(1), MINUTE));
    };
  }
}
