package dev.jeton.store.embedded;

import org.rocksdb.RocksDBException;

/**
 * One atomic change to what is stored; it runs on the committer's thread, alone, and does not wait.
 */
@FunctionalInterface
interface Change<T> {
  T apply(Batch batch) throws RocksDBException;
}
