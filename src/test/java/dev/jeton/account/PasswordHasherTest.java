package dev.jeton.account;

import static dev.jeton.account.PasswordHasher.Verification.DIFFERS;
import static dev.jeton.account.PasswordHasher.Verification.MATCHES;
import static dev.jeton.account.PasswordHasher.Verification.OVERLOADED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.hash.Argon2;
import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class PasswordHasherTest {
  private static final Secret PASSWORD = Secret.of("& + = < ž € ‹");

  /** From the tests of Argon2's reference implementation: "password" under the salt "somesalt". */
  private static final String PUBLISHED =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void aPublishedHashIsReadAndHolds() {
    try (var hasher = hasher(PasswordConfig.DEFAULT, Argon2.fastest())) {
      assertEquals(MATCHES, verify(hasher, "password", PUBLISHED));
      assertEquals(DIFFERS, verify(hasher, "passwore", PUBLISHED));
    }
  }

  @Test
  void aHashHoldsForItsPasswordAloneAndIsSaltedAfresh() {
    try (var hasher = hasher(PasswordConfig.DEFAULT, Argon2.fastest())) {
      String hash = hasher.hash(PASSWORD).orElseThrow();
      assertEquals("$argon2id$v=19$m=19456,t=2,p=1$", hash.substring(0, 31));
      assertFalse(hash.equals(hasher.hash(PASSWORD).orElseThrow()));
      assertEquals(MATCHES, hasher.verify(PASSWORD, Optional.of(hash)).verification());
      assertEquals(DIFFERS, verify(hasher, "& + = < ž € ", hash));
      assertTrue(hasher.isOfToday(hash));
      assertFalse(hasher.isOfToday(PUBLISHED));
    }
  }

  @Test
  void everyOctetOfALongPasswordCounts() {
    String most = "ž€ ".repeat(400);
    try (var hasher = hasher(PasswordConfig.DEFAULT, Argon2.fastest())) {
      String hash = hasher.hash(Secret.of(most + "a")).orElseThrow();
      assertEquals(MATCHES, verify(hasher, most + "a", hash));
      assertEquals(DIFFERS, verify(hasher, most + "b", hash));
    }
  }

  @Test
  void withoutAHashTheSameWorkIsDoneAndNothingMatches() {
    var computed = new AtomicInteger();
    Argon2 counting =
        (_, scheme) -> {
          computed.addAndGet(scheme.memory() * scheme.iterations());
          return new byte[scheme.length()];
        };
    try (var hasher = hasher(PasswordConfig.DEFAULT, counting)) {
      assertEquals(DIFFERS, hasher.verify(PASSWORD, Optional.empty()).verification());
    }
    assertEquals(19456 * 2, computed.get());
  }

  @Test
  void whatComesBeyondTheQueueIsRefusedAtOnce() throws InterruptedException {
    var release = new CountDownLatch(1);
    var overloaded = new CountDownLatch(5);
    try (var hasher = hasher(config(2, 3, Duration.ofSeconds(30)), waitingFor(release))) {
      var callers =
          IntStream.range(0, 10)
              .mapToObj(
                  _ ->
                      Thread.startVirtualThread(
                          () -> {
                            if (hasher.verify(PASSWORD, Optional.empty()).verification()
                                == OVERLOADED) {
                              overloaded.countDown();
                            }
                          }))
              .toList();
      overloaded.await(); // two run, three wait, five are refused while none has finished
      release.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
    }
  }

  @Test
  void whatItsCallerGaveUpIsNeverComputedAndLeavesItsPlace() throws InterruptedException {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var computed = new CopyOnWriteArrayList<String>();
    Argon2 stuck =
        (password, scheme) -> {
          computed.add(password.revealText());
          begun.countDown();
          await(release);
          return new byte[scheme.length()];
        };
    try (var hasher = hasher(config(1, 1, Duration.ofMillis(20)), stuck)) {
      Thread first =
          Thread.startVirtualThread(() -> hashOnceBegun(hasher, Secret.of("first"), begun));
      begun.await();
      for (int i = 0; i < 3; i++) { // a queue of one has room for each, until it gives up
        long start = System.nanoTime();
        assertEquals(
            OVERLOADED, hasher.verify(Secret.of("given up"), Optional.empty()).verification());
        assertTrue(System.nanoTime() - start >= 20_000_000, "it was let into the queue");
      }
      release.countDown();
      first.join();
      assertTrue(hashOnceBegun(hasher, Secret.of("last"), new CountDownLatch(1)).isPresent());
    }
    assertEquals(List.of("first", "last"), computed);
  }

  @Test
  void patienceEndsWithTheWaitAndNotWithTheWork() throws InterruptedException {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var results = new CopyOnWriteArrayList<Optional<String>>();
    Argon2 slow =
        (_, scheme) -> {
          begun.countDown();
          await(release);
          return new byte[scheme.length()];
        };
    try (var hasher = hasher(config(1, 1, Duration.ofMillis(1)), slow)) {
      Thread caller =
          Thread.startVirtualThread(() -> results.add(hashOnceBegun(hasher, PASSWORD, begun)));
      begun.await();
      assertEquals( // takes its whole patience, and more than the first one has
          OVERLOADED, hasher.verify(PASSWORD, Optional.empty()).verification());
      release.countDown();
      caller.join();
    }
    assertTrue(results.getFirst().isPresent());
  }

  @Test
  void closingRefusesWhoWaitsAtOnce() throws InterruptedException {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    Argon2 stuck =
        (_, scheme) -> {
          begun.countDown();
          await(release);
          return new byte[scheme.length()];
        };
    var hasher = hasher(config(1, 10, Duration.ofHours(1)), stuck);
    var refused = new CountDownLatch(3);
    Thread.startVirtualThread(() -> hasher.hash(PASSWORD));
    begun.await();
    for (int i = 0; i < 3; i++) {
      Thread waiting =
          Thread.startVirtualThread(
              () -> {
                if (hasher.hash(PASSWORD).isEmpty()) {
                  refused.countDown();
                }
              });
      while (waiting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    hasher.close();
    assertTrue(refused.await(20, TimeUnit.SECONDS));
    assertEquals(Optional.empty(), hasher.hash(PASSWORD));
    assertEquals(Optional.empty(), hasher.hashInBulk(PASSWORD));
    release.countDown();
  }

  @Test
  void hashesAreComputedWithTheLowestPriority() {
    var priorities = new ArrayList<Integer>();
    Argon2 asking =
        (_, scheme) -> {
          priorities.add(Thread.currentThread().getPriority());
          return new byte[scheme.length()];
        };
    try (var hasher = hasher(PasswordConfig.DEFAULT, asking)) {
      hasher.hash(PASSWORD);
    }
    assertEquals(List.of(Thread.MIN_PRIORITY), priorities);
  }

  @Test
  void whatIsDoneAsideIsLeftUndoneWhereBulkWorkHasAllItsPlaces() throws InterruptedException {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    Argon2 stuck =
        (_, scheme) -> {
          begun.countDown();
          await(release);
          return new byte[scheme.length()];
        };
    try (var hasher = hasher(config(1, 10, Duration.ofHours(1)), stuck)) {
      Thread bulk = Thread.startVirtualThread(() -> hasher.hashInBulk(PASSWORD));
      begun.await();
      assertEquals(Optional.empty(), hasher.hashAside(PASSWORD));
      release.countDown();
      bulk.join();
      assertTrue(hasher.hashAside(PASSWORD).isPresent());
    }
  }

  @Test
  void theTimeOfAHashIsThatOfItsComputing() {
    var clock = new AtomicLong();
    Argon2 slow =
        (_, scheme) -> {
          clock.addAndGet(Duration.ofMillis(52).toNanos());
          return new byte[scheme.length()];
        };
    try (var hasher =
        new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom(), clock::get, slow)) {
      assertEquals(Duration.ofMillis(52), hasher.verify(PASSWORD, Optional.empty()).took());
      assertEquals(Duration.ofMillis(52), hasher.measure(hasher.costOfToday()));
      assertEquals(Duration.ZERO, hasher.measure("directory corp"));
    }
  }

  @Test
  void parametersBelowTheLeastAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PasswordConfig(19455, 2, 1, 2, 3, Duration.ofSeconds(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PasswordConfig(19456, 1, 1, 2, 3, Duration.ofSeconds(1)));
  }

  private static PasswordHasher.Verification verify(
      PasswordHasher hasher, String password, String hash) {
    return hasher.verify(Secret.of(password), Optional.of(hash)).verification();
  }

  private static PasswordHasher hasher(PasswordConfig config, Argon2 argon2) {
    return new PasswordHasher(config, new SecureRandom(), System::nanoTime, argon2);
  }

  private static PasswordConfig config(int threads, int queue, Duration patience) {
    return new PasswordConfig(19456, 2, 1, threads, queue, patience);
  }

  /**
   * On a busy machine patience may end before the first hash begins: then it is asked for again.
   */
  private static Optional<String> hashOnceBegun(
      PasswordHasher hasher, Secret password, CountDownLatch begun) {
    Optional<String> hash;
    do {
      hash = hasher.hash(password);
    } while (hash.isEmpty() && begun.getCount() > 0);
    return hash;
  }

  private static Argon2 waitingFor(CountDownLatch release) {
    return (_, scheme) -> {
      await(release);
      return new byte[scheme.length()];
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
