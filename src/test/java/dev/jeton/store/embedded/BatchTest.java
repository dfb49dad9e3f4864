package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A batch before it is written, and what RocksDB makes of it. */
final class BatchTest {
  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() throws IOException {
    RocksDB.loadLibrary();
    database = new Database(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  private void write(Change<Boolean> change) throws RocksDBException {
    Batch batch = database.batch();
    batch.apply(change);
    database.write(batch);
  }

  private static boolean put(Batch batch, String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      batch.put(Family.META, octets(keysAndValues[i]), octets(keysAndValues[i + 1]));
    }
    return true;
  }

  private static List<String> seen(Batch batch, String start, int most) throws RocksDBException {
    var seen = new ArrayList<String>();
    batch.scan(
        Family.META,
        octets(start),
        (key, value) -> {
          seen.add(text(key) + "=" + text(value));
          return seen.size() < most;
        });
    return seen;
  }

  private List<String> stored() {
    var seen = new ArrayList<String>();
    database.scan(
        Family.META, new byte[0], (key, value) -> seen.add(text(key) + "=" + text(value)));
    return seen;
  }

  @Test
  void aScanSeesWhatIsStoredAsTheChangesSoFarLeaveIt() throws RocksDBException {
    write(batch -> put(batch, "b", "1", "d", "1", "f", "1", "h", "1"));
    Batch batch = database.batch();
    batch.apply(
        changes -> {
          changes.delete(Family.META, octets("d"));
          changes.delete(Family.META, octets("e"));
          changes.put(Family.LIVE, octets("c"), octets("another family"));
          return put(changes, "a", "2", "f", "2", "i", "2", "k", "2");
        });
    batch.apply(changes -> put(changes, "g", "3", "k", "3"));
    assertEquals(List.of("a=2", "b=1", "f=2", "g=3", "h=1", "i=2", "k=3"), seen(batch, "", 100));
    assertEquals(List.of("b=1", "f=2"), seen(batch, "b", 2));
    assertEquals(List.of("a=2"), seen(batch, "", 1));
    assertEquals(List.of("f=2", "g=3", "h=1", "i=2"), seen(batch, "c", 4));
    database.write(batch);
    assertEquals(List.of("a=2", "b=1", "f=2", "g=3", "h=1", "i=2", "k=3"), stored());
  }

  @Test
  void aChangeReadsWhatThoseBeforeItLeftAndItself() throws RocksDBException {
    write(batch -> put(batch, "a", "1", "b", "1"));
    Batch batch = database.batch();
    batch.apply(changes -> put(changes, "a", "2"));
    batch.apply(
        changes -> {
          assertEquals("2", text(changes.get(Family.META, octets("a")).orElseThrow()));
          assertEquals("1", text(changes.get(Family.META, octets("b")).orElseThrow()));
          changes.delete(Family.META, octets("b"));
          assertEquals(true, changes.get(Family.META, octets("b")).isEmpty());
          assertEquals(true, changes.get(Family.LIVE, octets("a")).isEmpty());
          return true;
        });
    database.write(batch);
    assertEquals(List.of("a=2"), stored());
  }

  @Test
  void aChangeThatFailsLeavesNothingAndThoseBesideItAreKept() throws RocksDBException {
    write(batch -> put(batch, "a", "1", "b", "1"));
    Batch batch = database.batch();
    batch.apply(changes -> put(changes, "a", "2"));
    assertThrows(
        IllegalStateException.class,
        () ->
            batch.apply(
                changes -> {
                  put(changes, "a", "3", "c", "3");
                  changes.delete(Family.META, octets("b"));
                  changes.sync();
                  throw new IllegalStateException("in the middle");
                }));
    batch.apply(changes -> put(changes, "d", "4"));
    assertEquals(false, batch.synced());
    database.write(batch);
    assertEquals(List.of("a=2", "b=1", "d=4"), stored());
  }

  /** Lengths from 128 on take two octets, and records may be larger than what is usual. */
  @Test
  void keysAndValuesOfAnyLengthAreWrittenAsTheyAre() throws RocksDBException {
    String key = "k".repeat(127);
    String longer = "l".repeat(128);
    String value = "v".repeat(70_000);
    write(batch -> put(batch, key, "", longer, value));
    assertEquals(List.of(key + "=", longer + "=" + value), stored());
  }

  @Test
  void theFormOfABatchIsRocksDbs() {
    var batch = new BatchOctets(2);
    batch.put(3, octets("key"), octets("value"));
    batch.delete(200, octets("gone"));
    assertEquals(
        "0000000000000000" + "02000000" + "0503036b65790576616c7565" + "04c80104676f6e65",
        HexFormat.of().formatHex(batch.done()));
  }
}
