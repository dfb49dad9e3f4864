package dev.jeton.dialect.balans;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectFuzzing;
import java.time.InstantSource;

final class BalansFuzzTest extends DialectFuzzing {
  BalansFuzzTest() {
    super("", "english", "plain-status", "plain-http");
  }

  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    return new BalansConversationsTest().dialect(variant, clock);
  }
}
