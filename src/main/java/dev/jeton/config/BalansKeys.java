package dev.jeton.config;

import dev.jeton.dialect.balans.BalansConfig;
import java.util.List;

/** How the dialect balans is set. */
final class BalansKeys {
  private static final BalansConfig PRESET = BalansConfig.DEFAULT;

  static final Key<Integer> TOKEN_DIGITS =
      new Key<>(
          "balans.token-digits",
          Types.whole(20, 64),
          PRESET.tokenDigits(),
          "The decimal digits of a token: 20 as the vendor's, 39 for 128 random bits.");

  static final Key<Boolean> PLAIN_HTTP =
      new Key<>(
          "balans.plain-http",
          Types.ALLOWANCE,
          PRESET.plainHttp(),
          "Whether a password is accepted without TLS.");

  static final Key<BalansConfig.Language> LANGUAGE =
      new Key<>(
          "balans.language",
          Types.choice(
              List.of(BalansConfig.Language.values()),
              language ->
                  switch (language) {
                    case SERBIAN -> "sr";
                    case ENGLISH -> "en";
                  }),
          PRESET.language(),
          "The language of errors: Serbian in Latin script, or English.");

  static final Key<Boolean> PLAIN_STATUS =
      new Key<>(
          "balans.plain-status",
          Types.FLAG,
          PRESET.plainStatus(),
          "Whether REST errors have the HTTP status that fits best (400, 429, 503), in place of"
              + " the vendor's 401 and 500.");

  static final Section SECTION =
      new Section("Dialect balans", List.of(TOKEN_DIGITS, PLAIN_HTTP, LANGUAGE, PLAIN_STATUS));

  private BalansKeys() {}

  static BalansConfig bind(Values values) {
    return new BalansConfig(
        values.of(TOKEN_DIGITS),
        values.of(PLAIN_HTTP),
        values.of(LANGUAGE),
        values.of(PLAIN_STATUS));
  }
}
