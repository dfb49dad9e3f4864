package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.session.Caller;
import dev.jeton.session.Network;
import dev.jeton.session.SessionId;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.TokenThrottle.Wait;
import dev.jeton.store.contract.StoreContract;
import dev.jeton.store.memory.ModelExpiring;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TokenGuessesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Caller GUESSER = new Caller("192.0.2.1", Map.of());
  private static final Caller ELSEWHERE = new Caller("198.51.100.7", Map.of());
  private static final SessionId OPENED_HERE = new SessionId("a".repeat(24));
  private static final SessionId USED_HERE = new SessionId("b".repeat(24));
  private static final SessionId OF_OTHERS = new SessionId("c".repeat(24));

  private final ModelExpiring counts = new ModelExpiring();
  private final TokenGuesses guesses = new TokenGuesses(ThrottleConfig.DEFAULT, counts);

  private Wait guess(int number) {
    return guesses.guessed(StoreContract.token(number), GUESSER, NOW);
  }

  private void guessSixty() {
    for (int i = 0; i < 60; i++) {
      assertEquals(Wait.NONE, guess(i), "guess " + i);
    }
  }

  @Test
  void sixtyUnknownTokensAreToldAndThenTheNetworkMustWait() {
    guessSixty();
    assertEquals(new Wait(Duration.ofSeconds(1), 1), guess(60));
    assertEquals(new Wait(Duration.ofSeconds(1), 2), guess(61));
    assertEquals(Wait.NONE, guesses.guessed(StoreContract.token(99), GUESSER, NOW.plusSeconds(1)));
    assertEquals(Wait.NONE, guesses.guessed(StoreContract.token(99), ELSEWHERE, NOW));
  }

  @Test
  void sessionsThatAreAtHomeInANetworkThatMustWaitGoOn() {
    guesses.opened(OPENED_HERE, GUESSER);
    guess(0);
    assertTrue(guesses.admits(USED_HERE, GUESSER, NOW));
    guessSixty();
    assertTrue(guesses.admits(OPENED_HERE, GUESSER, NOW));
    assertTrue(guesses.admits(USED_HERE, GUESSER, NOW));
    assertFalse(guesses.admits(OF_OTHERS, GUESSER, NOW), "a right guess is told from no wrong one");
    assertTrue(guesses.admits(OF_OTHERS, ELSEWHERE, NOW));
    assertTrue(guesses.admits(OF_OTHERS, GUESSER, NOW.plusSeconds(1)));
  }

  @Test
  void whoAsksForOneTokenAgainAndAgainGuessesOnce() {
    for (int i = 0; i < 1000; i++) {
      assertEquals(Wait.NONE, guess(7));
    }
    assertEquals(1, counts.list(Optional.empty(), 10).size());
  }

  @Test
  void whoeverGuessesAllDayLearnsOfTenThousandAtTheMost() {
    int told = 0;
    for (int second = 0; second < 24 * 3600; second++) {
      told +=
          guesses
                  .guessed(StoreContract.token(second), GUESSER, NOW.plusSeconds(second))
                  .time()
                  .isZero()
              ? 1
              : 0;
    }
    assertTrue(told > 9_900 && told <= 10_000, "told: " + told);
  }

  @Test
  void networksThatCheckForOthersAreNotCounted() {
    var exempting = new TokenGuesses(Throttling.uncounted(Network.of("192.0.2.1")), counts);
    for (int i = 0; i < 500; i++) {
      assertEquals(Wait.NONE, exempting.guessed(StoreContract.token(i), GUESSER, NOW));
    }
  }

  @Test
  void whatWasLiftedMayGuessAgain() {
    guessSixty();
    guess(60);
    guesses.lift(Optional.of(Network.of("192.0.2.1")));
    assertTrue(guesses.admits(OF_OTHERS, GUESSER, NOW));
  }

  @Test
  void aDigestTellsNoTwoTokensApartByItsNetwork() {
    TokenDigest token = StoreContract.token(1);
    guesses.guessed(token, GUESSER, NOW);
    guesses.guessed(token, ELSEWHERE, NOW);
    assertEquals(2, counts.list(Optional.empty(), 10).size());
  }
}
