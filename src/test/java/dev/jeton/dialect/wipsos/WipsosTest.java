package dev.jeton.dialect.wipsos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectContract;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "/Token, true",
    "/StatutToken, true",
    "/V1/Token, true",
    "/V1/StatutToken, true",
    "/V1/, true",
    "/V1/Client/12, true",
    "/V1, false",
    "/V1Token, false",
    "/v1/Token, false",
    "/token, false",
    "/Token/, false",
    "/, false"
  })
  void servesItsPathsInTheirExactCase(String path, boolean serves) {
    assertEquals(serves, dialect("", InstantSource.system()).serves(path));
  }
}
