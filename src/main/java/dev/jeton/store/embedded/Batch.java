package dev.jeton.store.embedded;

import dev.jeton.audit.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatchWithIndex;

/**
 * The changes that are written at once, and what follows from them. Each change reads what those
 * before it left. For the committer's thread alone.
 */
final class Batch implements AutoCloseable {
  private final RocksDB database;
  private final Map<Family, ColumnFamilyHandle> families;
  private final ReadOptions reading = new ReadOptions();
  private final WriteBatchWithIndex changes = new WriteBatchWithIndex(true);
  private final List<Runnable> afterwards = new ArrayList<>();
  private final List<AuditEvent> events = new ArrayList<>();
  private boolean synced;

  Batch(RocksDB database, Map<Family, ColumnFamilyHandle> families) {
    this.database = database;
    this.families = families;
  }

  /** Takes a change in whole, or none of it if it throws. */
  <T> T apply(Change<T> change) throws RocksDBException {
    int actions = afterwards.size();
    int told = events.size();
    boolean before = synced;
    changes.setSavePoint();
    try {
      T result = change.apply(this);
      changes.popSavePoint();
      return result;
    } catch (RocksDBException | RuntimeException e) {
      changes.rollbackToSavePoint();
      afterwards.subList(actions, afterwards.size()).clear();
      events.subList(told, events.size()).clear();
      synced = before;
      throw e;
    }
  }

  Optional<byte[]> get(Family family, byte[] key) throws RocksDBException {
    return Optional.ofNullable(
        changes.getFromBatchAndDB(database, families.get(family), reading, key));
  }

  /**
   * Visits the entries from this key on, in the order of their keys, as the changes so far leave
   * them.
   */
  void scan(Family family, byte[] start, Database.Visitor visitor) throws RocksDBException {
    ColumnFamilyHandle handle = families.get(family);
    try (RocksIterator stored = database.newIterator(handle);
        RocksIterator entries = changes.newIteratorWithBase(handle, stored)) {
      Database.scan(entries, start, visitor);
    }
  }

  void put(Family family, byte[] key, byte[] value) throws RocksDBException {
    changes.put(families.get(family), key, value);
  }

  void delete(Family family, byte[] key) throws RocksDBException {
    changes.delete(families.get(family), key);
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
    if (changes.count() > 0) {
      database.write(synced ? tuning.synced : tuning.unsynced, changes);
    }
    afterwards.forEach(Runnable::run);
  }

  List<AuditEvent> events() {
    return events;
  }

  boolean synced() {
    return synced;
  }

  @Override
  public void close() {
    changes.close();
    reading.close();
  }
}
