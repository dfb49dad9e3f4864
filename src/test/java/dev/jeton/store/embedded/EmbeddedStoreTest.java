package dev.jeton.store.embedded;

import static dev.jeton.store.contract.StoreContract.event;
import static dev.jeton.store.contract.StoreContract.idle;
import static dev.jeton.store.contract.StoreContract.proof;
import static dev.jeton.store.contract.StoreContract.session;
import static dev.jeton.store.contract.StoreContract.token;
import static dev.jeton.store.contract.StoreContract.trace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.Account;
import dev.jeton.account.AccountStore;
import dev.jeton.audit.AuditEvent;
import dev.jeton.session.Form;
import dev.jeton.session.Proof;
import dev.jeton.session.StoreUnavailable;
import dev.jeton.session.Trace;
import dev.jeton.session.Verdict;
import dev.jeton.store.contract.AccountStoreContract;
import dev.jeton.store.contract.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the embedded store promises beyond the ports: what is synced, what is bounded, what is told.
 */
class EmbeddedStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  private EmbeddedStore open(EmbeddedConfig config, Consumer<AuditEvent> log) throws IOException {
    return EmbeddedStore.open(folder, config, log);
  }

  private EmbeddedStore open() throws IOException {
    return open(EmbeddedConfig.DEFAULT, _ -> {});
  }

  private static boolean create(EmbeddedStore store, int number) {
    return store
        .sessions()
        .create(token(number), session(token(number), NOW, HOUR), trace(NOW, "created"));
  }

  /** The event loop asks so, where a read of the disk would hold all others up. */
  @Test
  void whatExpiresIsNotReadToTellItWithoutWaiting() throws IOException {
    try (var store = EmbeddedStore.open(folder, EmbeddedConfig.DEFAULT, _ -> {})) {
      assertTrue(store.counts().swap("a", Optional.empty(), new byte[] {1}, NOW.plusSeconds(60)));
    }
    try (var store = EmbeddedStore.open(folder, EmbeddedConfig.DEFAULT, _ -> {})) {
      assertEquals(Optional.empty(), store.counts().peek("a"));
      assertEquals(Optional.empty(), store.counts().peek("b"));
      assertTrue(store.counts().find("a").isPresent());
      assertTrue(store.counts().peek("a").orElseThrow().isPresent());
    }
  }

  @Test
  void aProofThatNobodyUsedIsTakenWithoutWaiting() throws IOException {
    Proof used = proof(1, 1, NOW.plus(HOUR));
    try (var store = open()) {
      assertTrue(store.replayGuard().takeAtOnce(used, NOW));
      assertTrue(
          store
              .sessions()
              .create(
                  token(1),
                  session(token(1), NOW, HOUR),
                  new Trace(List.of(used), event(NOW, "a"))));
      assertTrue(store.replayGuard().takeAtOnce(proof(1, 2, NOW.plus(HOUR)), NOW));
    }
    EmbeddedStore reopened = open();
    try (reopened) { // what was used is in a file of which nothing is in memory
      assertFalse(reopened.replayGuard().takeAtOnce(used, NOW));
      assertFalse(reopened.replayGuard().take(used, NOW));
      assertTrue(reopened.replayGuard().takeAtOnce(proof(1, 3, NOW.plus(HOUR)), NOW));
    }
    assertFalse(reopened.replayGuard().takeAtOnce(proof(1, 4, NOW.plus(HOUR)), NOW));
  }

  @Test
  void aChangeOfOneAccountLeavesTheOthersInMemory() throws IOException {
    var clients = new Form("10", "Clients");
    try (var store = open()) {
      AccountStore accounts = store.accounts();
      accounts.add(AccountStoreContract.machine(1, 1, "one", "aa"), event(NOW, "added"));
      accounts.add(AccountStoreContract.machine(2, 1, "two", "bb"), event(NOW, "added"));
      accounts.add(AccountStoreContract.extranet(3, "eva", clients), event(NOW, "added"));
      Account two = accounts.findByKey("bb").orElseThrow();
      Form form = accounts.form("Clients").orElseThrow();
      accounts.replace(AccountStoreContract.machine(1, 2, "one", "cc"), event(NOW, "changed"));
      accounts.add(AccountStoreContract.extranet(4, "emil", clients), event(NOW, "added"));
      assertSame(two, accounts.find(2).orElseThrow());
      assertSame(two, accounts.find(Optional.empty(), "two").orElseThrow());
      assertSame(two, accounts.findByKey("bb").orElseThrow());
      assertSame(form, accounts.form("Clients").orElseThrow());
    }
  }

  @Test
  void onlyWhatMustSurviveIsSynced() throws IOException {
    try (var store = open()) {
      long opening = store.syncs();
      var session = idle(token(1), NOW);
      store.sessions().create(token(1), session, trace(NOW, "created"));
      assertEquals(opening + 1, store.syncs());
      store.sessions().create(token(1), session, trace(NOW, "refused"));
      var used = session.withIdleDeadline(NOW.plus(HOUR.multipliedBy(2)));
      assertTrue(store.sessions().replace(token(1), session, used));
      store.audit().record(event(NOW, "by itself"));
      store.sessions().sweep(NOW, 10);
      assertEquals(opening + 1, store.syncs());
      store.sessions().end(token(1), NOW, trace(NOW, "ended"));
      store.sessions().end(token(1), NOW, trace(NOW, "lost"));
      assertEquals(opening + 2, store.syncs());
      store.replayGuard().burn(List.of(proof(1, 1, NOW.plus(HOUR))));
      assertEquals(opening + 3, store.syncs());
      store.accounts().add(AccountStoreContract.user(1, "anna"), event(NOW, "added"));
      assertEquals(opening + 4, store.syncs());
    }
  }

  @Test
  void loginsInFlightShareTheirSyncs() throws Exception {
    int writers = 64;
    int each = 20;
    try (var store = open()) {
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int writer = 0; writer < writers; writer++) {
          int first = writer * each;
          executor.execute(
              () -> {
                for (int i = first; i < first + each; i++) {
                  create(store, i);
                }
              });
        }
      }
      assertTrue(store.syncs() < writers * each / 4, store.syncs() + " syncs");
      var all =
          store
              .sessions()
              .list(OptionalLong.of(1), Optional.empty(), Optional.empty(), 10_000, NOW);
      assertEquals(writers * each, all.size());
    }
  }

  @Test
  void aClosedStoreIsUnavailable() throws IOException {
    var store = open();
    create(store, 1);
    store.close();
    assertThrows(StoreUnavailable.class, () -> create(store, 2));
    assertThrows(StoreUnavailable.class, () -> store.sessions().find(token(2), NOW));
    assertThrows(StoreUnavailable.class, () -> store.sessions().sweep(NOW, 1));
    assertThrows(StoreUnavailable.class, () -> store.accounts().find(1));
    assertThrows(
        StoreUnavailable.class, () -> store.replayGuard().take(proof(1, 1, NOW.plus(HOUR)), NOW));
    store.audit().record(event(NOW, "late"));
    assertEquals(1, store.lostEvents());
  }

  @Test
  void noCallerWaitsForeverAndWhatTimedOutBeforeItsTurnIsNotDone() throws Exception {
    var stuck = new CountDownLatch(1);
    Consumer<AuditEvent> log =
        _ -> {
          try {
            stuck.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    try (var store =
        EmbeddedStore.open(folder, EmbeddedConfig.DEFAULT, log, Duration.ofMillis(200))) {
      assertTrue(create(store, 1));
      assertThrows(StoreUnavailable.class, () -> create(store, 2));
      var begun =
          store.sessions().begin(token(4), session(token(4), NOW, HOUR), trace(NOW, "begun"));
      assertInstanceOf(
          StoreUnavailable.class,
          assertThrows(ExecutionException.class, () -> begun.orElseThrow().get()).getCause());
      stuck.countDown();
      while (!create(store, 3)) {}
      assertEquals(new Verdict.Unknown(), store.sessions().find(token(2), NOW));
      assertEquals(new Verdict.Unknown(), store.sessions().find(token(4), NOW));
    }
  }

  @Test
  void theOldestAreForgottenWhenTooManyAreRemembered() throws IOException {
    var config = new EmbeddedConfig(HOUR, 3, 10, 10, false);
    try (var store = open(config, _ -> {})) {
      for (int i = 1; i <= 5; i++) {
        create(store, i);
        store.sessions().end(token(i), NOW.plusSeconds(i), trace(NOW, "ended"));
      }
      assertEquals(5, store.remembered());
      assertEquals(2, store.sessions().sweep(NOW.plusSeconds(5), 100));
      assertEquals(3, store.remembered());
      for (int i = 1; i <= 2; i++) {
        assertEquals(new Verdict.Unknown(), store.sessions().find(token(i), NOW.plusSeconds(5)));
      }
      assertEquals(
          new Verdict.Gone("vz", Verdict.Why.ENDED, NOW.plusSeconds(3)),
          store.sessions().find(token(3), NOW.plusSeconds(5)));
    }
  }

  @Test
  void nothingIsRememberedIfSoConfigured() throws IOException {
    var config = new EmbeddedConfig(Duration.ZERO, 10, 10, 10, false);
    try (var store = open(config, _ -> {})) {
      create(store, 1);
      store.sessions().end(token(1), NOW, trace(NOW, "ended"));
      assertEquals(new Verdict.Unknown(), store.sessions().find(token(1), NOW));
      assertEquals(1, store.sessions().sweep(NOW, 100));
      assertEquals(0, store.remembered());
    }
  }

  @Test
  void theLogHearsOfEveryEventThatWasKept() throws IOException {
    var heard = new CopyOnWriteArrayList<AuditEvent>();
    try (var store = open(EmbeddedConfig.DEFAULT, heard::add)) {
      store.sessions().create(token(1), session(token(1), NOW, HOUR), trace(NOW, "1"));
      store.sessions().create(token(1), session(token(1), NOW, HOUR), trace(NOW, "refused"));
      store.audit().record(event(NOW, "2"));
      store.accounts().add(AccountStoreContract.user(1, "anna"), event(NOW, "3"));
    }
    assertEquals(List.of(event(NOW, "1"), event(NOW, "2"), event(NOW, "3")), heard);
    try (var store = open()) {
      assertEquals(heard, Waiting.events(store));
    }
  }

  @Test
  void theCacheIsBoundedAndTheTruthIsStillTold() throws IOException {
    var config = new EmbeddedConfig(HOUR, 10, 1, 1000, false);
    try (var store = open(config, _ -> {})) {
      for (int i = 0; i < 500; i++) {
        create(store, i);
      }
      for (int i = 0; i < 500; i++) {
        assertEquals(
            new Verdict.Live(session(token(i), NOW, HOUR)), store.sessions().find(token(i), NOW));
      }
      long cached =
          IntStream.range(0, 500)
              .filter(i -> store.sessions().peek(token(i), NOW).isPresent())
              .count();
      assertTrue(cached < 250, cached + " are cached");
    }
  }

  @Test
  void badValuesAreRefused() {
    var second = Duration.ofSeconds(1);
    for (Runnable bad :
        List.<Runnable>of(
            () -> new EmbeddedConfig(second.negated(), 0, 1, 1, false),
            () -> new EmbeddedConfig(second, -1, 1, 1, false),
            () -> new EmbeddedConfig(second, 0, 0, 1, false),
            () -> new EmbeddedConfig(second, 0, 1, 0, false))) {
      assertThrows(IllegalArgumentException.class, bad::run);
    }
    assertFalse(EmbeddedConfig.DEFAULT.remember().isZero());
  }
}
