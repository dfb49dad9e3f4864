package dev.jeton.store.embedded;

import dev.jeton.account.Account;
import dev.jeton.account.AccountStore;
import dev.jeton.audit.AuditEvent;
import dev.jeton.session.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.RocksDBException;

/** The accounts, with indexes by name and key. */
final class EmbeddedAccounts implements AccountStore {
  private static final int CACHED = 10_000;

  /** Id 0 stands in for unknown names: it is found by its id alone. */
  private static final long DECOY = 0;

  private static final byte[] HIGHEST_ID = {'h'};

  private final Database database;
  private final Committer committer;
  private final EmbeddedAudit audit;
  private final EmbeddedForms forms;
  private final WayCounts ways;
  private final AtomicLong highestId;
  private volatile Known known = new Known();

  /** What was read: accounts by their ids, and ids by names and by keys. */
  private record Known(
      Cached<Long, Account> accounts, Cached<Name, Long> names, Cached<Key, Long> keys) {
    Known() {
      this(new Cached<>(CACHED), new Cached<>(CACHED), new Cached<>(CACHED));
    }

    void letGo(Account account) {
      accounts.letGo(account.id());
      names.letGo(Name.of(account));
      EmbeddedAccounts.keys(account).forEach(keys::letGo);
    }
  }

  private record Name(Optional<String> form, String name) {
    static Name of(Account account) {
      return new Name(account.form().map(Form::id), account.name());
    }

    byte[] octets() {
      var to = new OctetWriter();
      return to.optional(form, to::text).text(name).done();
    }
  }

  private record Key(String identifiant) {
    byte[] octets() {
      return new OctetWriter().text(identifiant).done();
    }
  }

  EmbeddedAccounts(Database database, Committer committer, EmbeddedAudit audit) {
    this.database = database;
    this.committer = committer;
    this.audit = audit;
    highestId =
        new AtomicLong(
            database.get(Family.META, HIGHEST_ID).map(EmbeddedAccounts::id).orElse(DECOY));
    ways = new WayCounts(database);
    forms = new EmbeddedForms(database, committer);
    committer.afterReopening(() -> known = new Known());
    if (!ways.areCounted()) {
      committer.commit(ways::countAll);
    }
  }

  @Override
  public Optional<Account> find(long id) {
    return find(known, id);
  }

  @Override
  public Optional<Account> peek(long id) {
    return known.accounts().peek(id);
  }

  /** Between two reads the account may change; then it must still be the one that was asked for. */
  @Override
  public Optional<Account> find(Optional<String> form, String name) {
    var asked = new Name(form, name);
    Known from = known;
    return from.names()
        .find(asked, a -> database.get(Family.NAMES, a.octets()).map(EmbeddedAccounts::id))
        .flatMap(id -> find(from, id))
        .filter(account -> Name.of(account).equals(asked));
  }

  @Override
  public Optional<Account> peek(String name) {
    var asked = new Name(Optional.empty(), name);
    Known from = known;
    return from.names()
        .peek(asked)
        .flatMap(from.accounts()::peek)
        .filter(account -> Name.of(account).equals(asked));
  }

  @Override
  public Optional<Account> findByKey(String identifiant) {
    var asked = new Key(identifiant);
    Known from = known;
    return from.keys()
        .find(asked, a -> database.get(Family.KEYS, a.octets()).map(EmbeddedAccounts::id))
        .flatMap(id -> find(from, id))
        .filter(account -> keys(account).contains(asked));
  }

  @Override
  public Optional<Account> peekByKey(String identifiant) {
    var asked = new Key(identifiant);
    Known from = known;
    return from.keys()
        .peek(asked)
        .flatMap(from.accounts()::peek)
        .filter(account -> keys(account).contains(asked));
  }

  private Optional<Account> find(Known from, long id) {
    return from.accounts()
        .find(id, asked -> database.get(Family.ACCOUNTS, key(asked)).map(AccountRecord::decoded));
  }

  @Override
  public Optional<Form> form(String idOrTitle) {
    return forms.find(idOrTitle);
  }

  @Override
  public List<Form> forms() {
    return forms.all();
  }

  @Override
  public List<Account> list(long after, int limit) {
    var found = new ArrayList<Account>();
    database.scan(
        Family.ACCOUNTS,
        new OctetWriter().octets(key(Math.max(after, DECOY))).octet(0).done(),
        (_, value) -> {
          found.add(AccountRecord.decoded(value));
          return found.size() < limit;
        });
    return found;
  }

