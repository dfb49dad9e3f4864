package dev.jeton.store.embedded;

import dev.jeton.account.Account;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rocksdb.RocksDBException;

/**
 * How many accounts prove their passwords in which way; kept with the accounts, since counting a
 * million of them at every start would take too long.
 */
final class WayCounts {
  /** What stands before the way in a key. */
  private static final char PREFIX = 'w';

  /** There since all were counted once. */
  private static final byte[] COUNTED = {'W'};

  private static final long DECOY = 0;

  private final Database database;

  WayCounts(Database database) {
    this.database = database;
  }

  /** Whether the counts can be believed: a store that is older than they are has none. */
  boolean areCounted() {
    return database.get(Family.META, COUNTED).isPresent();
  }

  /** Counts the accounts that are there already. */
  boolean countAll(Batch batch) throws RocksDBException {
    var counts = new HashMap<String, Long>();
    batch.scan(
        Family.ACCOUNTS,
        new byte[0],
        (_, value) -> {
          Account account = AccountRecord.decoded(value);
          if (account.id() != DECOY) {
            account.way().ifPresent(way -> counts.merge(way, 1L, Long::sum));
          }
          return true;
        });
    for (Map.Entry<String, Long> each : counts.entrySet()) {
      put(batch, each.getKey(), each.getValue());
    }
    batch.put(Family.META, COUNTED, new byte[0]);
    batch.sync();
    return true;
  }

  /** Keeps step with a change of an account. */
  void changed(Batch batch, Optional<Account> former, Optional<Account> next)
      throws RocksDBException {
    Optional<String> before = former.flatMap(Account::way);
    Optional<String> after = next.flatMap(Account::way);
    if (!before.equals(after)) {
      if (before.isPresent()) {
        put(batch, before.get(), count(batch, before.get()) - 1);
      }
      if (after.isPresent()) {
        put(batch, after.get(), count(batch, after.get()) + 1);
      }
    }
  }

  /** Those that there are accounts on. */
  Set<String> inUse() {
    var ways = new HashSet<String>();
    database.scan(
        Family.META,
        new byte[] {PREFIX},
        (key, _) ->
            key[0] == PREFIX
                && ways.add(new String(key, 1, key.length - 1, StandardCharsets.UTF_8)));
    return Set.copyOf(ways);
  }

  private static long count(Batch batch, String way) throws RocksDBException {
    return batch
        .get(Family.META, key(way))
        .map(count -> new OctetReader(count).number())
        .orElse(0L);
  }

  /** None is kept of what no account is on any more. */
  private static void put(Batch batch, String way, long count) throws RocksDBException {
    if (count > 0) {
      batch.put(Family.META, key(way), new OctetWriter().number(count).done());
    } else {
      batch.delete(Family.META, key(way));
    }
  }

  private static byte[] key(String way) {
    return (PREFIX + way).getBytes(StandardCharsets.UTF_8);
  }
}
