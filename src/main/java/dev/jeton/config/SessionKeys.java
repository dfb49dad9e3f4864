package dev.jeton.config;

import dev.jeton.session.SessionsConfig;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** What holds for the sessions of all dialects. */
final class SessionKeys {
  private static final SessionsConfig PRESET = SessionsConfig.DEFAULT;
  private static final int MANY = 1_000_000;

  static final Key<Duration> ABSOLUTE_MAXIMUM =
      new Key<>(
          "sessions.absolute-maximum",
          Types.LIFETIME,
          PRESET.absoluteMaximum(),
          "How long a session lives at the most, whatever its dialect's keys or its login ask.");

  static final Key<OptionalInt> PER_ACCOUNT =
      new Key<>(
          "sessions.per-account",
          count(),
          PRESET.perAccount(),
          "How many live sessions an account may have that it logged in for, in all dialects"
              + " together.");

  static final Key<SessionsConfig.Beyond> BEYOND =
      new Key<>(
          "sessions.beyond",
          Types.constants(SessionsConfig.Beyond.class),
          PRESET.beyond(),
          "What becomes of a login beyond that: its oldest session ends, or it is refused"
              + " until one has ended; whoever is proved is told so.");

  static final Key<OptionalInt> LOGINS_PER_MINUTE =
      new Key<>(
          "sessions.logins-per-minute",
          count(),
          OptionalInt.empty(),
          "How many logins of one account are granted in a minute.");

  static final Key<SessionsConfig.EndOnPasswordChange> END_ON_PASSWORD_CHANGE =
      new Key<>(
          "sessions.end-on-password-change",
          Types.constants(SessionsConfig.EndOnPasswordChange.class),
          PRESET.endOnPasswordChange(),
          "Which sessions of an account end with a new password: all, or others than the one that"
              + " the change names.");

  static final Section SECTION =
      new Section(
          "Sessions",
          List.of(
              ABSOLUTE_MAXIMUM, PER_ACCOUNT, BEYOND, LOGINS_PER_MINUTE, END_ON_PASSWORD_CHANGE));

  private SessionKeys() {}

  static SessionsConfig bind(Values values) {
    return new SessionsConfig(
        values.of(ABSOLUTE_MAXIMUM),
        values.of(PER_ACCOUNT),
        values.of(BEYOND),
        values.of(END_ON_PASSWORD_CHANGE));
  }

  private static Type<OptionalInt> count() {
    return Types.whole(1, MANY)
        .or(Types.NONE)
        .as(
            value -> value.map(OptionalInt::of).orElseGet(OptionalInt::empty),
            value -> value.stream().boxed().findAny());
  }
}
