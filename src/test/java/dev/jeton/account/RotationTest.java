package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyName;
import dev.jeton.keys.KeyState;
import dev.jeton.secret.Secret;
import dev.jeton.session.Outcome;
import dev.jeton.session.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is rotated, nobody is logged out and no account becomes unusable. */
final class RotationTest {
  private static final List<KeyKind> KINDS =
      Arrays.stream(KeyKind.values()).filter(kind -> !kind.isPublished()).toList();

  private static final Duration MARGIN = KeyNeeds.MARGIN;

  @TempDir Path folder;
  private RotatingHouse house;

  @BeforeEach
  void open() throws IOException {
    house = new RotatingHouse(folder, 1);
    house.person(1);
    house.machine(2);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aTokenOfAFormerKeyIsLiveIsToldWithoutWaitingAndCanBeEnded() throws IOException {
    Secret token = house.login(1);
    house.custody.rotate(KeyKind.TOKEN);
    house.custody.rotate(KeyKind.TOKEN);
    assertInstanceOf(Outcome.Alive.class, house.now(token).orElseThrow());
    house.clock.pass(Duration.ofHours(1));
    assertTrue(house.isLive(token, true));
    house.clock.pass(Duration.ofMinutes(90));
    assertTrue(house.isLive(token, false), "the use under a former key was written down");
    assertInstanceOf(Outcome.Ended.class, house.end(token));
    assertFalse(house.isLive(token, false));
    Outcome.Dead dead = assertInstanceOf(Outcome.Dead.class, house.check(token));
    assertEquals(Verdict.Why.ENDED, assertInstanceOf(Verdict.Gone.class, dead.verdict()).why());
  }

  @Test
  void aFormerTokenKeyGoesWhenNothingIsLiveOrRememberedUnderIt() throws IOException {
    Secret token = house.login(1);
    house.custody.rotate(KeyKind.TOKEN);
    house.clock.pass(MARGIN.plusSeconds(1));
    Secret later = house.login(1);
    house.keepUp();
    assertEquals(OptionalLong.of(1), house.upkeep.needed(new KeyName(KeyKind.TOKEN, 1)));
    house.end(token);
    house.keepUp();
    assertEquals(KeyState.FORMER, house.state(KeyKind.TOKEN, 1), "the end is remembered");
    house.clock.pass(RotatingHouse.REMEMBER.minusSeconds(1));
    house.start();
    house.keepUp();
    assertEquals(KeyState.FORMER, house.state(KeyKind.TOKEN, 1));
    house.clock.pass(Duration.ofSeconds(1));
    house.keepUp();
    assertEquals(KeyState.DESTROYED, house.state(KeyKind.TOKEN, 1));
    assertTrue(house.isLive(later, false));
    assertEquals(OptionalLong.empty(), house.upkeep.needed(new KeyName(KeyKind.TOKEN, 1)));
  }

  @Test
  void aKeyThatWasRetiredJustNowStaysForThoseWhoStillWriteUnderIt() throws IOException {
    house.custody.rotate(KeyKind.SEALING);
    house.custody.rotate(KeyKind.API_KEY);
    house.login(2);
    house.keepUp();
    assertEquals(OptionalLong.of(0), house.upkeep.needed(new KeyName(KeyKind.SEALING, 1)));
    house.clock.pass(MARGIN.minusMillis(1));
    house.keepUp();
    assertEquals(KeyState.FORMER, house.state(KeyKind.SEALING, 1));
    assertEquals(KeyState.FORMER, house.state(KeyKind.API_KEY, 1));
    house.clock.pass(Duration.ofMillis(1));
    house.keepUp();
    assertEquals(KeyState.DESTROYED, house.state(KeyKind.SEALING, 1));
    assertEquals(KeyState.DESTROYED, house.state(KeyKind.API_KEY, 1));
    house.login(1);
    house.login(2);
  }

  @Test
  void aKeyPairIsPutUnderTheCurrentKeyWhenItIsProvedAndNotBefore() throws IOException {
    house.custody.rotate(KeyKind.API_KEY);
    house.clock.pass(MARGIN);
    house.keepUp();
    assertEquals(OptionalLong.of(1), house.upkeep.needed(new KeyName(KeyKind.API_KEY, 1)));
    assertEquals(KeyState.FORMER, house.state(KeyKind.API_KEY, 1));
    house.login(2);
    assertEquals(2, house.store.find(2).orElseThrow().keys().getFirst().ringKey());
    assertTrue(
        house.store.events().stream().anyMatch(e -> e.kind() == AuditEvent.Kind.KEY_RENEWED));
    house.keepUp();
    assertEquals(KeyState.DESTROYED, house.state(KeyKind.API_KEY, 1));
    house.login(2);
  }

  @Test
  void resealingGoesOnWhereARestartCutItOff() throws Exception {
    for (int id = 10; id < 30; id++) {
      house.person(id);
    }
    house.custody.rotate(KeyKind.SEALING);
    var breaths = new AtomicInteger();
    try {
      house.upkeep.pass(
          () -> {
            if (breaths.incrementAndGet() == 8) {
              throw new InterruptedException();
            }
          });
    } catch (InterruptedException e) {
      // as when the server stops
    }
    assertEquals(OptionalLong.of(15), house.upkeep.needed(new KeyName(KeyKind.SEALING, 1)));
    house.start();
    house.keepUp();
    assertEquals(OptionalLong.of(0), house.upkeep.needed(new KeyName(KeyKind.SEALING, 1)));
    house.clock.pass(MARGIN);
    house.keepUp();
    assertEquals(KeyState.DESTROYED, house.state(KeyKind.SEALING, 1));
    for (int id = 10; id < 30; id++) {
      house.login(id);
    }
    assertEquals(
        22,
        house.store.events().stream()
            .filter(e -> e.kind() == AuditEvent.Kind.SECRET_RESEALED)
            .count(),
        "each once, the decoy too");
  }

  @Test
  void resealingLosesNoChangeThatIsMadeMeanwhile() throws Exception {
    int accounts = 300;
    for (int id = 10; id < 10 + accounts; id++) {
      house.person(id);
    }
    house.custody.rotate(KeyKind.SEALING);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 10 * accounts; i++) {
                    Account account = house.store.find(10 + i % accounts).orElseThrow();
                    Account next = account.withKeys(List.of());
                    house.store.replace(
                        next,
                        AuditEvent.of(house.clock.instant(), AuditEvent.Kind.ACCOUNT_CHANGED));
                  }
                });
    house.keepUp();
    other.join();
    house.keepUp();
    assertEquals(OptionalLong.of(0), house.upkeep.needed(new KeyName(KeyKind.SEALING, 1)));
    long changes =
        house.store.events().stream()
            .filter(
                e ->
                    e.kind() == AuditEvent.Kind.ACCOUNT_CHANGED
                        || e.kind() == AuditEvent.Kind.SECRET_RESEALED)
            .count();
    long versions = 0;
    for (int id = 10; id < 10 + accounts; id++) {
      versions += house.store.find(id).orElseThrow().version() - 1;
      house.login(id);
    }
    assertEquals(changes - 2, versions, "no change was lost; the decoy and account 1 beside");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nobodyIsLoggedOutWhateverIsRotatedAndWhenever(long seed) throws IOException {
    var random = new Random(seed);
    for (int id = 3; id < 12; id++) {
      if (id % 2 == 0) {
        house.machine(id);
      } else {
        house.person(id);
      }
    }
    Map<Secret, Instant> live = new HashMap<>();
    for (int step = 0; step < 600; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> live.put(house.login(1 + random.nextInt(11)), ends());
        case 3, 4 -> house.clock.pass(Duration.ofSeconds(random.nextInt(3000)));
        case 5, 6 -> house.custody.rotate(KINDS.get(random.nextInt(KINDS.size())));
        case 7 -> house.start();
        case 8, 9 -> house.keepUp();
        case 10 ->
            live.keySet().stream()
                .findFirst()
                .ifPresent(
                    token -> {
                      if (house.isLive(token, false)) {
                        assertInstanceOf(Outcome.Ended.class, house.end(token));
                      }
                      live.remove(token);
                    });
        default -> house.store.sweep(house.clock.instant(), 1000);
      }
      Instant now = house.clock.instant();
      live.values().removeIf(end -> !now.isBefore(end));
      int at = step;
      live.forEach(
          (token, end) ->
              assertTrue(
                  house.isLive(token, false),
                  "seed " + seed + ", step " + at + ": logged out before " + end));
    }
    for (int id = 1; id < 12; id++) {
      house.login(id);
    }
    for (int i = 0; i < 3; i++) {
      house.clock.pass(RotatingHouse.LIFETIME.plus(RotatingHouse.REMEMBER));
      house.keepUp();
    }
    long former = house.keys().facts().stream().filter(f -> f.state() == KeyState.FORMER).count();
    assertEquals(0, former, "in the end all former keys are gone");
  }

  /** Unless it is used, a session lives for two hours at least. */
  private Instant ends() {
    return house.clock.instant().plus(Duration.ofHours(2));
  }
}
