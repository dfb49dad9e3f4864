package dev.jeton.store.embedded;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.rocksdb.RocksDBException;

/**
 * The audit trail: events by their time. One that can't be stored is still handed to the log, and
 * counted.
 */
final class EmbeddedAudit implements AuditTrail {
  private static final Logger LOG = System.getLogger(EmbeddedAudit.class.getName());
  private static final int VERSION = 1;

  private final Database database;
  private final Committer committer;
  private final Consumer<AuditEvent> log;
  private final Agenda events;
  private final AtomicLong lost = new AtomicLong();

  /** Makes keys unique; the committer's thread alone counts it on. */
  private long sequence;

  EmbeddedAudit(Database database, Committer committer, Consumer<AuditEvent> log) {
    this.database = database;
    this.committer = committer;
    this.log = log;
    events = new Agenda(committer, Family.AUDIT);
    sequence = database.sequence();
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

  /** Keeps an event together with what it tells of. */
  void add(Batch batch, AuditEvent event) throws RocksDBException {
    sequence++;
    events.add(batch, event.at(), new OctetWriter().sorted(sequence).done(), encoded(event));
    batch.tell(event);
  }

  /** How many events could not be stored. */
  long lost() {
    return lost.get();
  }

  /** Forgets events up to this instant, as {@link Agenda#work} says. */
  int sweep(Instant until, int limit) {
    return events.work(until, limit, (_, _) -> {});
  }

  /** Events from this instant on, the earliest first. */
  List<AuditEvent> from(Instant start, int limit) {
    var found = new ArrayList<AuditEvent>();
    database.scan(
        Family.AUDIT,
        new OctetWriter().sorted(start).done(),
        (key, value) -> {
          found.add(decoded(new OctetReader(key).sortedInstant(), value));
          return found.size() < limit;
        });
    return found;
  }

  /** Warns at the first, the second, the fourth, …: a flood is not to be answered by another. */
  private void lose(AuditEvent event) {
    long count = lost.incrementAndGet();
    if (Long.bitCount(count) == 1) {
      LOG.log(Level.WARNING, "{0} audit events could not be stored so far", count);
    }
    log.accept(event);
  }

  private static byte[] encoded(AuditEvent event) {
    var to =
        new OctetWriter().octet(VERSION).text(event.kind().name()).number(event.detail().size());
    event.detail().forEach((name, value) -> to.text(name).text(value));
    return to.done();
  }

  private static AuditEvent decoded(Instant at, byte[] octets) {
    var from = OctetReader.ofVersion(VERSION, octets);
    AuditEvent.Kind kind = AuditEvent.Kind.valueOf(from.text());
    var detail = new LinkedHashMap<String, String>();
    for (int left = from.size(); left > 0; left--) {
      detail.put(from.text(), from.text());
    }
    return new AuditEvent(at, kind, detail);
  }
}
