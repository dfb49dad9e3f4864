package dev.jeton.journal;

import dev.jeton.audit.AuditEvent.Kind;
import dev.jeton.audit.Outbox;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries events from the store to the trail's files, in order, on a thread of its own, and lets
 * the store go of them once they are on disk. While the files can't be written they wait in the
 * store.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Journal.class.getName());

  /** Between two looks for events: many share a sync, and logins have the disk for themselves. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TRIMS = Duration.ofHours(1);
  private static final int AT_ONCE = 1000;

  private final Path folder;
  private final JournalConfig config;
  private final Outbox outbox;
  private final Signer signer;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private Optional<TrailWriter> writer = Optional.empty();
  private Instant nextTrim = Instant.MIN;
  private Optional<TrailFile> trimmedBefore = Optional.empty();
  private volatile boolean failing;

  private Journal(
      Path folder, JournalConfig config, Outbox outbox, Signer signer, InstantSource clock) {
    this.folder = folder;
    this.config = config;
    this.outbox = outbox;
    this.signer = signer;
    this.clock = clock;
    thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);
  }

  /**
   * Finds the trail's end, and begins to carry.
   *
   * @param folder is made if need be
   * @throws IOException if the files can't be read or written
   */
  public static Journal open(
      Path folder, JournalConfig config, Outbox outbox, Signer signer, InstantSource clock)
      throws IOException {
    var journal = new Journal(folder, config, outbox, signer, clock);
    journal.reopen();
    journal.thread.start();
    return journal;
  }

  /** Whether the files could not be written when this was last tried. */
  public boolean isFailing() {
    return failing;
  }

  /** Carries what is in the store by now, and signs it. */
  @Override
  public void close() {
    stopping.countDown();
    LockSupport.unpark(thread);
    try {
      thread.join();
      finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish() {
    try {
      outbox.resume(writer().event()); // behind all that was recorded before, so it waits for that
      carry();
      writer().sign(clock.instant(), true);
      settle();
      writer().close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the rest of the audit trail is written at the next start", e);
    }
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try {
        carry();
        writer().sign(clock.instant(), false);
        settle();
        if (failing) {
          failing = false;
          LOG.log(Level.INFO, "the audit trail is written again");
        }
        pause(PAUSE);
        outbox.await(writer().event(), LONGEST_WAIT);
      } catch (IOException | RuntimeException e) { // a bug of ours must not end the trail either
        fail(e);
        pause(PAUSE_AFTER_FAILURE);
      }
    }
  }

  private void pause(Duration most) {
    try {
      stopping.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the journal", e);
    }
  }

  /** Said once for each time that it fails: the log is not to be filled by it. */
  private void fail(Exception e) {
    if (!failing) {
      failing = true;
      LOG.log(Level.ERROR, "the audit trail can't be written; its events wait in the store", e);
    }
    try {
      if (writer.isPresent()) {
        writer.get().close();
      }
    } catch (IOException _) {
      // It is of no use any more, open or closed.
    }
    writer = Optional.empty();
  }

  private TrailWriter writer() throws IOException {
    if (writer.isEmpty()) {
      reopen();
    }
    return writer.orElseThrow();
  }

  /** What the store believes to be in the files and is not was cut off there. */
  private void reopen() throws IOException {
    Instant now = clock.instant();
    var opened = new TrailWriter(folder, config, signer, now);
    long reached = opened.event();
    long known = outbox.resume(reached);
    if (known > reached) {
      LOG.log(
          Level.ERROR,
          "the audit trail in {0} lacks the events {1} to {2}, which it had",
          folder,
          Long.toString(reached + 1),
          Long.toString(known));
      opened.lack(now, reached + 1, known);
    }
    writer = Optional.of(opened);
  }

  private void carry() throws IOException {
    TrailWriter to = writer();
    List<Outbox.Numbered> some;
    do {
      some = outbox.waiting(to.event(), AT_ONCE);
      Instant now = clock.instant();
      for (Outbox.Numbered each : some) {
        to.write(each.number(), each.event(), now);
        to.sign(now, false);
      }
      if (!some.isEmpty()) {
        settle();
      }
    } while (some.size() == AT_ONCE);
    long dropped = outbox.takeDropped();
    if (dropped > 0) {
      to.note(clock.instant(), Kind.EVENTS_DROPPED, Map.of("count", Long.toString(dropped)));
    }
    trim(to);
  }

  private void trim(TrailWriter to) throws IOException {
    Instant now = clock.instant();
    if (!to.file().equals(trimmedBefore) || !now.isBefore(nextTrim)) {
      to.trim(now);
      trimmedBefore = to.file();
      nextTrim = now.plus(BETWEEN_TRIMS);
    }
  }

  /** Only what is on disk in the files leaves the store. */
  private void settle() throws IOException {
    writer().force();
    outbox.written(writer().event());
  }
}
