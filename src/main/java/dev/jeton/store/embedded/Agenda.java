package dev.jeton.store.embedded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import org.rocksdb.RocksDBException;

/**
 * What is to be done when, in the order of time. Looking for what is due begins where the last look
 * ended, not among the traces that removed entries leave in the database until it compacts them; so
 * its cost follows what is due.
 */
final class Agenda {
  /**
   * Long enough to be cheap, short enough that logins behind it in the committer's queue hardly
   * wait.
   */
  private static final int CHUNK = 256;

  private static final byte[] BEGINNING = {};

  private final Committer committer;
  private final Family family;

  /**
   * No entry lies before this key. The committer's thread alone uses it, and ahead of its writing:
   * when that fails, the database is opened anew, and this begins anew.
   */
  private byte[] first = BEGINNING;

  /** An entry whose time has come. */
  record Entry(Instant at, byte[] what) {}

  /** Does what is due; the entry itself is removed already. */
  @FunctionalInterface
  interface Task {
    void run(Batch batch, Entry entry) throws RocksDBException;
  }

  Agenda(Committer committer, Family family) {
    this.committer = committer;
    this.family = family;
    committer.afterReopening(() -> first = BEGINNING);
  }

  void add(Batch batch, Instant at, byte[] what, byte[] value) throws RocksDBException {
    byte[] key = key(at, what);
    if (Arrays.compareUnsigned(key, first) < 0) {
      first = key;
    }
    batch.put(family, key, value);
  }

  void add(Batch batch, Instant at, byte[] what) throws RocksDBException {
    add(batch, at, what, BEGINNING);
  }

  void remove(Batch batch, Instant at, byte[] what) throws RocksDBException {
    batch.delete(family, key(at, what));
  }

  /**
   * Does what is due up to this instant, the earliest first.
   *
   * @param limit as much at the most
   * @return how much; less than the limit when nothing is left
   */
  int work(Instant until, int limit, Task task) {
    int done = 0;
    while (done < limit) {
      int most = Math.min(CHUNK, limit - done);
      int some = committer.commit(batch -> work(batch, until, most, task));
      done += some;
      if (some < most) {
        break;
      }
    }
    return done;
  }

  private int work(Batch batch, Instant until, int most, Task task) throws RocksDBException {
    var due = new ArrayList<byte[]>();
    batch.scan(
        family,
        first,
        (key, _) -> {
          if (entry(key).at().isAfter(until)) {
            return false;
          }
          due.add(key);
          return due.size() < most;
        });
    if (due.isEmpty()) {
      return 0;
    }
    byte[] before = first;
    first = due.getLast();
    try {
      for (byte[] key : due) {
        batch.delete(family, key);
        task.run(batch, entry(key));
      }
    } catch (RocksDBException | RuntimeException e) {
      first = before;
      throw e;
    }
    return due.size();
  }

  private static Entry entry(byte[] key) {
    var reader = new OctetReader(key);
    return new Entry(reader.sortedInstant(), reader.rest());
  }

  private static byte[] key(Instant at, byte[] what) {
    return new OctetWriter().sorted(at).octets(what).done();
  }
}
