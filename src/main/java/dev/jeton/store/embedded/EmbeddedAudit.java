package dev.jeton.store.embedded;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.audit.Flood;
import dev.jeton.audit.Outbox;
import dev.jeton.session.StoreUnavailable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The audit trail's durable part: events by their number, until the journal has them in its files.
 * One that can't be stored, or is dropped because too many wait, is still handed to the log, and
 * counted.
 */
final class EmbeddedAudit implements AuditTrail, Outbox {
  private static final Logger LOG = System.getLogger(EmbeddedAudit.class.getName());

  /** Few enough that logins behind them in the committer's queue hardly wait. */
  private static final int CHUNK = 256;

  private static final byte[] WRITTEN = {'w'};
  private static final byte[] BEGINNING = {};

  private final Database database;
  private final Committer committer;
  private final EmbeddedConfig config;
  private final Consumer<AuditEvent> log;
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong untold = new AtomicLong();

  /** The last number that is stored; the committer's thread alone counts it on. */
  private volatile long stored;

  /** The last number that the journal has; the committer's thread alone counts it on. */
  private volatile long written;

  /**
   * The last number that the journal was given: whatever the disk forgets, it is not given again.
   */
  private volatile long given;

  /** The journal's thread while it waits. */
  private volatile @Nullable Thread waiting;

  EmbeddedAudit(
      Database database, Committer committer, EmbeddedConfig config, Consumer<AuditEvent> log) {
    this.database = database;
    this.committer = committer;
    this.config = config;
    this.log = log;
    recount();
    committer.afterReopening(this::recount);
    committer.beforeWriting(this::keep);
    takeOver();
  }

  @Override
  public void record(AuditEvent event) {
    boolean queued =
        committer.offer(
            batch -> {
              add(batch, event);
              return true;
            },
            () -> lose(event));
    if (!queued) {
      lose(event);
    }
  }

  /**
   * Keeps an event together with what it tells of.
   *
   * @throws StoreUnavailable if too many wait, and what it tells of is not to be done then
   */
  void add(Batch batch, AuditEvent event) {
    long number = stored + batch.events().size() + 1;
    if (number - written > config.waitingEvents()) {
      switch (event.kind().weight()) {
        case EXPENDABLE -> {
          lose(event);
          return;
        }
        case GRANTS -> {
          if (config.refusing()) {
            throw new StoreUnavailable(
                "the audit trail can't be written, and audit.on-failure is refuse",
                new IllegalStateException(config.waitingEvents() + " events wait"));
          }
        }
        case KEPT, OWN -> {}
      }
    }
    batch.tell(event);
  }

  /** Puts what a batch tells into one record: logins that share a sync share this, too. */
  private void keep(Batch batch) {
    List<AuditEvent> events = batch.events();
    if (!events.isEmpty()) {
      long last = stored + events.size();
      batch.put(Family.OUTBOX, key(last), EventRecord.encoded(events));
      batch.afterwards(() -> reach(last));
    }
  }

  private void reach(long number) {
    stored = number;
    Thread waiter = waiting;
    if (waiter != null) {
      waiting = null;
      LockSupport.unpark(waiter);
    }
  }

  /** How many events could not be stored, or were dropped. */
  long lost() {
    return lost.get();
  }

  @Override
  public long takeDropped() {
    return untold.getAndSet(0);
  }

  @Override
  public long resume(long reached) throws IOException {
    try {
      long known = written;
      written(Math.min(reached, stored));
      committer.commit(
          batch -> {
            long behind = Math.max(reached, written);
            batch.put(Family.META, WRITTEN, new OctetWriter().number(behind).done());
            batch.afterwards(
                () -> {
                  written = behind;
                  stored = Math.max(stored, behind);
                });
            batch.sync();
            return true;
          });
      return known;
    } catch (StoreUnavailable e) {
      throw new IOException(e);
    }
  }

  @Override
  public List<Numbered> waiting(long after, int limit) throws IOException {
    var found = new ArrayList<Numbered>();
    try {
      database.scan(
          Family.OUTBOX,
          key(after + 1),
          (key, value) -> {
            List<AuditEvent> events = EventRecord.decoded(value);
            long number = new OctetReader(key).sorted() - events.size();
            for (AuditEvent event : events) {
              number++;
              if (number > after && found.size() < limit) {
                found.add(new Numbered(number, event));
                given = number;
              }
            }
            return found.size() < limit;
          });
    } catch (StoreUnavailable e) {
      throw new IOException(e);
    }
    return found;
  }

  @Override
  public void await(long after, Duration most) {
    waiting = Thread.currentThread();
    if (stored <= after) {
      LockSupport.parkNanos(this, most.toNanos());
    }
    waiting = null;
  }

  /** Not synced: after a crash the journal says itself how far its files reach. */
  @Override
  public void written(long through) throws IOException {
    try {
      while (written < through) {
        committer.commit(batch -> letGo(batch, through));
      }
    } catch (StoreUnavailable e) {
      throw new IOException(e);
    }
  }

  /** Of a record that was written in part, the rest is still wanted. */
  private boolean letGo(Batch batch, long through) throws RocksDBException {
    var records = new ArrayList<byte[]>();
    batch.scan(
        Family.OUTBOX,
        key(written + 1),
        (key, _) -> {
          boolean whole = new OctetReader(key).sorted() <= through;
          if (whole) {
            records.add(key);
          }
          return whole && records.size() < CHUNK;
        });
    records.forEach(key -> batch.delete(Family.OUTBOX, key));
    long last = records.size() < CHUNK ? through : new OctetReader(records.getLast()).sorted();
    batch.put(Family.META, WRITTEN, new OctetWriter().number(last).done());
    batch.afterwards(() -> written = last);
    return true;
  }

  /** Warns at the first, the second, the fourth, …: a flood is not to be answered by another. */
  private void lose(AuditEvent event) {
    untold.incrementAndGet();
    long count = lost.incrementAndGet();
    if (Flood.isTold(count)) {
      LOG.log(Level.WARNING, "{0} audit events could not be stored so far", count);
    }
    log.accept(event);
  }

  /** Looks how far the numbers go on disk. */
  private void recount() {
    long marked =
        database.get(Family.META, WRITTEN).map(value -> new OctetReader(value).number()).orElse(0L);
    long last = database.last(Family.OUTBOX).map(key -> new OctetReader(key).sorted()).orElse(0L);
    written = Math.max(written, marked);
    stored = Math.max(last, Math.max(written, given));
  }

  /** What an older version kept by time waits for the journal like all else. */
  private void takeOver() {
    while (committer.commit(this::takeSome) == CHUNK) {}
  }

  private int takeSome(Batch batch) throws RocksDBException {
    var keys = new ArrayList<byte[]>();
    long first = stored + 1;
    batch.scan(
        Family.AUDIT,
        BEGINNING,
        (key, value) -> {
          List<AuditEvent> former = List.of(EventRecord.former(key, value));
          batch.put(Family.OUTBOX, key(first + keys.size()), EventRecord.encoded(former));
          keys.add(key);
          return keys.size() < CHUNK;
        });
    for (byte[] key : keys) {
      batch.delete(Family.AUDIT, key);
    }
    batch.afterwards(() -> stored = first + keys.size() - 1);
    return keys.size();
  }

  private static byte[] key(long number) {
    return new OctetWriter().sorted(number).done();
  }
}
