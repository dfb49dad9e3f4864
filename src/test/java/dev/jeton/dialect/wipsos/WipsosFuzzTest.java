package dev.jeton.dialect.wipsos;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectFuzzing;
import java.time.InstantSource;

final class WipsosFuzzTest extends DialectFuzzing {
  WipsosFuzzTest() {
    super("", "plain-http", "maximum-live-2");
  }

  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    return new WipsosTest().dialect(variant, clock);
  }
}
