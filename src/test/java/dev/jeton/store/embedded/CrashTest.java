package dev.jeton.store.embedded;

import static dev.jeton.store.contract.StoreContract.proof;
import static dev.jeton.store.contract.StoreContract.session;
import static dev.jeton.store.contract.StoreContract.token;
import static dev.jeton.store.contract.StoreContract.trace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.session.Session;
import dev.jeton.session.Verdict;
import dev.jeton.store.contract.AccountStoreContract;
import dev.jeton.store.contract.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after a crash: all that was acknowledged, or a clear refusal. */
class CrashTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  private EmbeddedStore open(Path path) throws IOException {
    return EmbeddedStore.open(path, EmbeddedConfig.DEFAULT, _ -> {});
  }

  @Test
  void whatWasAcknowledgedIsThereAfterACrash() throws Exception {
    Session session = session(token(1), NOW, HOUR);
    try (var store = open(folder.resolve("a"))) {
      store.sessions().create(token(1), session, trace(NOW, "1", proof(1, 1, NOW.plus(HOUR))));
      store.sessions().create(token(2), session(token(2), NOW, HOUR), trace(NOW, "2"));
      store.sessions().end(token(2), NOW, trace(NOW, "3", proof(1, 2, NOW.plus(HOUR))));
      store.replayGuard().burn(List.of(proof(1, 3, NOW.plus(HOUR))));
      store.accounts().add(AccountStoreContract.user(41, "anna"), trace(NOW, "4").event());
      assertSurvived(Folders.copy(folder.resolve("a"), folder.resolve("b")));
    }
    assertSurvived(folder.resolve("a"));
  }

  private void assertSurvived(Path path) throws IOException {
    try (var store = open(path)) {
      Session session = session(token(1), NOW, HOUR);
      assertEquals(new Verdict.Live(session), store.sessions().find(token(1), NOW));
      assertEquals(
          new Verdict.Gone("vz", Verdict.Why.ENDED, NOW), store.sessions().find(token(2), NOW));
      for (int i = 1; i <= 3; i++) {
        assertFalse(store.replayGuard().take(proof(1, i, NOW.plus(HOUR)), NOW));
      }
      assertEquals(
          Optional.of(AccountStoreContract.user(41, "anna")),
          store.accounts().find(Optional.empty(), "anna"));
      assertEquals(42, store.accounts().unusedId());
      assertEquals(4, Waiting.events(store).size());
      assertEquals(1, store.remembered());
    }
  }

  @Test
  void aTornLastRecordCostsNothingThatWasAcknowledged() throws Exception {
    try (var store = open(folder.resolve("a"))) {
      for (int i = 1; i < 10; i++) {
        create(store, i);
      }
      Path log = Folders.log(folder.resolve("a"));
      long before = Files.size(log);
      create(store, 10);
      long after = Files.size(log);
      assertTrue(after > before);
      // All of the record's header, then samples of its body.
      for (long length = before; length < after; length += length < before + 8 ? 1 : 61) {
        assertTornAt(length);
      }
      assertTornAt(after - 1);
    }
  }

  private void assertTornAt(long length) throws IOException {
    Path torn = Folders.copy(folder.resolve("a"), folder.resolve("torn " + length));
    try (var file = new RandomAccessFile(Folders.log(torn).toFile(), "rw")) {
      file.setLength(length);
    }
    try (var store = open(torn)) {
      for (int i = 1; i < 10; i++) {
        assertInstanceOf(Verdict.Live.class, store.sessions().find(token(i), NOW));
      }
      assertEquals(new Verdict.Unknown(), store.sessions().find(token(10), NOW));
      create(store, 10);
    }
    try (var store = open(torn)) {
      assertInstanceOf(Verdict.Live.class, store.sessions().find(token(10), NOW));
    }
  }

  @Test
  void damageInTheMiddleIsRefusedAndLeftAsItIs() throws Exception {
    Path damaged = folder.resolve("b");
    try (var store = open(folder.resolve("a"))) {
      for (int i = 1; i < 10; i++) {
        create(store, i);
      }
      Folders.copy(folder.resolve("a"), damaged);
    }
    Path log = Folders.log(damaged);
    byte[] octets = Files.readAllBytes(log);
    octets[octets.length / 2] ^= 1;
    Files.write(log, octets);
    var contents = Folders.contents(damaged);
    String refusal = assertThrows(IOException.class, () -> open(damaged)).toString();
    assertTrue(
        refusal.contains("the data in " + damaged.resolve("rocksdb") + " is damaged"), refusal);
    assertEquals(contents, Folders.contents(damaged));
    octets[octets.length / 2] ^= 1;
    Files.write(log, octets);
    try (var store = open(damaged)) {
      assertInstanceOf(Verdict.Live.class, store.sessions().find(token(9), NOW));
    }
  }

  private static void create(EmbeddedStore store, int number) {
    assertTrue(
        store
            .sessions()
            .create(token(number), session(token(number), NOW, HOUR), trace(NOW, "created")));
  }
}
