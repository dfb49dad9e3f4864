package dev.jeton.store.embedded;

import static dev.jeton.store.contract.StoreContract.session;
import static dev.jeton.store.contract.StoreContract.token;
import static dev.jeton.store.contract.StoreContract.trace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import dev.jeton.audit.Outbox;
import dev.jeton.session.StoreUnavailable;
import dev.jeton.session.Trace;
import dev.jeton.session.Verdict;
import dev.jeton.store.contract.AccountStoreContract;
import dev.jeton.store.contract.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;

/** The store as the journal's outbox: numbered without gaps, bounded, and over restarts. */
final class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  private EmbeddedStore open(long most, boolean refusing) throws IOException {
    var config = new EmbeddedConfig(HOUR, 100, 100, most, refusing);
    return EmbeddedStore.open(folder, config, _ -> {});
  }

  private static void create(EmbeddedStore store, int number) {
    assertTrue(
        store
            .sessions()
            .create(token(number), session(token(number), NOW, HOUR), trace(NOW, "" + number)));
  }

  private static AuditEvent refused(int number) {
    return AuditEvent.of(NOW, Kind.REQUEST_REFUSED, "cause", "flood " + number);
  }

  private static List<Long> numbers(EmbeddedStore store) throws IOException {
    return store.outbox().waiting(0, 1000).stream().map(Outbox.Numbered::number).toList();
  }

  private static List<Long> from(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void eventsAreNumberedWithoutGapsOverRestarts() throws IOException {
    try (var store = open(100, false)) {
      for (int i = 1; i <= 5; i++) {
        create(store, i);
      }
      // The same token again: neither the session nor its event is kept, nor a number used up.
      store.sessions().create(token(5), session(token(5), NOW, HOUR), trace(NOW, "again"));
      create(store, 6);
      assertEquals(from(1, 6), numbers(store));
      store.outbox().written(4);
      assertEquals(from(5, 6), numbers(store));
    }
    try (var store = open(100, false)) {
      create(store, 7);
      assertEquals(from(5, 7), numbers(store));
      store.outbox().written(7);
    }
    try (var store = open(100, false)) {
      assertEquals(List.of(), numbers(store));
      create(store, 8);
      assertEquals(from(8, 8), numbers(store));
    }
  }

  /** As after a power cut that took what the store had not synced and the files had. */
  @Test
  void numbersGoOnBehindWhatTheFilesHave() throws IOException {
    try (var store = open(100, false)) {
      create(store, 1);
      assertEquals(0, store.outbox().resume(9));
      create(store, 2);
      assertEquals(from(10, 10), numbers(store));
    }
    try (var store = open(100, false)) {
      assertEquals(9, store.outbox().resume(4)); // it says that there should be more
      assertEquals(from(10, 10), numbers(store));
    }
  }

  @Test
  void aFloodIsDroppedAndCountedAndLoginsAreKept() throws IOException {
    try (var store = open(10, false)) {
      for (int i = 0; i < 50; i++) {
        store.audit().record(refused(i));
      }
      for (int i = 0; i < 20; i++) {
        create(store, i);
      }
      assertEquals(30, numbers(store).size());
      assertEquals(
          20, Waiting.events(store).stream().filter(e -> e.kind() == Kind.LOGIN_GRANTED).count());
      assertEquals(40, store.outbox().takeDropped());
      assertEquals(0, store.outbox().takeDropped());
      assertEquals(40, store.lostEvents());
      store.outbox().written(30);
      store.audit().record(refused(50));
      create(store, 20);
      assertEquals(from(31, 32), numbers(store));
    }
  }

  @Test
  void loginsAreRefusedIfSoConfiguredAndEndsAreNot() throws IOException {
    try (var store = open(3, true)) {
      for (int i = 1; i <= 3; i++) {
        create(store, i);
      }
      assertThrows(StoreUnavailable.class, () -> create(store, 4));
      assertEquals(new Verdict.Unknown(), store.sessions().find(token(4), NOW));
      var added = AuditEvent.of(NOW, Kind.ACCOUNT_ADDED);
      var anna = AccountStoreContract.user(1, "anna");
      assertThrows(StoreUnavailable.class, () -> store.accounts().add(anna, added));
      var ended = new Trace(List.of(), AuditEvent.of(NOW, Kind.SESSION_ENDED));
      assertTrue(store.sessions().end(token(1), NOW, ended).isPresent());
      assertEquals(from(1, 4), numbers(store));
      store.outbox().written(2);
      create(store, 4);
      assertEquals(from(3, 5), numbers(store));
    }
  }

  @Test
  void expiredSessionsLeaveAnEventEach() throws IOException {
    try (var store = open(100, false)) {
      create(store, 1);
      create(store, 2);
      store.outbox().written(2);
      store.sessions().sweep(NOW.plus(HOUR), 100);
      store.sessions().sweep(NOW.plus(HOUR), 100);
      List<AuditEvent> expired = Waiting.events(store);
      assertEquals(2, expired.size());
      assertEquals(Kind.SESSION_EXPIRED, expired.getFirst().kind());
      assertEquals("2026-01-01T01:00:00Z", expired.getFirst().detail().get("deadline"));
      assertEquals(NOW.plus(HOUR), expired.getFirst().at());
    }
  }

  /** Events that were written at once are one record, which the journal may take in parts. */
  @Test
  void aRecordOfSeveralEventsIsTakenAndLetGoInParts() throws IOException {
    try (var store = open(100, false)) {
      for (int i = 1; i <= 5; i++) {
        create(store, i);
      }
      store.outbox().written(5);
      store.sessions().sweep(NOW.plus(HOUR), 100); // 6 to 10
      create(store, 6);
      assertEquals(from(6, 11), numbers(store));
      assertEquals(
          from(8, 9), store.outbox().waiting(7, 2).stream().map(Outbox.Numbered::number).toList());
      store.outbox().written(8);
      assertEquals(
          from(9, 11), store.outbox().waiting(8, 9).stream().map(Outbox.Numbered::number).toList());
    }
    try (var store = open(100, false)) {
      assertEquals(8, store.outbox().resume(8));
      create(store, 7);
      assertEquals(
          from(9, 12), store.outbox().waiting(8, 9).stream().map(Outbox.Numbered::number).toList());
      store.outbox().written(12);
      assertEquals(List.of(), numbers(store));
    }
  }

  /** As versions kept them that had a record for each event. */
  @Test
  void aRecordOfOneEventOfAFormerVersionIsReadToo() throws Exception {
    try (var store = open(100, false)) {
      create(store, 1);
    }
    putByHand(
        Family.OUTBOX,
        List.of(
            Map.entry(
                new byte[] {-128, 0, 0, 0, 0, 0, 0, 2},
                new OctetWriter()
                    .octet(1)
                    .instant(NOW)
                    .text("SESSION_ENDED")
                    .number(1)
                    .text("actor")
                    .text("anna")
                    .done())));
    try (var store = open(100, false)) {
      create(store, 2);
      assertEquals(from(1, 3), numbers(store));
      assertEquals(
          AuditEvent.of(NOW, Kind.SESSION_ENDED, "actor", "anna"), Waiting.events(store).get(1));
      store.outbox().written(2);
      assertEquals(
          from(3, 3), store.outbox().waiting(2, 9).stream().map(Outbox.Numbered::number).toList());
    }
  }

  /** What version 0.1.0 kept by time, 90 days of it, goes the way of all other events. */
  @Test
  void eventsOfAnOlderStoreAreTakenOver() throws Exception {
    try (var store = open(100, false)) {
      create(store, 1);
    }
    var former = new ArrayList<Map.Entry<byte[], byte[]>>();
    for (int i = 1; i <= 600; i++) {
      former.add(
          Map.entry(
              new OctetWriter().sorted(NOW.plusSeconds(i)).sorted(7L + i).done(),
              new OctetWriter()
                  .octet(1)
                  .text("SESSION_ENDED")
                  .number(1)
                  .text("actor")
                  .text("user " + i)
                  .done()));
    }
    putByHand(Family.AUDIT, former);
    for (int start = 0; start < 2; start++) {
      try (var store = open(100, false)) {
        List<AuditEvent> events = Waiting.events(store);
        assertEquals(601, events.size());
        assertEquals(
            AuditEvent.of(NOW.plusSeconds(600), Kind.SESSION_ENDED, "actor", "user 600"),
            events.getLast());
        assertEquals(
            from(1, 601),
            store.outbox().waiting(0, 1000).stream().map(Outbox.Numbered::number).toList());
      }
    }
  }

  /** Puts records into a store that is closed, without its own classes. */
  private void putByHand(Family family, List<Map.Entry<byte[], byte[]>> records) throws Exception {
    var handles = new ArrayList<ColumnFamilyHandle>();
    List<ColumnFamilyDescriptor> families =
        Arrays.stream(Family.values()).map(f -> new ColumnFamilyDescriptor(f.onDisk())).toList();
    try (var options = new DBOptions();
        var opened =
            RocksDB.open(options, folder.resolve("rocksdb").toString(), families, handles)) {
      for (Map.Entry<byte[], byte[]> each : records) {
        opened.put(
            handles.get(List.of(Family.values()).indexOf(family)), each.getKey(), each.getValue());
      }
      handles.forEach(ColumnFamilyHandle::close);
    }
  }
}
