package dev.jeton.store.embedded;

import dev.jeton.audit.AuditEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The changes that are written at once, and what follows from them. Each change reads what those
 * before it left. For the committer's thread alone.
 */
final class Batch {
  private final Database.Opened database;
  private final Changes changes = new Changes();
  private final List<Runnable> afterwards = new ArrayList<>();
  private final List<AuditEvent> events = new ArrayList<>();
  private boolean synced;

  Batch(Database.Opened database) {
    this.database = database;
  }

  /** Takes a change in whole, or none of it if it throws. */
  <T> T apply(Change<T> change) throws RocksDBException {
    int actions = afterwards.size();
    int told = events.size();
    boolean before = synced;
    try {
      T result = change.apply(this);
      changes.keep();
      return result;
    } catch (RocksDBException | RuntimeException e) {
      changes.drop();
      afterwards.subList(actions, afterwards.size()).clear();
      events.subList(told, events.size()).clear();
      synced = before;
      throw e;
    }
  }

  Optional<byte[]> get(Family family, byte[] key) throws RocksDBException {
    Optional<Optional<byte[]>> changed = changes.find(family, key);
    return changed.isPresent() ? changed.get() : database.get(family, key);
  }

  /**
   * Visits the entries from this key on, in the order of their keys, as the changes so far leave
   * them.
   */
  void scan(Family family, byte[] start, Database.Visitor visitor) throws RocksDBException {
    NavigableMap<byte[], Optional<byte[]>> changed = changes.from(family, start);
    try (RocksIterator stored = database.iterator(family)) {
      boolean more = true;
      for (stored.seek(start); more && stored.isValid(); stored.next()) {
        byte[] key = stored.key();
        while (more && !changed.isEmpty() && isBefore(changed.firstKey(), key)) {
          more = visit(changed.pollFirstEntry(), visitor);
        }
        if (more) {
          Optional<byte[]> instead = changed.remove(key);
          more =
              instead == null
                  ? visitor.visit(key, stored.value())
                  : instead.isEmpty() || visitor.visit(key, instead.get());
        }
      }
      stored.status();
      while (more && !changed.isEmpty()) {
        more = visit(changed.pollFirstEntry(), visitor);
      }
    }
  }

  private static boolean isBefore(byte[] key, byte[] other) {
    return Arrays.compareUnsigned(key, other) < 0;
  }

  private static boolean visit(
      Map.Entry<byte[], Optional<byte[]>> changed, Database.Visitor visitor) {
    return changed.getValue().isEmpty()
        || visitor.visit(changed.getKey(), changed.getValue().get());
  }

  void put(Family family, byte[] key, byte[] value) {
    changes.put(family, key, value);
  }

  void delete(Family family, byte[] key) {
    changes.delete(family, key);
  }

  /** Asks that all of it be on disk before anyone hears of it. */
  void sync() {
    synced = true;
  }

  /** Has this run, in its turn, when the changes are written and before those who wait are told. */
  void afterwards(Runnable action) {
    afterwards.add(action);
  }

  /** Has the log hear of an event that is among the changes. */
  void tell(AuditEvent event) {
    events.add(event);
  }

  /** Writes all of it. */
  void write(Tuning tuning) throws RocksDBException {
    changes.keep();
    if (!changes.isEmpty()) {
      try (var written = new WriteBatch(changes.octets(database.numbers()))) {
        database.write(synced ? tuning.synced : tuning.unsynced, written);
      }
    }
    afterwards.forEach(Runnable::run);
  }

  /** Those that are told by these changes, in their order. */
  List<AuditEvent> events() {
    return events;
  }

  boolean synced() {
    return synced;
  }
}
