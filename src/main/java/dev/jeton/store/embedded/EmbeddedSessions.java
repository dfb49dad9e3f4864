package dev.jeton.store.embedded;

import dev.jeton.session.Session;
import dev.jeton.session.SessionEvents;
import dev.jeton.session.SessionId;
import dev.jeton.session.SessionStore;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.Trace;
import dev.jeton.session.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.rocksdb.RocksDBException;

/**
 * The sessions. A bounded cache stands in front of reading; what a write changes is changed there
 * before its caller hears of it, and a load that meets a change gives way, so that it never tells
 * what is no longer so.
 */
final class EmbeddedSessions implements SessionStore {
  private static final byte[] NOTHING = {};
  private static final byte[] REMEMBERED = {'r'};

  private final Database database;
  private final Committer committer;
  private final EmbeddedProofs proofs;
  private final EmbeddedAudit audit;
  private final EmbeddedConfig config;
  private final SessionListing listing;
  private final Agenda deadlines;
  private final Agenda remembered;
  private final KnownSessions known;

  EmbeddedSessions(
      Database database,
      Committer committer,
      EmbeddedProofs proofs,
      EmbeddedAudit audit,
      EmbeddedConfig config) {
    this.database = database;
    this.committer = committer;
    this.proofs = proofs;
    this.audit = audit;
    this.config = config;
    listing = new SessionListing(database);
    deadlines = new Agenda(committer, Family.DEADLINES);
    remembered = new Agenda(committer, Family.REMEMBERED);
    known = new KnownSessions(config.cachedSessions());
    committer.afterReopening(known::clear);
  }

  @Override
  public boolean create(TokenDigest token, Session session, Trace trace) {
    return committer.commit(creation(token, session, trace));
  }

  @Override
  public Optional<CompletableFuture<Boolean>> begin(
      TokenDigest token, Session session, Trace trace) {
    return committer.begin(creation(token, session, trace));
  }

  private Change<Boolean> creation(TokenDigest token, Session session, Trace trace) {
    requireOwnId(token, session);
    byte[] id = SessionRecord.id(token);
    return batch -> {
      if (batch.get(Family.LIVE, id).isPresent() || batch.get(Family.GONE, id).isPresent()) {
        return false;
      }
      file(batch, new SessionRecord(token, session.deadline(), session));
      keep(batch, trace);
      return true;
    };
  }

  @Override
  public Verdict find(TokenDigest token, Instant now) {
    byte[] id = SessionRecord.id(token);
    Verdict stored = known.find(token, () -> read(id)).orElseGet(Verdict.Unknown::new);
    return switch (stored) {
      case Verdict.Live live when live.session().liveAt(now) -> live;
      case Verdict.Live(Session session) -> remembered(expired(session), now);
      case Verdict.Gone gone -> remembered(gone, now);
      case Verdict.Unknown unknown -> unknown;
    };
  }

  @Override
  public Optional<Verdict> peek(TokenDigest token, Instant now) {
    return known
        .peek(token)
        .filter(there -> there instanceof Verdict.Live(Session session) && session.liveAt(now));
  }

  @Override
  public boolean replace(TokenDigest token, Session expected, Session next) {
    requireOwnId(token, next);
    byte[] id = SessionRecord.id(token);
    return committer.commit(
        batch -> {
          Optional<SessionRecord> there = live(batch, id).filter(r -> r.token().equals(token));
          if (there.isEmpty() || !there.get().session().equals(expected)) {
            return false;
          }
          Instant filed = there.get().filed();
          if (next.deadline().isBefore(filed)
              || !SessionRecord.parties(next).equals(SessionRecord.parties(expected))) {
            unfile(batch, there.get());
            file(batch, new SessionRecord(token, next.deadline(), next));
          } else {
            put(batch, new SessionRecord(token, filed, next));
          }
          return true;
        });
  }

  @Override
  public Optional<Session> end(TokenDigest token, Instant now, Trace trace) {
    byte[] id = SessionRecord.id(token);
    return committer.commit(
        batch -> {
          Optional<SessionRecord> there =
              live(batch, id).filter(r -> r.token().equals(token) && r.session().liveAt(now));
          if (there.isPresent()) {
            String dialect = there.get().session().dialect();
            bury(batch, there.get(), new Verdict.Gone(dialect, Verdict.Why.ENDED, now));
            keep(batch, trace);
          }
          return there.map(SessionRecord::session);
        });
  }

  @Override
  public Optional<TokenDigest> digest(SessionId id) {
    byte[] key = SessionRecord.id(id);
    return database
        .get(Family.LIVE, key)
        .map(value -> SessionRecord.decoded(key, value).token())
        .or(
            () ->
                database
                    .get(Family.GONE, key)
                    .map(value -> GoneRecord.decoded(key, value).token()));
  }

  @Override
  public List<Session> list(
      OptionalLong account,
      Optional<String> dialect,
      Optional<SessionId> after,
      int limit,
      Instant now) {
    return listing.list(account, dialect, after, limit, now);
  }

