package dev.jeton.config;

import dev.jeton.dialect.vz.VzConfig;
import java.time.Duration;
import java.util.List;

/** How the dialect vz is set. */
final class VzKeys {
  private static final VzConfig PRESET = VzConfig.DEFAULT;

  static final Key<Duration> IDLE_TIMEOUT =
      new Key<>(
          "vz.idle-timeout",
          Types.LIFETIME,
          PRESET.idle(),
          "How long a session lives without a request.");

  static final Key<Duration> ABSOLUTE_LIFETIME =
      new Key<>(
          "vz.absolute-lifetime",
          Types.LIFETIME,
          PRESET.absolute(),
          "How long a session lives at the most.");

  static final Key<Boolean> MIRROR_STATUS =
      new Key<>(
          "vz.mirror-status",
          Types.FLAG,
          PRESET.mirrorStatus(),
          "Whether the HTTP status is the code in the envelope, in place of 200.");

  static final Section SECTION =
      new Section("Dialect vz", List.of(IDLE_TIMEOUT, ABSOLUTE_LIFETIME, MIRROR_STATUS));

  private VzKeys() {}

  static VzConfig bind(Values values) {
    return new VzConfig(
        values.of(IDLE_TIMEOUT), values.of(ABSOLUTE_LIFETIME), values.of(MIRROR_STATUS));
  }
}
