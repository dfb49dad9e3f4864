package dev.jeton.dialect.vz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectContract;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "/Api/Vo/V1/, true",
    "/api/vo/v1/, false",
    "/Api/Vo/V1, false",
    "/Api/Vo/V1/x, false"
  })
  void servesOnePathInItsExactCase(String path, boolean serves) {
    assertEquals(serves, dialect("", InstantSource.system()).serves(path));
  }
}
