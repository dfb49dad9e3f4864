package dev.jeton.account;

import dev.jeton.session.Network;
import java.util.OptionalInt;
import java.util.Set;

/** The throttle's presets with one of them changed. */
final class Throttling {
  private static final ThrottleConfig PRESET = ThrottleConfig.DEFAULT;

  private Throttling() {}

  static ThrottleConfig login(Limits login) {
    return with(login, PRESET.uncounted(), PRESET.loginsPerMinute());
  }

  static ThrottleConfig uncounted(Network network) {
    return with(PRESET.login(), Set.of(network), PRESET.loginsPerMinute());
  }

  static ThrottleConfig loginsPerMinute(OptionalInt most) {
    return with(PRESET.login(), PRESET.uncounted(), most);
  }

  private static ThrottleConfig with(Limits login, Set<Network> uncounted, OptionalInt most) {
    return new ThrottleConfig(
        login,
        PRESET.account(),
        PRESET.network(),
        PRESET.tokens(),
        PRESET.knownFor(),
        PRESET.remembered(),
        uncounted,
        most);
  }
}
