package dev.jeton.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TokenShapeTest {
  private final SecureRandom random = new SecureRandom();

  private void hasShape(TokenShape shape, String pattern) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      Secret token = shape.next(random);
      String text = token.revealText();
      assertTrue(Pattern.matches(pattern, text), text);
      seen.add(text);
    }
    assertEquals(1000, seen.size(), "all differ");
  }

  @Test
  void hexTokensHaveSoManyDigits() {
    hasShape(TokenShape.hex(40), "[0-9a-f]{40}");
    hasShape(TokenShape.hex(32), "[0-9a-f]{32}");
  }

  @Test
  void decimalTokensHaveSoManyDigits() {
    hasShape(TokenShape.decimal(20), "[0-9]{20}");
  }

  @Test
  void uuidsAreOfVersionFourAndTheStandardVariant() {
    hasShape(
        TokenShape.uuid(), "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void everyDecimalDigitComesAboutAsOften() {
    int[] count = new int[10];
    for (int i = 0; i < 5000; i++) {
      TokenShape.decimal(20).next(random).revealText().chars().forEach(c -> count[c - '0']++);
    }
    for (int digit = 0; digit < 10; digit++) {
      assertEquals(10_000, count[digit], 600, "digit " + digit); // six standard deviations
    }
  }
}
