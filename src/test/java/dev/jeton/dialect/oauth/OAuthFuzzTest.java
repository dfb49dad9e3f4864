package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectFuzzing;
import java.time.InstantSource;

final class OAuthFuzzTest extends DialectFuzzing {
  OAuthFuzzTest() {
    super("", "issuer", "plain-http");
  }

  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    return new OAuthTest().dialect(variant, clock);
  }
}
