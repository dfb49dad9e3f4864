package dev.jeton.store.embedded;

import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.KeysConfig;
import dev.jeton.secret.Secret;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.TokenDigest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Fills the data folder of a server that is not running, by the store's own classes: {@code fill
 * DATA FIRST COUNT SECONDS WITHIN} puts in wipsos sessions whose tokens are their numbers as 32 hex
 * digits, of one account in ten each, and which expire WITHIN seconds beginning SECONDS from now;
 * {@code sizes DATA} compacts all and tells the octets on disk and the entries of each family.
 */
final class Filler {
  private static final int BATCH = 5_000;
  private static final int SESSIONS_AN_ACCOUNT = 10;
  private static final long FIRST_ACCOUNT = 1_000_000;

  private Filler() {}

  public static void main(String[] arguments) throws Exception {
    RocksDB.loadLibrary();
    Path data = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "fill" ->
          fill(
              data,
              Long.parseLong(arguments[2]),
              Long.parseLong(arguments[3]),
              Duration.ofSeconds(Long.parseLong(arguments[4])),
              Duration.ofSeconds(Long.parseLong(arguments[5])));
      case "sizes" -> sizes(data);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void fill(Path data, long first, long count, Duration away, Duration within)
      throws Exception {
    KeyRing keys =
        KeyCustody.open(data, KeysConfig.DEFAULT, true, new SecureRandom(), InstantSource.system())
            .ring();
    EmbeddedConfig config = EmbeddedConfig.DEFAULT;
    try (var folder = new Folder(data.resolve("store"));
        var database = new Database(folder.database())) {
      var committer = new Committer(database, _ -> {}, Duration.ofMinutes(5));
      var audit = new EmbeddedAudit(database, committer, config, _ -> {});
      var proofs = new EmbeddedProofs(database, committer);
      var sessions = new EmbeddedSessions(database, committer, proofs, audit, config);
      Instant now = Instant.now();
      for (long from = first; from < first + count; from += BATCH) {
        var records = new ArrayList<SessionRecord>(BATCH);
        for (long i = from; i < Math.min(from + BATCH, first + count); i++) {
          Instant end = now.plus(away).plusMillis(within.toMillis() * (i - first) / count);
          records.add(record(keys, i, now, end));
        }
        committer.commit(
            batch -> {
              for (SessionRecord each : records) {
                sessions.file(batch, each);
              }
              return true;
            });
      }
      committer.stop();
    }
  }

  /** As the dialect would open it, at an instant that is no whole second. */
  private static SessionRecord record(KeyRing keys, long number, Instant now, Instant end) {
    TokenDigest token = TokenDigest.of(keys, Secret.of("%032x".formatted(number)));
    long account = FIRST_ACCOUNT + number / SESSIONS_AN_ACCOUNT;
    var actor = new Principal(account, "machine-" + account, "machine");
    var session =
        new Session(
            token.sessionId(),
            "wipsos",
            actor,
            actor,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.of("%032x".formatted(account * 0x9E3779B97F4A7C15L)),
            now.plusNanos(number),
            Optional.empty(),
            end);
    return new SessionRecord(token, session.deadline(), session);
  }

  private static void sizes(Path data) throws RocksDBException {
    var handles = new ArrayList<ColumnFamilyHandle>();
    try (var tuning = new Tuning();
        RocksDB database =
            RocksDB.open(
                tuning.database,
                data.resolve("store/rocksdb").toString(),
                tuning.families(),
                handles)) {
      for (ColumnFamilyHandle each : handles) {
        database.compactRange(each);
      }
      List<LiveFileMetaData> files = database.getLiveFilesMetaData();
      for (Family family : Family.values()) {
        long octets = 0;
        long entries = 0;
        for (LiveFileMetaData file : files) {
          if (java.util.Arrays.equals(file.columnFamilyName(), family.onDisk())) {
            octets += file.size();
            entries += file.numEntries();
          }
        }
        System.out.println(family + " " + octets + " " + entries);
      }
      handles.forEach(ColumnFamilyHandle::close);
    }
  }
}
