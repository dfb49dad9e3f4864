package dev.jeton.dialect.vz;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectContract;
import java.time.Duration;
import java.time.InstantSource;

class VzTest extends DialectContract {
  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    Duration idle = VzConfig.DEFAULT.idle();
    VzConfig config =
        switch (variant) {
          case "mirror-status" -> new VzConfig(idle, Duration.ofHours(12), true);
          case "absolute-30-minutes" -> new VzConfig(idle, Duration.ofMinutes(30), false);
          case "" -> VzConfig.DEFAULT;
          default -> throw new IllegalArgumentException(variant);
        };
    return new Vz(config, clock);
  }
}
