package dev.jeton.store.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.account.ExpiringStore;
import dev.jeton.session.StoreUnavailable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Values that expire. Memory has the truth and the disk follows at once, without a sync, so that
 * who counts does not wait: what is not yet written is held here, and nothing of it is forgotten.
 */
final class EmbeddedExpiring implements ExpiringStore {
  private static final int CACHED = 100_000;

  /** What may wait to be written; while the disk does not answer, no more is counted than this. */
  private static final int UNWRITTEN = 100_000;

  private final Database database;
  private final Committer committer;
  private final Family family;
  private final Agenda agenda;
  private final byte[] counter;

  /** The last change of each key that is not on disk. */
  private final Map<String, Optional<Value>> unwritten = new ConcurrentHashMap<>();

  /** What the disk says, also that it says nothing. */
  private volatile Map<String, Optional<Value>> read = emptyCache();

  private record Value(byte[] octets, Instant until) {}

  EmbeddedExpiring(
      Database database, Committer committer, Family family, Family agenda, byte[] counter) {
    this.database = database;
    this.committer = committer;
    this.family = family;
    this.agenda = new Agenda(committer, agenda);
    this.counter = counter;
    committer.afterReopening(() -> read = emptyCache());
  }

  private static Map<String, Optional<Value>> emptyCache() {
    Cache<String, Optional<Value>> cache = Caffeine.newBuilder().maximumSize(CACHED).build();
    return cache.asMap();
  }

  @Override
  public Optional<byte[]> find(String key) {
    return value(key).map(value -> value.octets().clone());
  }

  @Override
  public Optional<Optional<byte[]>> peek(String key) {
    Optional<Value> last = unwritten.get(key);
    Optional<Value> known = last == null ? read.get(key) : last;
    return known == null
        ? Optional.empty()
        : Optional.of(known.map(value -> value.octets().clone()));
  }

  @Override
  public boolean swap(String key, Optional<byte[]> expected, byte[] next, Instant until) {
    return change(
        key,
        there -> Arrays.equals(octets(there), expected.orElse(null)),
        Optional.of(new Value(next.clone(), until)));
  }

  @Override
  public boolean remove(String key) {
    return change(key, Optional::isPresent, Optional.empty());
  }

  @Override
  public List<Kept> list(Optional<String> after, int limit) {
    // First what waits: in the meantime it may get to the disk, and is found there.
    List<String> waiting = List.copyOf(unwritten.keySet());
    var merged = new TreeMap<String, Optional<Value>>();
    byte[] start =
        after.map(key -> new OctetWriter().octets(octets(key)).octet(0).done()).orElse(new byte[0]);
    // As many more as may have been removed without the disk knowing it yet.
    long most = (long) limit + waiting.size();
    database.scan(
        family,
        start,
        (key, value) -> {
          merged.put(text(key), Optional.of(decoded(value)));
          return merged.size() < most;
        });
    boolean whole = merged.size() < most;
    String last = whole ? "" : merged.lastKey();
    for (String key : waiting) {
      boolean within = whole || compare(key, last) <= 0;
      if (within && after.filter(before -> compare(key, before) <= 0).isEmpty()) {
        merged.put(key, value(key));
      }
    }
    return merged.entrySet().stream()
        .filter(entry -> entry.getValue().isPresent())
        .sorted((a, b) -> compare(a.getKey(), b.getKey()))
        .limit(limit)
        .map(
            entry -> {
              Value value = entry.getValue().orElseThrow();
              return new Kept(entry.getKey(), value.octets().clone(), value.until());
            })
        .toList();
  }

  @Override
  public int sweep(Instant now, long most, int limit) {
    unwritten.keySet().forEach(this::write); // some may have failed
    int done = agenda.work(now, limit, this::forget);
    long tooMany = Math.min(count() - most, limit - done);
    return tooMany > 0 ? done + agenda.work(Instant.MAX, (int) tooMany, this::forget) : done;
  }

  private boolean change(String key, Predicate<Optional<Value>> ifIt, Optional<Value> next) {
    if (unwritten.size() >= UNWRITTEN) {
      throw new StoreUnavailable(
          "too much is waiting to be written", new IllegalStateException("no room"));
    }
    var changed = new boolean[1];
    unwritten.compute(
        key,
        (_, there) -> {
          changed[0] = ifIt.test(there == null ? read(key) : there);
          return changed[0] ? next : there;
        });
    if (changed[0]) {
      write(key);
    }
    return changed[0];
  }

  private Optional<Value> value(String key) {
    Optional<Value> last = unwritten.get(key);
    return last == null ? read(key) : last;
  }

  private Optional<Value> read(String key) {
    return read.computeIfAbsent(
        key, _ -> database.get(family, octets(key)).map(EmbeddedExpiring::decoded));
  }

  /** Writes the last change of a key, unless an earlier call has written it already. */
  private void write(String key) {
    committer.offer(
        batch -> {
          Optional<Value> next = unwritten.get(key);
          if (next != null) {
            put(batch, octets(key), next);
            batch.afterwards(
                () -> {
                  read.put(key, next);
                  unwritten.remove(key, next);
                });
          }
          return true;
        },
        () -> {});
  }

  private void put(Batch batch, byte[] key, Optional<Value> next) throws RocksDBException {
    Optional<Value> former = batch.get(family, key).map(EmbeddedExpiring::decoded);
    if (former.isPresent()) {
      agenda.remove(batch, former.get().until(), key);
    }
    if (next.isPresent()) {
      agenda.add(batch, next.get().until(), key);
      batch.put(family, key, encoded(next.get()));
    } else if (former.isPresent()) {
      batch.delete(family, key);
    }
    count(batch, (next.isPresent() ? 1 : 0) - (former.isPresent() ? 1 : 0));
  }

  private void forget(Batch batch, Agenda.Entry entry) throws RocksDBException {
    byte[] key = entry.what();
    Optional<Value> there = batch.get(family, key).map(EmbeddedExpiring::decoded);
    if (there.isPresent() && there.get().until().equals(entry.at())) {
      batch.delete(family, key);
      count(batch, -1);
      batch.afterwards(() -> read.remove(text(key)));
    }
  }

  private long count() {
    return database.get(Family.META, counter).map(EmbeddedExpiring::number).orElse(0L);
  }

  private void count(Batch batch, int more) throws RocksDBException {
    if (more != 0) {
      long before = batch.get(Family.META, counter).map(EmbeddedExpiring::number).orElse(0L);
      batch.put(Family.META, counter, new OctetWriter().number(before + more).done());
    }
  }

  private static byte @Nullable [] octets(Optional<Value> value) {
    return value.map(Value::octets).orElse(null);
  }

  private static byte[] encoded(Value value) {
    return new OctetWriter().instant(value.until()).octets(value.octets()).done();
  }

  private static Value decoded(byte[] octets) {
    var from = new OctetReader(octets);
    Instant until = from.instant();
    return new Value(from.rest(), until);
  }

  /** The text alone, without its length, so that keys sort as they read. */
  private static byte[] octets(String key) {
    var to = new OctetWriter();
    for (int i = 0; i < key.length(); i++) {
      to.octet(key.charAt(i) >> 8).octet(key.charAt(i));
    }
    return to.done();
  }

  private static String text(byte[] key) {
    var text = new StringBuilder(key.length / 2);
    for (int i = 0; i < key.length; i += 2) {
      text.append((char) ((key[i] & 0xFF) << 8 | key[i + 1] & 0xFF));
    }
    return text.toString();
  }

  private static int compare(String a, String b) {
    return a.compareTo(b);
  }

  private static long number(byte[] value) {
    return new OctetReader(value).number();
  }
}
