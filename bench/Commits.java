import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * How many small records a second RocksDB has on disk, each known to be there before its writer goes
 * on. {@code writers}: each thread writes synced by itself, and RocksDB joins those that wait.
 * {@code committer}: one thread takes what waits and writes it at once, synced, as Jeton does.
 * Arguments: that word, folder, threads, seconds. The records have a session's size: 12 octets of
 * key and 120 of value.
 */
public final class Commits {
  private static final int MOST = 1024;

  private record Waiting(byte[] key, byte[] value, CompletableFuture<Void> done) {}

  public static void main(String[] arguments) throws Exception {
    boolean committer = arguments[0].equals("committer");
    int count = Integer.parseInt(arguments[2]);
    long length = (long) (Double.parseDouble(arguments[3]) * 1e9);
    var written = new AtomicLong();
    var queue = new ArrayBlockingQueue<Waiting>(8 * MOST);
    try (var options = new Options().setCreateIfMissing(true);
        var synced = new WriteOptions().setSync(true);
        RocksDB database = RocksDB.open(options, Path.of(arguments[1]).toString())) {
      Thread one = Thread.ofPlatform().daemon().unstarted(() -> commit(database, synced, queue));
      if (committer) {
        one.start();
      }
      long start = System.nanoTime();
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < count; i++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      var random = new SecureRandom();
                      while (System.nanoTime() - start < length) {
                        byte[] key = ByteBuffer.allocate(12).putLong(random.nextLong()).array();
                        var waiting = new Waiting(key, new byte[120], new CompletableFuture<>());
                        if (committer) {
                          queue.add(waiting);
                          waiting.done().join();
                        } else {
                          put(database, synced, waiting);
                        }
                        written.incrementAndGet();
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.println(written.get() / ((System.nanoTime() - start) / 1e9));
    }
  }

  private static void put(RocksDB database, WriteOptions synced, Waiting waiting) {
    try {
      database.put(synced, waiting.key(), waiting.value());
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void commit(RocksDB database, WriteOptions synced, ArrayBlockingQueue<Waiting> queue) {
    var taken = new ArrayList<Waiting>(MOST);
    try {
      while (true) {
        taken.add(queue.take());
        queue.drainTo(taken, MOST - 1);
        try (var batch = new WriteBatch()) {
          for (Waiting each : taken) {
            batch.put(each.key(), each.value());
          }
          database.write(synced, batch);
        }
        taken.forEach(each -> each.done().complete(null));
        taken.clear();
      }
    } catch (InterruptedException | RocksDBException e) {
      taken.forEach(each -> each.done().completeExceptionally(e));
    }
  }
}
