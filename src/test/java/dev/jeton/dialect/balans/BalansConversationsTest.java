package dev.jeton.dialect.balans;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectContract;
import dev.jeton.dialect.balans.BalansConfig.Language;
import java.time.InstantSource;

final class BalansConversationsTest extends DialectContract {
  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    return new Balans(
        switch (variant) {
          case "" -> BalansConfig.DEFAULT;
          case "english" -> new BalansConfig(20, false, Language.ENGLISH, false);
          case "plain-status" -> new BalansConfig(39, false, Language.SERBIAN, true);
          case "plain-http" -> new BalansConfig(20, true, Language.SERBIAN, false);
          default -> throw new IllegalArgumentException("no such variant: " + variant);
        });
  }
}