  @Override
  public int sweep(Instant now, int limit) {
    int done = deadlines.work(now, limit, (batch, entry) -> expire(batch, entry, now));
    done += remembered.work(now.minus(config.remember()), limit - done, this::forget);
    long most = Math.min(remembered() - config.maximumRemembered(), limit - done);
    if (most > 0) {
      done += remembered.work(Instant.MAX, (int) most, this::forget);
    }
    return done + proofs.sweep(now, limit - done);
  }

  /** How many sessions that are gone are remembered. */
  long remembered() {
    return database.get(Family.META, REMEMBERED).map(EmbeddedSessions::count).orElse(0L);
  }

  private void expire(Batch batch, Agenda.Entry entry, Instant now) throws RocksDBException {
    Optional<SessionRecord> there = live(batch, entry.what());
    if (there.isEmpty()) {
      return;
    }
    TokenDigest token = there.get().token();
    Session session = there.get().session();
    if (session.liveAt(now)) { // it was used since it was filed
      put(batch, new SessionRecord(token, session.deadline(), session));
      deadlines.add(batch, session.deadline(), entry.what());
    } else {
      bury(batch, there.get(), expired(session));
      audit.add(batch, SessionEvents.expired(now, session));
    }
  }

  private void forget(Batch batch, Agenda.Entry entry) throws RocksDBException {
    Optional<byte[]> there = batch.get(Family.GONE, entry.what());
    if (there.isPresent()) {
      TokenDigest token = GoneRecord.decoded(entry.what(), there.get()).token();
      batch.delete(Family.GONE, entry.what());
      count(batch, -1);
      batch.afterwards(() -> known.remove(token));
    }
  }

  /** Puts a new session in, and into the indexes. */
  void file(Batch batch, SessionRecord there) throws RocksDBException {
    byte[] id = SessionRecord.id(there.token());
    put(batch, there);
    deadlines.add(batch, there.filed(), id);
    for (long account : SessionRecord.parties(there.session())) {
      batch.put(Family.BY_ACCOUNT, SessionListing.byAccount(account, id), NOTHING);
    }
  }

  /** Puts a session in its former self's place, which the indexes know already. */
  private void put(Batch batch, SessionRecord there) throws RocksDBException {
    var stored = new StoredSession(true, there.encoded());
    batch.put(Family.LIVE, SessionRecord.id(there.token()), stored.octets());
    batch.afterwards(() -> known.put(there.token(), stored, new Verdict.Live(there.session())));
  }

  private void unfile(Batch batch, SessionRecord there) throws RocksDBException {
    byte[] id = SessionRecord.id(there.token());
    batch.delete(Family.LIVE, id);
    deadlines.remove(batch, there.filed(), id);
    for (long account : SessionRecord.parties(there.session())) {
      batch.delete(Family.BY_ACCOUNT, SessionListing.byAccount(account, id));
    }
  }

  private void bury(Batch batch, SessionRecord there, Verdict.Gone gone) throws RocksDBException {
    byte[] id = SessionRecord.id(there.token());
    unfile(batch, there);
    var stored = new StoredSession(false, new GoneRecord(there.token(), gone).encoded());
    batch.put(Family.GONE, id, stored.octets());
    remembered.add(batch, gone.at(), id);
    count(batch, 1);
    batch.afterwards(() -> known.put(there.token(), stored, gone));
  }

  private void keep(Batch batch, Trace trace) throws RocksDBException {
    proofs.add(batch, trace.burnt());
    audit.add(batch, trace.event());
    batch.sync();
  }

  private Verdict remembered(Verdict.Gone gone, Instant now) {
    return gone.at().isAfter(now.minus(config.remember())) ? gone : new Verdict.Unknown();
  }

  private static Verdict.Gone expired(Session session) {
    return new Verdict.Gone(session.dialect(), Verdict.Why.EXPIRED, session.deadline());
  }

  private Optional<StoredSession> read(byte[] id) {
    return database
        .get(Family.LIVE, id)
        .map(octets -> new StoredSession(true, octets))
        .or(() -> database.get(Family.GONE, id).map(octets -> new StoredSession(false, octets)));
  }

  private static Optional<SessionRecord> live(Batch batch, byte[] id) throws RocksDBException {
    return batch.get(Family.LIVE, id).map(value -> SessionRecord.decoded(id, value));
  }

  private static void count(Batch batch, int more) throws RocksDBException {
    long before = batch.get(Family.META, REMEMBERED).map(EmbeddedSessions::count).orElse(0L);
    batch.put(Family.META, REMEMBERED, new OctetWriter().number(before + more).done());
  }

  private static long count(byte[] value) {
    return new OctetReader(value).number();
  }

  private static void requireOwnId(TokenDigest token, Session session) {
    if (!session.id().equals(token.sessionId())) {
      throw new IllegalArgumentException("session " + session.id() + " has another token");
    }
  }
}
