package dev.jeton.account;

import static dev.jeton.account.PasswordHasher.Verification.DIFFERS;
import static dev.jeton.account.PasswordHasher.Verification.MATCHES;
import static dev.jeton.account.PasswordHasher.Verification.OVERLOADED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PasswordHasherTest {
  private static final Secret PASSWORD = Secret.of("& + = < ž € ‹");

  /** From the tests of Argon2's reference implementation: "password" under the salt "somesalt". */
  private static final String PUBLISHED =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void theNativeLibraryAndBouncyCastleGiveTheSameHashes() {
    for (int length : new int[] {16, 32, 64}) {
      var parameters =
          new PasswordHash(
              19 * 1024,
              2,
              1,
              HexFormat.of().parseHex("00112233445566778899aabbccddeeff"),
              new byte[length]);
      assertArrayEquals(
          Argon2.natively().compute(PASSWORD, parameters),
          Argon2.inJava().compute(PASSWORD, parameters));
      assertArrayEquals(
          Argon2.natively().compute(Secret.of(""), parameters),
          Argon2.inJava().compute(Secret.of(""), parameters));
    }
  }

  @Test
  void aPublishedHashIsReadAndHolds() {
    try (var hasher = new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom())) {
      assertEquals(MATCHES, hasher.verify(Secret.of("password"), Optional.of(PUBLISHED)));
      assertEquals(DIFFERS, hasher.verify(Secret.of("passwore"), Optional.of(PUBLISHED)));
    }
  }

  @Test
  void aHashHoldsForItsPasswordAloneAndIsSaltedAfresh() {
    try (var hasher = new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom())) {
      String hash = hasher.hash(PASSWORD).orElseThrow();
      assertEquals("$argon2id$v=19$m=19456,t=2,p=1$", hash.substring(0, 31));
      assertEquals(false, hash.equals(hasher.hash(PASSWORD).orElseThrow()));
      assertEquals(MATCHES, hasher.verify(PASSWORD, Optional.of(hash)));
      assertEquals(DIFFERS, hasher.verify(Secret.of("& + = < ž € "), Optional.of(hash)));
    }
  }

  @Test
  void withoutAHashTheSameWorkIsDoneAndNothingMatches() {
    var computed = new AtomicInteger();
    Argon2 counting =
        (_, parameters) -> {
          computed.addAndGet(parameters.memory() * parameters.iterations());
          return parameters.hash();
        };
    try (var hasher = new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom(), counting)) {
      assertEquals(DIFFERS, hasher.verify(PASSWORD, Optional.empty()));
    }
    assertEquals(19456 * 2, computed.get());
  }

  @Test
  void whatComesBeyondTheQueueIsRefusedAtOnce() throws InterruptedException {
    var release = new CountDownLatch(1);
    Argon2 stuck =
        (_, parameters) -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return parameters.hash();
        };
    var config = new PasswordConfig(19456, 2, 1, 2, 3, Duration.ofSeconds(30));
    var overloaded = new CountDownLatch(5);
    try (var hasher = new PasswordHasher(config, new SecureRandom(), stuck)) {
      var callers =
          IntStream.range(0, 10)
              .mapToObj(
                  _ ->
                      Thread.startVirtualThread(
                          () -> {
                            if (hasher.verify(PASSWORD, Optional.empty()) == OVERLOADED) {
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
  void aHashThatWaitsTooLongIsRefused() {
    var config = new PasswordConfig(19456, 2, 1, 1, 3, Duration.ofMillis(20));
    Argon2 stuck =
        (_, _) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new byte[0];
        };
    try (var hasher = new PasswordHasher(config, new SecureRandom(), stuck)) {
      assertEquals(OVERLOADED, hasher.verify(PASSWORD, Optional.empty()));
      assertEquals(Optional.empty(), hasher.hash(PASSWORD));
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

  @Test
  void otherTextIsNoHash() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PasswordHash.parse("$argon2i$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"));
    assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse("password"));
  }
}
