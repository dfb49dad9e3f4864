package dev.jeton.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.jeton.account.Bandwidth;
import dev.jeton.account.Limits;
import dev.jeton.account.ThrottleConfig;
import dev.jeton.session.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How guessing is slowed. */
final class ThrottleKeys {
  private static final ThrottleConfig PRESET = ThrottleConfig.DEFAULT;
  private static final Pattern BANDWIDTH = Pattern.compile("([1-9][0-9]{0,6})/([0-9]+[a-z]+)");
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final Type<Limits> LIMITS =
      Types.list(
              Type.of(
                  "a number in a time such as 10/1m",
                  ThrottleKeys::bandwidth,
                  each -> each.count() + "/" + Units.written(each.time())))
          .as(Limits::new, Limits::bandwidths);

  private static final Type<Set<Network>> NETWORKS =
      Types.set(
              Type.<String>of(
                  "an IP address, or the /64 of one",
                  text ->
                      Optional.of(text)
                          .filter(Network::isSpelling)
                          .map(spelling -> Network.ofSpelling(spelling).text()),
                  text -> text))
          .as(
              texts -> texts.stream().map(Network::ofSpelling).collect(toUnmodifiableSet()),
              networks -> networks.stream().map(Network::text).collect(toUnmodifiableSet()));

  static final Key<Limits> LOGIN =
      new Key<>(
          "throttle.login",
          LIMITS,
          PRESET.login(),
          "Failed logins of one name from one network (an IPv4 address, an IPv6 /64) before it must"
              + " wait; all of the bounds hold at once.");

  static final Key<Limits> ACCOUNT =
      new Key<>(
          "throttle.account",
          LIMITS,
          PRESET.account(),
          "Failed logins of one name from all networks together that it has not logged in from"
              + " lately; where it has, it does not feel these.");

  static final Key<Limits> NETWORK =
      new Key<>(
          "throttle.network",
          LIMITS,
          PRESET.network(),
          "Failed logins from one network, whatever the names; and wrong admin secrets.");

  static final Key<Limits> TOKENS =
      new Key<>(
          "throttle.tokens",
          LIMITS,
          PRESET.tokens(),
          "Tokens from one network that were never issued, before it must wait.");

  static final Key<Duration> KNOWN_FOR =
      new Key<>(
          "throttle.known-for",
          Types.duration(Duration.ofMinutes(1), LONGEST),
          PRESET.knownFor(),
          "How long after a login its network is known for that name.");

  static final Key<Integer> REMEMBERED =
      new Key<>(
          "throttle.remembered",
          Types.whole(1000, 100_000_000),
          PRESET.remembered(),
          "How many counts are kept, and as many known networks, some 300 octets each; what would"
              + " be forgotten first makes room.");

  static final Key<Set<Network>> UNCOUNTED =
      new Key<>(
          "throttle.uncounted",
          NETWORKS,
          PRESET.uncounted(),
          "Networks whose unknown tokens are not counted, since they check tokens that others hand"
              + " them.");

  static final Section SECTION =
      new Section(
          "Throttling of guesses",
          List.of(LOGIN, ACCOUNT, NETWORK, TOKENS, KNOWN_FOR, REMEMBERED, UNCOUNTED));

  static final List<Former> FORMER =
      List.of(
          new Former.Removed("throttle.free", LOGIN.name()),
          new Former.Removed("throttle.first", LOGIN.name()),
          new Former.Removed("throttle.longest", LOGIN.name()),
          new Former.Removed("throttle.memory", LOGIN.name()));

  private ThrottleKeys() {}

  static ThrottleConfig bind(Values values) {
    return new ThrottleConfig(
        values.of(LOGIN),
        values.of(ACCOUNT),
        values.of(NETWORK),
        values.of(TOKENS),
        values.of(KNOWN_FOR),
        values.of(REMEMBERED),
        values.of(UNCOUNTED),
        values.of(SessionKeys.LOGINS_PER_MINUTE));
  }

  private static Optional<Bandwidth> bandwidth(String text) {
    Matcher parts = BANDWIDTH.matcher(text);
    return parts.matches()
        ? Units.duration(parts.group(2))
            .filter(time -> time.toMillis() >= 1 && time.compareTo(LONGEST) <= 0)
            .map(time -> new Bandwidth(Integer.parseInt(parts.group(1)), time))
        : Optional.empty();
  }
}
