package dev.jeton.dialect.vz;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectContract;
import java.time.InstantSource;

class VzTest extends DialectContract {
  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    VzConfig config = VzConfig.DEFAULT;
    return new Vz(
        variant.equals("mirror-status")
            ? new VzConfig(config.idle(), config.absolute(), true)
            : config,
        clock);
  }
}
