package dev.jeton.store.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.account.Account;
import dev.jeton.account.AccountStore;
import dev.jeton.audit.AuditEvent;
import dev.jeton.session.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** The accounts, with indexes by name and key, and the forms that they live in. */
final class EmbeddedAccounts implements AccountStore {
  private static final int CACHED = 10_000;

  /** Id 0 stands in for unknown names: it is found by its id alone. */
  private static final long DECOY = 0;

  private static final byte[] HIGHEST_ID = {'h'};

  private final Database database;
  private final Committer committer;
  private final EmbeddedAudit audit;
  private final AtomicLong highestId;

  private final WayCounts ways;

  /** By id, by name and by key; a new one after every change, since changes are few. */
  private volatile Map<Object, Account> known = emptyCache();

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
    committer.afterReopening(() -> known = emptyCache());
    if (!ways.areCounted()) {
      committer.commit(ways::countAll);
    }
  }

  private static Map<Object, Account> emptyCache() {
    Cache<Object, Account> cache = Caffeine.newBuilder().maximumSize(CACHED).build();
    return cache.asMap();
  }

  @Override
  public Optional<Account> find(long id) {
    return Optional.ofNullable(known.computeIfAbsent(id, _ -> load(key(id))));
  }

  /** Between two reads the account may change; then it must still be the one that was asked for. */
  @Override
  public Optional<Account> find(Optional<String> form, String name) {
    var asked = new Name(form, name);
    return Optional.ofNullable(
            known.computeIfAbsent(asked, _ -> load(Family.NAMES, asked.octets())))
        .filter(account -> Name.of(account).equals(asked));
  }

  @Override
  public Optional<Account> findByKey(String identifiant) {
    var asked = new Key(identifiant);
    return Optional.ofNullable(known.computeIfAbsent(asked, _ -> load(Family.KEYS, asked.octets())))
        .filter(account -> keys(account).contains(asked));
  }

  @Override
  public Optional<Form> form(String idOrTitle) {
    return byId(idOrTitle)
        .or(() -> database.get(Family.TITLES, octets(idOrTitle)).flatMap(id -> byId(text(id))));
  }

  @Override
  public List<Form> forms() {
    var forms = new ArrayList<Form>();
    database.scan(
        Family.FORMS, new byte[0], (id, title) -> forms.add(new Form(text(id), text(title))));
    return forms;
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
          return done(batch, event);
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
    return done(batch, event);
  }

  private Change done(Batch batch, AuditEvent event) throws RocksDBException {
    audit.add(batch, event);
    batch.sync();
    batch.afterwards(() -> known = emptyCache());
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
    if (account.form().isPresent()) {
      Form form = account.form().get();
      Optional<byte[]> holder = batch.get(Family.TITLES, octets(form.title()));
      if (holder.isPresent() && !text(holder.get()).equals(form.id())) {
        return Optional.of(Change.TITLE_TAKEN);
      }
    }
    return Optional.empty();
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
      title(batch, account.form().get());
    }
    Optional<byte[]> highest = batch.get(Family.META, HIGHEST_ID);
    if (highest.isEmpty() || id(highest.get()) < account.id()) {
      batch.put(Family.META, HIGHEST_ID, id);
      highestId.accumulateAndGet(account.id(), Math::max);
    }
  }

  /** The latest title given to a form is its title. */
  private static void title(Batch batch, Form form) throws RocksDBException {
    Optional<byte[]> former = batch.get(Family.FORMS, octets(form.id()));
    if (former.isPresent()) {
      batch.delete(Family.TITLES, former.get());
    }
    batch.put(Family.FORMS, octets(form.id()), octets(form.title()));
    batch.put(Family.TITLES, octets(form.title()), octets(form.id()));
  }

  private static void unlist(Batch batch, Account account) throws RocksDBException {
    batch.delete(Family.NAMES, Name.of(account).octets());
    for (Key key : keys(account)) {
      batch.delete(Family.KEYS, key.octets());
    }
  }

  private @Nullable Account load(byte[] id) {
    return database.get(Family.ACCOUNTS, id).map(AccountRecord::decoded).orElse(null);
  }

  private @Nullable Account load(Family index, byte[] key) {
    Optional<byte[]> id = database.get(index, key);
    return id.isPresent() ? load(id.get()) : null;
  }

  private Optional<Form> byId(String id) {
    return database.get(Family.FORMS, octets(id)).map(title -> new Form(id, text(title)));
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

  private static byte[] octets(String text) {
    return new OctetWriter().text(text).done();
  }

  private static String text(byte[] octets) {
    return new OctetReader(octets).text();
  }
}
