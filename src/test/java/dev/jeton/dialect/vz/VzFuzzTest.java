package dev.jeton.dialect.vz;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectFuzzing;
import java.time.InstantSource;

final class VzFuzzTest extends DialectFuzzing {
  VzFuzzTest() {
    super("", "mirror-status", "absolute-30-minutes");
  }

  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    return new VzTest().dialect(variant, clock);
  }
}
