package dev.jeton.dialect.oauth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token is, as an exchange tells it (RFC 8693, section 3). */
enum TokenType {
  /** Of whichever dialect. */
  ACCESS_TOKEN,
  JWT;

  private static final String PREFIX = "urn:ietf:params:oauth:token-type:";

  static Optional<TokenType> of(String urn) {
    return Arrays.stream(values()).filter(type -> type.urn().equals(urn)).findFirst();
  }

  String urn() {
    return PREFIX + name().toLowerCase(Locale.ROOT);
  }
}
