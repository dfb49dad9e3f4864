import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many Argon2id hashes a second the native library computes on this machine with as many threads
 * as cores, nothing else being done. Arguments: memory in KiB, passes, lanes, seconds.
 */
public final class Argon2Rate {
  public static void main(String[] arguments) throws InterruptedException {
    int memory = Integer.parseInt(arguments[0]);
    int passes = Integer.parseInt(arguments[1]);
    int lanes = Integer.parseInt(arguments[2]);
    Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);
    byte[] password = "a password of some length".getBytes();
    byte[] salt = new byte[16];
    argon2.pbkdf(passes, memory, lanes, password, salt, 32);
    var hashes = new LongAdder();
    long end = System.nanoTime() + (long) (Double.parseDouble(arguments[3]) * 1e9);
    long start = System.nanoTime();
    var threads = new Thread[Runtime.getRuntime().availableProcessors()];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (System.nanoTime() < end) {
                      argon2.pbkdf(passes, memory, lanes, password, salt, 32);
                      hashes.increment();
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(hashes.sum() / ((System.nanoTime() - start) / 1e9));
  }
}
