package dev.jeton.config;

import dev.jeton.dialect.nout.DigestRule;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.session.Form;
import dev.jeton.session.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How the dialect nout is set. */
final class NoutKeys {
  private static final NoutConfig PRESET = NoutConfig.DEFAULT;
  private static final Duration DAY = Duration.ofDays(1);

  static final Key<Set<DigestRule>> DIGEST_RULES =
      new Key<>(
          "nout.digest-rules",
          Types.set(Types.constants(DigestRule.class)),
          PRESET.digestRules(),
          "The rules that are tried on a password digest.");

  static final Key<Boolean> PLAIN_HTTP =
      new Key<>(
          "nout.plain-http",
          Types.ALLOWANCE,
          PRESET.plainHttp(),
          "Whether a clear password is accepted without TLS.");

  static final Key<Boolean> REVEAL_REFUSALS =
      new Key<>(
          "nout.reveal-refusals",
          Types.FLAG,
          PRESET.revealRefusals(),
          "Whether a refusal tells its true cause, as the vendor's server does, and so who exists.");

  static final Key<Boolean> REQUIRE_USER_WITH_TOKEN =
      new Key<>(
          "nout.require-user-with-token",
          Types.FLAG,
          PRESET.requireUserWithToken(),
          "Whether Disconnect needs a UsernameToken beside its SessionToken.");

  static final Key<Duration> FRESH_BACK =
      new Key<>(
          "nout.fresh-back",
          Types.duration(Duration.ofSeconds(1), DAY),
          PRESET.freshness().back(),
          "How old the Created of a digest may be.");

  static final Key<Duration> FRESH_AHEAD =
      new Key<>(
          "nout.fresh-ahead",
          Types.duration(Duration.ZERO, DAY),
          PRESET.freshness().ahead(),
          "How far the Created of a digest may lie in the future.");

  static final Key<Duration> IDLE_TIMEOUT =
      new Key<>(
          "nout.idle-timeout", Types.LIFETIME, PRESET.idle(), "How long a session lives unused.");

  static final Key<Duration> ABSOLUTE_LIFETIME =
      new Key<>(
          "nout.absolute-lifetime",
          Types.LIFETIME,
          PRESET.absolute(),
          "How long a session lives at the most.");

  static final Key<Integer> LANGUAGE =
      new Key<>(
          "nout.language",
          Types.oneOf(List.of("9", "10", "12")).as(Integer::valueOf, String::valueOf),
          PRESET.language(),
          "The language where nothing names one: 9 English, 10 Spanish, 12 French.");

  static final Key<Set<String>> API_UUIDS =
      new Key<>(
          "nout.api-uuids",
          Types.set(Types.TEXT),
          PRESET.apiUuids(),
          "The calling applications that may log in; all of them if the list is empty.");

  static final Key<NoutConfig.Envelope> ENVELOPE =
      new Key<>(
          "nout.envelope",
          Types.constants(NoutConfig.Envelope.class),
          PRESET.envelope(),
          "Whether an answer follows its request's version of SOAP, or is in SOAP 1.2 always.");

  static final Key<String> USER_FORM_ID =
      new Key<>(
          "nout.user-form-id",
          Type.of(
              "decimal digits",
              text -> Optional.of(text).filter(id -> id.matches("[0-9]{1,19}")),
              Function.identity()),
          PRESET.userForm().id(),
          "The id of the form that holds the users of the house, as answers name it.");

  static final Key<String> USER_FORM_TITLE =
      new Key<>(
          "nout.user-form-title", Types.TEXT, PRESET.userForm().title(), "That form's title.");

  static final Key<String> VERSION =
      new Key<>(
          "nout.version",
          Types.TEXT,
          PRESET.version(),
          "What GetVersion answers, such as 18.00.2327.01 or 2327.01.");

  static final Section SECTION =
      new Section(
          "Dialect nout",
          List.of(
              DIGEST_RULES,
              PLAIN_HTTP,
              REVEAL_REFUSALS,
              REQUIRE_USER_WITH_TOKEN,
              FRESH_BACK,
              FRESH_AHEAD,
              IDLE_TIMEOUT,
              ABSOLUTE_LIFETIME,
              LANGUAGE,
              API_UUIDS,
              ENVELOPE,
              USER_FORM_ID,
              USER_FORM_TITLE,
              VERSION));

  private NoutKeys() {}

  static NoutConfig bind(Values values) {
    return new NoutConfig(
        values.of(DIGEST_RULES),
        values.of(PLAIN_HTTP),
        values.of(REVEAL_REFUSALS),
        values.of(REQUIRE_USER_WITH_TOKEN),
        new Freshness(values.of(FRESH_BACK), values.of(FRESH_AHEAD)),
        values.of(IDLE_TIMEOUT),
        values.of(ABSOLUTE_LIFETIME),
        values.of(LANGUAGE),
        values.of(API_UUIDS),
        values.of(ENVELOPE),
        new Form(values.of(USER_FORM_ID), values.of(USER_FORM_TITLE)),
        values.of(VERSION));
  }
}
