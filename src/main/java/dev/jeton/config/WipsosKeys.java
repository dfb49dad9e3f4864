package dev.jeton.config;

import dev.jeton.dialect.wipsos.WipsosConfig;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How the dialect wipsos is set. */
final class WipsosKeys {
  private static final WipsosConfig PRESET = WipsosConfig.DEFAULT;

  static final Key<Duration> LIFETIME =
      new Key<>("wipsos.lifetime", Types.LIFETIME, PRESET.lifetime(), "How long a token lives.");

  static final Key<ZoneId> ZONE =
      new Key<>(
          "wipsos.zone", Types.ZONE, PRESET.zone(), "The zone in which a token's end is told.");

  static final Key<OptionalInt> MAXIMUM_LIVE =
      new Key<>(
          "wipsos.maximum-live",
          Types.whole(1, 1_000_000)
              .or(Types.NONE)
              .as(
                  most -> most.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                  most -> most.isPresent() ? Optional.of(most.getAsInt()) : Optional.empty()),
          PRESET.maximumLive(),
          "How many live tokens an account may have; one more ends the oldest.");

  static final Key<Boolean> PLAIN_HTTP =
      new Key<>(
          "wipsos.plain-http",
          Types.ALLOWANCE,
          PRESET.plainHttp(),
          "Whether MotDePasse is accepted without TLS.");

  static final Section SECTION =
      new Section("Dialect wipsos", List.of(LIFETIME, ZONE, MAXIMUM_LIVE, PLAIN_HTTP));

  private WipsosKeys() {}

  static WipsosConfig bind(Values values) {
    return new WipsosConfig(
        values.of(LIFETIME), values.of(ZONE), values.of(MAXIMUM_LIVE), values.of(PLAIN_HTTP));
  }
}
