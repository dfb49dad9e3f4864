package dev.jeton.dialect.wipsos;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectContract;
import java.time.InstantSource;
import java.util.OptionalInt;

class WipsosTest extends DialectContract {
  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    WipsosConfig config = WipsosConfig.DEFAULT;
    return new Wipsos(
        switch (variant) {
          case "plain-http" ->
              new WipsosConfig(config.lifetime(), config.zone(), config.maximumLive(), true);
          case "maximum-live-2" ->
              new WipsosConfig(config.lifetime(), config.zone(), OptionalInt.of(2), false);
          case "" -> config;
          default -> throw new IllegalArgumentException(variant);
        });
  }
}
