package dev.jeton.config;

import dev.jeton.account.ThrottleConfig;
import java.time.Duration;
import java.util.List;

/** How guessing is slowed. */
final class ThrottleKeys {
  private static final ThrottleConfig PRESET = ThrottleConfig.DEFAULT;
  private static final Type<Duration> WAIT =
      Types.duration(Duration.ofMillis(1), Duration.ofDays(1));

  static final Key<Integer> FREE =
      new Key<>(
          "throttle.free",
          Types.whole(1, 1_000_000),
          PRESET.free(),
          "Failed logins of one name from one address that cost nothing.");

  static final Key<Duration> FIRST =
      new Key<>(
          "throttle.first",
          WAIT,
          PRESET.first(),
          "The wait after the next failure; it doubles with each further one.");

  static final Key<Duration> LONGEST =
      new Key<>("throttle.longest", WAIT, PRESET.longest(), "The longest wait.");

  static final Key<Duration> MEMORY =
      new Key<>(
          "throttle.memory",
          WAIT,
          PRESET.memory(),
          "How long after the last failure all are forgotten; not less than the longest wait.");

  static final Section SECTION =
      new Section("Throttling of failed logins", List.of(FREE, FIRST, LONGEST, MEMORY));

  private ThrottleKeys() {}

  static ThrottleConfig bind(Values values) {
    return new ThrottleConfig(
        values.of(FREE), values.of(FIRST), values.of(LONGEST), values.of(MEMORY));
  }
}
