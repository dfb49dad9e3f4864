package dev.jeton.dialect.nout;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectContract;
import java.time.InstantSource;

final class NoutTest extends DialectContract {
  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    return new Nout(Configs.variant(variant), clock);
  }
}
