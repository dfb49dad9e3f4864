package dev.jeton.store.embedded;

import dev.jeton.session.StoreUnavailable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB of a folder. Any thread reads; the committer's thread alone makes batches and
 * reopens. A read never meets a closed native handle, which would take the process down.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Database.class.getName());

  /** For how long a caller waits before it is told that the store is unavailable. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * What must fit on the disk before a reopening is tried: more than RocksDB writes while it opens.
   */
  private static final int ROOM = 1 << 22;

  private final Path folder;
  private final Tuning tuning = new Tuning();
  private final StampedLock lock = new StampedLock();
  private @Nullable Opened opened;

  /**
   * The database while it is open.
   *
   * @param numbers by which it knows the families
   */
  record Opened(
      RocksDB database, Map<Family, ColumnFamilyHandle> families, Map<Family, Integer> numbers) {
    Optional<byte[]> get(Family family, byte[] key) throws RocksDBException {
      return Optional.ofNullable(database.get(handle(family), key));
    }

    /**
     * Whether there is no such key.
     *
     * @throws RocksDBException also if these options do not let that be found out
     */
    boolean isAbsent(Family family, byte[] key, ReadOptions options) throws RocksDBException {
      return database.get(handle(family), options, key) == null;
    }

    RocksIterator iterator(Family family) {
      return database.newIterator(handle(family));
    }

    void write(WriteOptions options, WriteBatch batch) throws RocksDBException {
      database.write(options, batch);
    }

    private ColumnFamilyHandle handle(Family family) {
      return Optional.ofNullable(families.get(family)).orElseThrow();
    }

    void flush() {
      try (var options = new FlushOptions()) {
        database.flush(options, List.copyOf(families.values()));
      } catch (RocksDBException e) {
        LOG.log(
            Level.WARNING, "what was written will be replayed from its log at the next start", e);
      }
    }

    void close() {
      families.values().forEach(ColumnFamilyHandle::close);
      database.close();
    }
  }

  /** Receives an entry, and says whether to go on. */
  @FunctionalInterface
  interface Visitor {
    boolean visit(byte[] key, byte[] value);
  }

  /**
   * Opens the folder, which exists.
   *
   * @throws IOException if it can't be opened, with what is wrong in plain words
   */
  Database(Path folder) throws IOException {
    this.folder = folder;
    try {
      opened = open();
    } catch (RocksDBException e) {
      tuning.close();
      boolean damaged = e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
      throw new IOException(
          damaged
              ? "the data in " + folder + " is damaged, and was left as it is: " + e.getMessage()
              : "the data in " + folder + " can't be opened: " + e.getMessage(),
          e);
    }
  }

  private Opened open() throws RocksDBException {
    var handles = new ArrayList<ColumnFamilyHandle>();
    RocksDB database = RocksDB.open(tuning.database, folder.toString(), tuning.families(), handles);
    var families = new EnumMap<Family, ColumnFamilyHandle>(Family.class);
    var numbers = new EnumMap<Family, Integer>(Family.class);
    for (Family family : Family.values()) {
      ColumnFamilyHandle handle = handles.get(families.size());
      families.put(family, handle);
      numbers.put(family, handle.getID());
    }
    return new Opened(database, families, numbers);
  }

  Optional<byte[]> get(Family family, byte[] key) {
    return reading(from -> from.get(family, key));
  }

  /**
   * Whether there is no such key, as far as memory tells without waiting; false says nothing. Who
   * writes the key meanwhile has to be known otherwise.
   */
  boolean isKnownAbsent(Family family, byte[] key) {
    long stamp = lock.tryReadLock();
    try {
      return stamp != 0 && opened != null && opened.isAbsent(family, key, tuning.inMemory);
    } catch (RocksDBException _) { // mostly since the disk would have to be read
      return false;
    } finally {
      if (stamp != 0) {
        lock.unlockRead(stamp);
      }
    }
  }

  /** Visits the entries from this key on, in the order of their keys. */
  void scan(Family family, byte[] start, Visitor visitor) {
    reading(
        from -> {
          try (RocksIterator entries = from.iterator(family)) {
            scan(entries, start, visitor);
            return true;
          }
        });
  }

  static void scan(RocksIterator entries, byte[] start, Visitor visitor) throws RocksDBException {
    entries.seek(start);
    while (entries.isValid() && visitor.visit(entries.key(), entries.value())) {
      entries.next();
    }
    entries.status();
  }

  /** The greatest key; empty if the family is. */
  Optional<byte[]> last(Family family) {
    return reading(
        from -> {
          try (RocksIterator entries = from.iterator(family)) {
            entries.seekToLast();
            entries.status();
            return entries.isValid() ? Optional.of(entries.key()) : Optional.empty();
          }
        });
  }

  /** An empty batch. For the committer's thread, as is all below. */
  Batch batch() {
    if (opened == null) {
      throw new StoreUnavailable("the store is closed", new IllegalStateException("closed"));
    }
    return new Batch(opened);
  }

  void write(Batch batch) throws RocksDBException {
    batch.write(tuning);
  }

  /**
   * Closes and opens it again, which settles whether a failed write was kept. What can be read
   * stays readable as long as the disk has no room for that.
   *
   * @throws IOException if the disk has none, and nothing was touched
   * @throws RocksDBException if it can't be opened; it is closed then
   */
  void reopen() throws IOException, RocksDBException {
    probe();
    long stamp = lock.writeLock();
    try {
      if (opened != null) {
        opened.close();
        opened = null;
      }
      opened = open();
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void probe() throws IOException {
    Path probe = folder.resolve("probe");
    try (var channel =
        FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var zeros = ByteBuffer.allocate(ROOM);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      channel.force(true);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(Opened opened) throws RocksDBException;
  }

  private <T> T reading(Reading<T> reading) {
    long stamp = 0;
    try {
      stamp = lock.tryReadLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (stamp == 0 || opened == null) {
        throw new StoreUnavailable(
            "the data in " + folder + " is not open", new IllegalStateException("closed"));
      }
      return reading.from(opened);
    } catch (RocksDBException e) {
      throw new StoreUnavailable("the data in " + folder + " can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for the data in " + folder, e);
    } finally {
      if (stamp != 0) {
        lock.unlockRead(stamp);
      }
    }
  }

  /** Puts what is in memory into tables first, so that the next start has nothing to replay. */
  @Override
  public void close() {
    long stamp = lock.writeLock();
    try {
      if (opened != null) {
        opened.flush();
        opened.close();
        opened = null;
      }
    } finally {
      lock.unlockWrite(stamp);
    }
    tuning.close();
  }
}
