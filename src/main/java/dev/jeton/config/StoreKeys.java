package dev.jeton.config;

import dev.jeton.store.embedded.EmbeddedConfig;
import java.time.Duration;
import java.util.List;

/** How the embedded store is set. */
final class StoreKeys {
  private static final EmbeddedConfig PRESET = EmbeddedConfig.DEFAULT;
  private static final int MANY = 1_000_000_000;

  static final Key<Duration> REMEMBER =
      new Key<>(
          "store.remember",
          Types.duration(Duration.ZERO, Duration.ofDays(365)),
          PRESET.remember(),
          "How long a session that ended or expired is told from one that never was.");

  static final Key<Long> MAXIMUM_REMEMBERED =
      new Key<>(
          "store.maximum-remembered",
          Types.whole(0, MANY).as(Integer::longValue, Math::toIntExact),
          PRESET.maximumRemembered(),
          "How many of these are remembered; one more lets the oldest be forgotten.");

  static final Key<Long> CACHED_SESSIONS =
      new Key<>(
          "store.cached-sessions",
          Types.whole(1, MANY).as(Integer::longValue, Math::toIntExact),
          PRESET.cachedSessions(),
          "How many sessions are kept in memory for reading, some 160 octets each, outside the Java heap.");

  static final Section SECTION =
      new Section("Embedded store", List.of(REMEMBER, MAXIMUM_REMEMBERED, CACHED_SESSIONS));

  private StoreKeys() {}

  static EmbeddedConfig bind(Values values) {
    return new EmbeddedConfig(
        values.of(REMEMBER),
        values.of(MAXIMUM_REMEMBERED),
        values.of(CACHED_SESSIONS),
        values.of(AuditKeys.MAXIMUM_WAITING),
        values.of(AuditKeys.ON_FAILURE) == AuditKeys.OnFailure.REFUSE);
  }
}
