package dev.jeton.dialect.nout;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectFuzzing;
import java.time.InstantSource;

final class NoutFuzzTest extends DialectFuzzing {
  NoutFuzzTest() {
    super(
        "",
        "plain-http",
        "reveal-refusals",
        "require-user-with-token",
        "api-uuids",
        "soap12",
        "every-digest-rule");
  }

  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    return new NoutTest().dialect(variant, clock);
  }
}
