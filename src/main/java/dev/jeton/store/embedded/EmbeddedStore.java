package dev.jeton.store.embedded;

import dev.jeton.account.AccountStore;
import dev.jeton.account.ExpiringStore;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.audit.Outbox;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.SessionStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * All stores in one folder. It is quick to open however much is in it; one process at a time has it
 * open. After a failure of the disk it opens its data anew by itself, as soon as the disk can be
 * written again.
 */
public final class EmbeddedStore implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EmbeddedStore.class.getName());

  private final Folder folder;
  private final Database database;
  private final Committer committer;
  private final EmbeddedAudit audit;
  private final EmbeddedProofs proofs;
  private final EmbeddedSessions sessions;
  private final EmbeddedAccounts accounts;
  private final EmbeddedExpiring counts;
  private final EmbeddedExpiring known;

  private EmbeddedStore(
      Folder folder,
      Database database,
      EmbeddedConfig config,
      Consumer<AuditEvent> log,
      Duration patience) {
    this.folder = folder;
    this.database = database;
    committer = new Committer(database, log, patience);
    audit = new EmbeddedAudit(database, committer, config, log);
    proofs = new EmbeddedProofs(database, committer);
    sessions = new EmbeddedSessions(database, committer, proofs, audit, config);
    accounts = new EmbeddedAccounts(database, committer, audit);
    counts =
        new EmbeddedExpiring(
            database, committer, Family.COUNTS, Family.COUNTS_UNTIL, new byte[] {'c'});
    known =
        new EmbeddedExpiring(
            database, committer, Family.KNOWN, Family.KNOWN_UNTIL, new byte[] {'k'});
  }

  /**
   * Opens a folder, which is made if need be.
   *
   * @param log hears of every event after it was stored, and of those recorded by themselves also
   *     if they could not be; it must not wait, since all writing waits for it
   * @throws IOException if the folder can't be written, is in use by another server, or holds data
   *     that is damaged or of an unknown format; its message says so in plain words, and what is in
   *     the folder was left as it is
   */
  public static EmbeddedStore open(Path path, EmbeddedConfig config, Consumer<AuditEvent> log)
      throws IOException {
    return open(path, config, log, Database.PATIENCE);
  }

  /** The same with another patience: for how long a caller waits for a write. */
  static EmbeddedStore open(
      Path path, EmbeddedConfig config, Consumer<AuditEvent> log, Duration patience)
      throws IOException {
    var folder = new Folder(path);
    try {
      loadNatives(path.resolve("native"));
      return new EmbeddedStore(folder, new Database(folder.database()), config, log, patience);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  public SessionStore sessions() {
    return sessions;
  }

  public ReplayGuard replayGuard() {
    return proofs;
  }

  public AccountStore accounts() {
    return accounts;
  }

  /** What the throttle counts. */
  public ExpiringStore counts() {
    return counts;
  }

  /** In which networks names are known. */
  public ExpiringStore knownNetworks() {
    return known;
  }

  public AuditTrail audit() {
    return audit;
  }

  /** Where the journal takes its events from. */
  public Outbox outbox() {
    return audit;
  }

  /** How many audit events could not be stored, or were dropped, since the store was opened. */
  public long lostEvents() {
    return audit.lost();
  }

  /** How many ended and expired sessions are remembered. */
  public long remembered() {
    return sessions.remembered();
  }

  /** How often the disk was synced for writes since the store was opened. */
  public long syncs() {
    return committer.syncs();
  }

  /** Writes what waits, and closes. */
  @Override
  public void close() throws IOException {
    if (!committer.stop()) {
      LOG.log(Level.ERROR, "the disk does not answer; the data in {0} stays open", folder.path());
      return;
    }
    database.close();
    folder.close();
  }

  /**
   * In the data folder the library is overwritten at each start; elsewhere each crash would leave
   * one behind.
   */
  private static void loadNatives(Path natives) throws IOException {
    try {
      Files.createDirectories(natives);
      NativeLibraryLoader.getInstance().loadLibrary(natives.toString());
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      LOG.log(Level.WARNING, "RocksDB''s library can''t be loaded from {0}: {1}", natives, e);
    }
    RocksDB.loadLibrary();
  }
}
