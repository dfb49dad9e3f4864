package dev.jeton.store.embedded;

import static dev.jeton.store.contract.StoreContract.idle;
import static dev.jeton.store.contract.StoreContract.proof;
import static dev.jeton.store.contract.StoreContract.session;
import static dev.jeton.store.contract.StoreContract.token;
import static dev.jeton.store.contract.StoreContract.trace;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.store.contract.AccountStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** What is forgotten leaves nothing behind in any index, seen with RocksDB's own eyes. */
class ResidueTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void nothingIsLeftOfWhatIsForgotten() throws Exception {
    try (var store = EmbeddedStore.open(folder, EmbeddedConfig.DEFAULT, _ -> {})) {
      var used = idle(token(1), NOW);
      store.sessions().create(token(1), used, trace(NOW, "1", proof(1, 1, NOW.plusSeconds(60))));
      store.sessions().replace(token(1), used, used.withIdleDeadline(NOW.plusSeconds(7200)));
      var ended = idle(token(2), NOW);
      store.sessions().create(token(2), ended, trace(NOW, "2"));
      store.sessions().replace(token(2), ended, ended.withIdleDeadline(NOW.plusSeconds(7200)));
      store.sessions().end(token(2), NOW, trace(NOW, "3", proof(1, 2, NOW.plusSeconds(60))));
      var brief = session(token(3), NOW, Duration.ofSeconds(1));
      store.sessions().create(token(3), brief, trace(NOW, "4"));
      var anna = AccountStoreContract.machine(1, 1, "anna", "key");
      store.accounts().add(anna, trace(NOW, "5").event());
      store.accounts().remove(anna, trace(NOW, "6").event());
      for (int days : List.of(0, 1, 2, 100)) {
        store.sessions().sweep(NOW.plus(Duration.ofDays(days)), 1000);
        store.sessions().sweep(NOW.plus(Duration.ofDays(days)).plusSeconds(3600), 1000);
      }
      assertEquals(0, store.remembered());
      store.outbox().written(store.outbox().waiting(0, 1000).getLast().number());
    }
    assertEquals(Set.of(Family.META), filled(folder.resolve("rocksdb")));
  }

  /** The families that hold anything. */
  private static Set<Family> filled(Path database) throws RocksDBException {
    var filled = new TreeSet<Family>();
    var handles = new ArrayList<ColumnFamilyHandle>();
    List<ColumnFamilyDescriptor> families =
        Arrays.stream(Family.values())
            .map(family -> new ColumnFamilyDescriptor(family.onDisk()))
            .toList();
    try (var options = new DBOptions();
        var opened = RocksDB.openReadOnly(options, database.toString(), families, handles)) {
      var next = handles.iterator();
      for (Family family : Family.values()) {
        try (var entries = opened.newIterator(next.next())) {
          entries.seekToFirst();
          if (entries.isValid()) {
            filled.add(family);
          }
        }
      }
      handles.forEach(ColumnFamilyHandle::close);
    }
    return filled;
  }
}