  @Override
  public Set<String> ways() {
    return ways.inUse();
  }

  @Override
  public long unusedId() {
    return highestId.updateAndGet(Math::incrementExact);
  }

  @Override
  public Change add(Account account, AuditEvent event) {
    return committer.commit(
        batch ->
            stored(batch, account.id()).isPresent()
                ? Change.ID_TAKEN
                : put(batch, Optional.empty(), account, event));
  }

  @Override
  public Change replace(Account account, AuditEvent event) {
    return committer.commit(
        batch -> {
          Optional<Account> former = stored(batch, account.id());
          return former.isEmpty() || former.get().version() + 1 != account.version()
              ? Change.CONFLICT
              : put(batch, former, account, event);
        });
  }

  @Override
  public Change remove(Account account, AuditEvent event) {
    return committer.commit(
        batch -> {
          Optional<Account> former = stored(batch, account.id());
          if (former.isEmpty() || former.get().version() != account.version()) {
            return Change.CONFLICT;
          }
          if (account.id() != DECOY) {
            unlist(batch, former.get());
            ways.changed(batch, former, Optional.empty());
          }
          batch.delete(Family.ACCOUNTS, key(account.id()));
          return done(batch, former, event);
        });
  }

  private Change put(Batch batch, Optional<Account> former, Account account, AuditEvent event)
      throws RocksDBException {
    if (account.id() != DECOY) {
      Optional<Change> taken = taken(batch, account);
      if (taken.isPresent()) {
        return taken.get();
      }
      if (former.isPresent()) {
        unlist(batch, former.get());
      }
      list(batch, account);
      ways.changed(batch, former, Optional.of(account));
    }
    batch.put(Family.ACCOUNTS, key(account.id()), AccountRecord.encoded(account));
    return done(batch, former, event);
  }

  /** What is not there is never in memory, so it is enough to let go of what the account was. */
  private Change done(Batch batch, Optional<Account> former, AuditEvent event)
      throws RocksDBException {
    audit.add(batch, event);
    batch.sync();
    former.ifPresent(account -> batch.afterwards(() -> known.letGo(account)));
    return Change.DONE;
  }

  /** Which of what must be unique another account or form has already. */
  private static Optional<Change> taken(Batch batch, Account account) throws RocksDBException {
    if (isOfAnother(batch.get(Family.NAMES, Name.of(account).octets()), account)) {
      return Optional.of(Change.NAME_TAKEN);
    }
    for (Key key : keys(account)) {
      if (isOfAnother(batch.get(Family.KEYS, key.octets()), account)) {
        return Optional.of(Change.KEY_TAKEN);
      }
    }
    return account.form().isPresent() && EmbeddedForms.isTitleTaken(batch, account.form().get())
        ? Optional.of(Change.TITLE_TAKEN)
        : Optional.empty();
  }

  private static boolean isOfAnother(Optional<byte[]> holder, Account account) {
    return holder.isPresent() && id(holder.get()) != account.id();
  }

  private void list(Batch batch, Account account) throws RocksDBException {
    byte[] id = key(account.id());
    batch.put(Family.NAMES, Name.of(account).octets(), id);
    for (Key key : keys(account)) {
      batch.put(Family.KEYS, key.octets(), id);
    }
    if (account.form().isPresent()) {
      forms.put(batch, account.form().get());
    }
    Optional<byte[]> highest = batch.get(Family.META, HIGHEST_ID);
    if (highest.isEmpty() || id(highest.get()) < account.id()) {
      batch.put(Family.META, HIGHEST_ID, id);
      highestId.accumulateAndGet(account.id(), Math::max);
    }
  }

  private static void unlist(Batch batch, Account account) throws RocksDBException {
    batch.delete(Family.NAMES, Name.of(account).octets());
    for (Key key : keys(account)) {
      batch.delete(Family.KEYS, key.octets());
    }
  }

  private static Optional<Account> stored(Batch batch, long id) throws RocksDBException {
    return batch.get(Family.ACCOUNTS, key(id)).map(AccountRecord::decoded);
  }

  private static List<Key> keys(Account account) {
    return account.keys().stream().map(key -> new Key(key.identifiant())).toList();
  }

  private static byte[] key(long id) {
    return new OctetWriter().sorted(id).done();
  }

  private static long id(byte[] key) {
    return new OctetReader(key).sorted();
  }
}
