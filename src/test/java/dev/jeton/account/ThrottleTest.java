package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.SeededRandom;
import dev.jeton.account.Tally.Who;
import dev.jeton.account.Throttle.Entry;
import dev.jeton.secret.Secret;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.session.Network;
import dev.jeton.store.embedded.EmbeddedConfig;
import dev.jeton.store.embedded.EmbeddedStore;
import dev.jeton.store.memory.ModelExpiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThrottleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Who ALICE = Who.of("alice", "");
  private static final Who BOB = Who.of("bob", "");
  private static final Network HOME = Network.of("192.0.2.1");
  private static final Network ELSEWHERE = Network.of("198.51.100.7");

  private final ModelExpiring counts = new ModelExpiring();
  private final ModelExpiring known = new ModelExpiring();
  private final MovableClock clock = new MovableClock(NOW);
  private final Throttle throttle =
      new Throttle(ThrottleConfig.DEFAULT, counts, known, new SeededRandom(1));

  private final AtomicInteger passwords = new AtomicInteger();

  private Entry enter(Who who, Network network) {
    return enter(throttle, who, network);
  }

  /** With a password that was never offered before. */
  private Entry enter(Throttle throttle, Who who, Network network) {
    return enter(throttle, who, network, "guess " + passwords.incrementAndGet());
  }

  private Entry enter(Throttle throttle, Who who, Network network, String password) {
    var claim =
        new Claim(who.name(), new Credential.Password(Secret.of(password), Optional.empty()));
    return throttle.enter(List.of(who), List.of(claim), List.of(), network, clock.instant());
  }

  /** Whether the attempt was let in; it fails then. */
  private boolean fails(Who who, Network network) {
    if (!(enter(who, network) instanceof Entry.Admitted(Throttle.Attempt attempt))) {
      return false;
    }
    try (attempt) {
      attempt.failed(who, clock.instant());
    }
    return true;
  }

  private boolean succeeds(Who who, Network network) {
    if (!(enter(who, network) instanceof Entry.Admitted(Throttle.Attempt attempt))) {
      return false;
    }
    try (attempt) {
      attempt.succeeded(clock.instant());
    }
    return true;
  }

  private int failures(Who who, Network network, int tries) {
    int failures = 0;
    for (int i = 0; i < tries; i++) {
      failures += fails(who, network) ? 1 : 0;
    }
    return failures;
  }

  private Duration wait(Who who, Network network) {
    return assertInstanceOf(Entry.Later.class, enter(who, network)).time();
  }

  private static Network network(int number) {
    return Network.of("10." + (number >> 16) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF));
  }

  @Test
  void tenFailuresCostNothingAndThenTheWaitGrows() {
    assertEquals(10, failures(ALICE, HOME, 30));
    assertEquals(Duration.ofSeconds(6), wait(ALICE, HOME));
    for (int i = 0; i < 20; i++) {
      clock.pass(Duration.ofSeconds(6));
      assertTrue(fails(ALICE, HOME), "failure " + (11 + i));
    }
    clock.pass(Duration.ofMinutes(1));
    // 30 in an hour: one comes back every 2 minutes, of which the 3 minutes so far gave one.
    assertTrue(fails(ALICE, HOME));
    assertEquals(Duration.ofSeconds(60), wait(ALICE, HOME));
  }

  @Test
  void whoeverGuessesAllDayGetsNoMoreThanTwoHundredOfOneNameInADay() {
    int guesses = 0;
    for (int minute = 0; minute < 24 * 60; minute++) {
      guesses += failures(ALICE, HOME, 20);
      clock.pass(Duration.ofMinutes(1));
    }
    assertEquals(199, guesses, "100 at once, 100 come back in a day");
  }

  @Test
  void failuresFromElsewhereOrOfOthersDoNotCount() {
    failures(ALICE, HOME, 20);
    assertTrue(fails(ALICE, ELSEWHERE));
    assertTrue(fails(BOB, HOME));
    assertTrue(fails(Who.of("alice", "224661136955914"), HOME));
    assertTrue(fails(Who.ofKey("alice"), HOME));
  }

  @Test
  void aSuccessForgetsTheFailuresOfItsNameInItsNetwork() {
    failures(ALICE, HOME, 9);
    assertTrue(succeeds(ALICE, HOME));
    assertEquals(10, failures(ALICE, HOME, 30));
  }

  @Test
  void theOwnerLogsInFromAKnownNetworkDuringAnAttackFromTenThousandOthers() {
    assertTrue(succeeds(ALICE, HOME));
    clock.pass(Duration.ofDays(29));
    int guesses = 0;
    for (int i = 0; i < 10_000; i++) {
      guesses += fails(ALICE, network(i)) ? 1 : 0;
    }
    assertEquals(50, guesses, "then no network that is not known may try this name");
    assertEquals(Duration.ofSeconds(72), wait(ALICE, ELSEWHERE));
    assertTrue(succeeds(ALICE, HOME));
    assertTrue(fails(BOB, ELSEWHERE));
  }

  @Test
  void aNetworkIsForgottenWhereNobodyLoggedInForLong() {
    assertTrue(succeeds(ALICE, HOME));
    clock.pass(Duration.ofDays(30));
    for (int i = 0; i < 60; i++) {
      fails(ALICE, network(i));
    }
    assertEquals(Duration.ofSeconds(72), wait(ALICE, HOME));
  }

  @Test
  void aNetworkThatGuessesAtManyNamesMustWaitAndOthersNeedNot() {
    int guesses = 0;
    for (int i = 0; i < 500; i++) {
      guesses += fails(Who.of("name" + i, ""), HOME) ? 1 : 0;
    }
    assertEquals(100, guesses);
    assertEquals(Duration.ofSeconds(1), wait(BOB, HOME));
    assertTrue(fails(BOB, ELSEWHERE));
  }

  @Test
  void whatIsRefusedCostsItsNetworkNothing() {
    failures(ALICE, HOME, 1000);
    for (int i = 0; i < 90; i++) {
      assertTrue(fails(Who.of("name" + i, ""), HOME), "failure " + i);
    }
  }

  @Test
  void ofSixtyFourGuessesAtOnceNoMoreAreTriedThanMayFail() throws Exception {
    var tried = new AtomicInteger();
    var start = new CountDownLatch(1);
    var underWay = new CountDownLatch(10); // nobody fails before ten are in
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 64; i++) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  if (enter(ALICE, HOME) instanceof Entry.Admitted(Throttle.Attempt attempt)) {
                    try (attempt) {
                      tried.incrementAndGet();
                      underWay.countDown();
                      underWay.await();
                      attempt.failed(ALICE, NOW);
                    }
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertEquals(10, tried.get());
  }

  @Test
  void aThousandRightLoginsAtOnceAllGoIn() throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 1000; i++) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  return succeeds(ALICE, HOME);
                }));
      }
      start.countDown();
      for (Future<Boolean> each : all) {
        assertTrue(each.get());
      }
    }
    assertEquals(List.of(), counts.list(Optional.empty(), 10), "nothing was written");
  }

  @Test
  void aProgramWithAnOldPasswordWaitsAndItsOwnerBesideItDoesNot() {
    for (int i = 0; i < 10; i++) {
      try (Throttle.Attempt old =
          assertInstanceOf(Entry.Admitted.class, enter(throttle, ALICE, HOME, "old")).attempt()) {
        old.failed(ALICE, NOW);
      }
    }
    assertEquals(new Entry.Later(Duration.ofSeconds(6), 1), enter(throttle, ALICE, HOME, "old"));
    assertEquals(9, failures(ALICE, HOME, 30), "the old password counts once");
    clock.pass(Duration.ofMinutes(1));
    assertTrue(succeeds(ALICE, HOME));
  }

  @Test
  void aSeriesOfRefusalsIsCounted() {
    failures(ALICE, HOME, 10);
    assertEquals(new Entry.Later(Duration.ofSeconds(6), 1), enter(ALICE, HOME));
    assertEquals(new Entry.Later(Duration.ofSeconds(6), 2), enter(ALICE, HOME));
    clock.pass(Duration.ofSeconds(6));
    fails(ALICE, HOME);
    assertEquals(new Entry.Later(Duration.ofSeconds(6), 1), enter(ALICE, HOME));
  }

  @Test
  void aRestartForgetsNothing(@TempDir Path folder) throws Exception {
    try (var store = EmbeddedStore.open(folder, EmbeddedConfig.DEFAULT, _ -> {})) {
      var before =
          new Throttle(
              ThrottleConfig.DEFAULT, store.counts(), store.knownNetworks(), new SeededRandom(1));
      for (int i = 0; i < 10; i++) {
        if (enter(before, ALICE, ELSEWHERE) instanceof Entry.Admitted(Throttle.Attempt attempt)) {
          attempt.failed(ALICE, NOW);
          attempt.close();
        }
      }
      if (enter(before, ALICE, HOME) instanceof Entry.Admitted(Throttle.Attempt attempt)) {
        attempt.succeeded(NOW);
        attempt.close();
      }
    }
    try (var store = EmbeddedStore.open(folder, EmbeddedConfig.DEFAULT, _ -> {})) {
      var after =
          new Throttle(
              ThrottleConfig.DEFAULT, store.counts(), store.knownNetworks(), new SeededRandom(1));
      assertEquals(new Entry.Later(Duration.ofSeconds(6), 1), enter(after, ALICE, ELSEWHERE));
      for (int i = 0; i < 60; i++) {
        if (enter(after, ALICE, network(i)) instanceof Entry.Admitted(Throttle.Attempt attempt)) {
          attempt.failed(ALICE, NOW);
          attempt.close();
        }
      }
      assertInstanceOf(Entry.Admitted.class, enter(after, ALICE, HOME), "a network that is known");
    }
  }

  @Test
  void otherBoundsTakeOverWhatWasCounted() {
    failures(ALICE, HOME, 5);
    var stricter =
        new Throttle(
            Throttling.login(Limits.of(new Bandwidth(2, Duration.ofHours(1)))),
            counts,
            known,
            new SeededRandom(1));
    int admitted = 0;
    for (int i = 0; i < 10; i++) {
      if (enter(stricter, ALICE, HOME) instanceof Entry.Admitted(Throttle.Attempt attempt)) {
        admitted++;
        attempt.failed(ALICE, NOW);
        attempt.close();
      }
    }
    assertTrue(admitted <= 2, "let in: " + admitted);
  }
}
