package dev.jeton.config;

import dev.jeton.journal.JournalConfig;
import dev.jeton.store.embedded.EmbeddedConfig;
import java.time.Duration;
import java.util.List;

/** How the audit trail is kept. */
final class AuditKeys {
  private static final JournalConfig PRESET = JournalConfig.DEFAULT;
  private static final long MIB = 1 << 20;
  private static final int MANY = 1_000_000_000;

  /** What happens when too many events wait. */
  enum OnFailure {
    CONTINUE,
    REFUSE
  }

  static final Key<Duration> KEEP =
      new Key<>(
          "audit.keep",
          Types.duration(Duration.ofHours(1), Duration.ofDays(36_500)),
          PRESET.keep(),
          "How long audit events are kept; whole files leave when all in them is older.");

  static final Key<Long> MAXIMUM_SIZE =
      new Key<>(
          "audit.maximum-size",
          Types.longSize(MIB, 512 * 1024 * MIB),
          PRESET.maximumSize(),
          "How much all files of the audit trail take at the most; beyond it the oldest leaves.");

  static final Key<Long> FILE_SIZE =
      new Key<>(
          "audit.file-size",
          Types.longSize(64 * 1024, 1024 * MIB),
          PRESET.fileSize(),
          "The size at which the next file begins; one begins each day (UTC) too. Not above"
              + " maximum-size.");

  static final Key<Duration> SIGN_EVERY =
      new Key<>(
          "audit.sign-every",
          Types.duration(Duration.ofMillis(100), Duration.ofDays(1)),
          PRESET.signEvery(),
          "How long an audit event stays without a signature over it at the most.");

  static final Key<Integer> SIGN_LINES =
      new Key<>(
          "audit.sign-lines",
          Types.whole(1, JournalConfig.MOST_UNSIGNED),
          PRESET.signLines(),
          "How many lines of the audit trail stay without a signature at the most.");

  static final Key<Long> MAXIMUM_WAITING =
      new Key<>(
          "audit.maximum-waiting",
          Types.whole(1, MANY).as(Integer::longValue, Math::toIntExact),
          EmbeddedConfig.DEFAULT.waitingEvents(),
          "How many events wait in the store while the trail's files can't be written; beyond it"
              + " events of refused requests are dropped and counted.");

  static final Key<OnFailure> ON_FAILURE =
      new Key<>(
          "audit.on-failure",
          Types.constants(OnFailure.class),
          OnFailure.CONTINUE,
          "Whether beyond that logins go on, with their events in the store, or are refused as"
              + " unavailable, as are new accounts and keys.");

  static final Section SECTION =
      new Section(
          "Audit trail",
          List.of(
              KEEP, MAXIMUM_SIZE, FILE_SIZE, SIGN_EVERY, SIGN_LINES, MAXIMUM_WAITING, ON_FAILURE));

  static final List<Former> FORMER =
      List.of(new Former.Renamed("store.audit-retention", KEEP.name()));

  private AuditKeys() {}

  static JournalConfig bind(Values values) {
    return new JournalConfig(
        values.of(FILE_SIZE),
        values.of(KEEP),
        values.of(MAXIMUM_SIZE),
        values.of(SIGN_EVERY),
        values.of(SIGN_LINES));
  }
}
