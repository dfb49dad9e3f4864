package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.session.Network;
import dev.jeton.session.SessionId;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HomesTest {
  private static final Network HERE = Network.of("192.0.2.1");
  private static final Network THERE = Network.of("2001:db8::1");

  private static SessionId session(long number) {
    return new SessionId("%016x%08x".formatted(number, 0));
  }

  @Test
  void aSessionIsAtHomeWhereItWasSeenAndNowhereElse() {
    var homes = new Homes(10);
    homes.add(session(1), HERE);
    assertTrue(homes.contains(session(1), HERE));
    assertFalse(homes.contains(session(1), THERE));
    assertFalse(homes.contains(session(2), HERE));
    homes.add(session(1), THERE);
    assertTrue(homes.contains(session(1), THERE));
    assertTrue(homes.contains(session(1), HERE));
  }

  @Test
  void whatCameFirstIsForgottenFirstHoweverOftenItWasSeenSince() {
    var homes = new Homes(3);
    for (int i : new int[] {1, 2, 3, 1, 4}) {
      homes.add(session(i), HERE);
    }
    assertFalse(homes.contains(session(1), HERE));
    for (int i = 2; i <= 4; i++) {
      assertTrue(homes.contains(session(i), HERE), "session " + i);
    }
  }

  /** Against a set in the order of coming; of a thousand sessions many come again and again. */
  @Test
  void anythingThatComesIsKnownUntilAsManyOthersCame() {
    for (int most : new int[] {1, 63, 64, 65, 200, 500}) {
      var random = new Random(most);
      var homes = new Homes(most);
      Set<Long> model = new LinkedHashSet<>();
      for (int i = 0; i < 5_000; i++) {
        long number = random.nextInt(1_000) * (random.nextBoolean() ? 1L : 1L << 44);
        homes.add(session(number), HERE);
        if (model.add(number) && model.size() > most) {
          model.remove(model.iterator().next());
        }
        if (i % 50 == 0) {
          for (long each = 0; each < 1_000; each++) {
            assertEquals(model.contains(each), homes.contains(session(each), HERE));
            assertEquals(model.contains(each << 44), homes.contains(session(each << 44), HERE));
          }
        }
      }
    }
  }
}
