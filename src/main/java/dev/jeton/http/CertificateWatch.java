package dev.jeton.http;

import java.time.Duration;
import java.util.List;

/** Looks after certificates on a thread of its own. */
public final class CertificateWatch implements AutoCloseable {
  private final Thread thread;

  /**
   * Begins to look.
   *
   * @param every how long to wait between two looks; a change is shown behind the second that finds
   *     it
   */
  public CertificateWatch(List<CertificateKeeper> keepers, Duration every) {
    List<CertificateKeeper> all = List.copyOf(keepers);
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("certificates")
            .start(
                () -> {
                  try {
                    while (true) {
                      all.forEach(CertificateKeeper::look);
                      Thread.sleep(every);
                    }
                  } catch (InterruptedException _) {
                    // closed
                  }
                });
  }

  /** Looks no more. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
