package dev.jeton.store.embedded;

import dev.jeton.session.Proof;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.RocksDBException;

/**
 * The replay guard. At every moment a proof that was taken is known to memory or to the disk:
 * memory lets go of it only after the disk has it, or when it can no longer be fresh.
 */
final class EmbeddedProofs implements ReplayGuard {
  private final Database database;
  private final Committer committer;
  private final Agenda stale;
  private final Map<Proof, Instant> taken = new ConcurrentHashMap<>();

  EmbeddedProofs(Database database, Committer committer) {
    this.database = database;
    this.committer = committer;
    stale = new Agenda(committer, Family.STALE);
  }

  @Override
  public boolean take(Proof proof, Instant now) {
    if (!now.isBefore(proof.freshUntil()) || taken.putIfAbsent(proof, proof.freshUntil()) != null) {
      return false;
    }
    try {
      if (database.get(Family.PROOFS, key(proof)).isEmpty()) {
        return true;
      }
    } catch (StoreUnavailable e) {
      taken.remove(proof);
      throw e;
    }
    taken.remove(proof);
    return false;
  }

  @Override
  public boolean takeAtOnce(Proof proof, Instant now) {
    if (!now.isBefore(proof.freshUntil()) || taken.putIfAbsent(proof, proof.freshUntil()) != null) {
      return false;
    }
    boolean unused = database.isKnownAbsent(Family.PROOFS, key(proof));
    if (!unused) {
      taken.remove(proof);
    }
    return unused;
  }

  @Override
  public void burn(List<Proof> proofs) {
    if (!proofs.isEmpty()) {
      committer.commit(
          batch -> {
            add(batch, proofs);
            batch.sync();
            return true;
          });
    }
  }

  /** Keeps proofs together with what they proved. */
  void add(Batch batch, List<Proof> proofs) throws RocksDBException {
    for (Proof proof : proofs) {
      byte[] key = key(proof);
      batch.put(Family.PROOFS, key, new OctetWriter().instant(proof.freshUntil()).done());
      stale.add(batch, proof.freshUntil(), key);
      batch.afterwards(() -> taken.remove(proof));
    }
  }

  /** Forgets proofs that can no longer be fresh, as {@link Agenda#work} says. */
  int sweep(Instant now, int limit) {
    taken.values().removeIf(until -> !now.isBefore(until));
    return stale.work(now, limit, EmbeddedProofs::forget);
  }

  /** A proof may be burnt twice; the later instant counts. */
  private static void forget(Batch batch, Agenda.Entry entry) throws RocksDBException {
    byte[] key = entry.what();
    var until = batch.get(Family.PROOFS, key).map(value -> new OctetReader(value).instant());
    if (until.isPresent() && !until.get().isAfter(entry.at())) {
      batch.delete(Family.PROOFS, key);
    }
  }

  private static byte[] key(Proof proof) {
    return new OctetWriter().sorted(proof.account()).octets(proof.octets()).done();
  }
}
