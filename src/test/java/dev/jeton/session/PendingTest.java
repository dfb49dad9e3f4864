package dev.jeton.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.secret.Secret;
import dev.jeton.store.contract.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is told of a session that is being written, and when. */
final class PendingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TokenDigest TOKEN = StoreContract.token(1);
  private static final Session SESSION = StoreContract.session(TOKEN, NOW, Duration.ofHours(1));

  private final Outcome granted = new Outcome.Granted(Secret.of("token"), SESSION);
  private final Outcome other = new Outcome.Granted(Secret.of("another"), SESSION);
  private final Outcome changed =
      new Outcome.Refused(Refusal.ACTOR, Duration.ZERO, Optional.empty());
  private final CompletableFuture<Boolean> written = new CompletableFuture<>();
  private boolean holdsAtOnce = true;
  private boolean stands = true;

  private final Pending pending =
      new Pending(
          new Opening.Begun(new Opening.Opened(Secret.of("token"), TOKEN, SESSION), written),
          new Authenticator.Recheck() {
            @Override
            public boolean holds() {
              return stands;
            }

            @Override
            public boolean holdsAtOnce() {
              return holdsAtOnce;
            }
          },
          () -> granted,
          () -> stands,
          () -> changed,
          () -> other);

  @Test
  void nothingIsToldBeforeItIsOnDisk() {
    var over = new AtomicBoolean();
    pending.whenWritten(() -> over.set(true));
    assertFalse(over.get());
    assertEquals(Optional.empty(), pending.peek());
    written.complete(true);
    assertTrue(over.get());
    assertEquals(Optional.of(granted), pending.peek());
    assertEquals(granted, pending.outcome());
  }

  @Test
  void whatMayHaveChangedMeanwhileIsLookedAtWaiting() {
    written.complete(true);
    holdsAtOnce = false;
    assertEquals(Optional.empty(), pending.peek());
    assertEquals(granted, pending.outcome());
    stands = false;
    assertEquals(changed, pending.outcome());
  }

  @Test
  void aTokenThatWasGivenOutBeforeIsNotTold() {
    written.complete(false);
    assertEquals(Optional.empty(), pending.peek());
    assertEquals(other, pending.outcome());
  }

  @Test
  void aWriteThatFailedIsTold() {
    var over = new AtomicBoolean();
    pending.whenWritten(() -> over.set(true));
    written.completeExceptionally(new StoreUnavailable("late", new IllegalStateException()));
    assertTrue(over.get());
    assertEquals(Optional.empty(), pending.peek());
    assertThrows(StoreUnavailable.class, pending::outcome);
  }
}
