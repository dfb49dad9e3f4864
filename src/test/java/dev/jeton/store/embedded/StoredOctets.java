package dev.jeton.store.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** All that a closed store holds, as it is behind the compression of its tables. */
public final class StoredOctets {
  private StoredOctets() {}

  /**
   * Hands on each key and each value with its family's name, and tells how many entries there were.
   */
  public static long each(Path store, BiConsumer<String, byte[]> visitor) throws RocksDBException {
    long entries = 0;
    var handles = new ArrayList<ColumnFamilyHandle>();
    List<ColumnFamilyDescriptor> families =
        Arrays.stream(Family.values())
            .map(family -> new ColumnFamilyDescriptor(family.onDisk()))
            .toList();
    String database = store.resolve("rocksdb").toString();
    try (var options = new DBOptions();
        var opened = RocksDB.openReadOnly(options, database, families, handles)) {
      var handle = handles.iterator();
      for (Family family : Family.values()) {
        try (var all = opened.newIterator(handle.next())) {
          for (all.seekToFirst(); all.isValid(); all.next()) {
            visitor.accept(family.name(), all.key());
            visitor.accept(family.name(), all.value());
            entries++;
          }
        }
      }
      handles.forEach(ColumnFamilyHandle::close);
    }
    return entries;
  }
}
