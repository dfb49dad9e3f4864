package dev.jeton.http;

import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/** Waits until the requests of a server hold what a test wants; a test's timeout ends that. */
final class Held {
  private Held() {}

  static void await(LongSupplier octets, LongPredicate wanted) throws InterruptedException {
    while (!wanted.test(octets.getAsLong())) {
      if (Thread.interrupted()) {
        throw new InterruptedException("held are " + octets.getAsLong());
      }
      Thread.onSpinWait();
    }
  }
}
