package dev.jeton.store.embedded;

import static dev.jeton.store.contract.StoreContract.proof;
import static dev.jeton.store.contract.StoreContract.session;
import static dev.jeton.store.contract.StoreContract.token;
import static dev.jeton.store.contract.StoreContract.trace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.session.Proof;
import dev.jeton.session.StoreUnavailable;
import dev.jeton.session.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that takes no more: nothing acknowledged is lost, and writing goes on by itself when it
 * takes more again.
 */
class FullDiskTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int ENOUGH = 1_000_000;

  @TempDir private Path folder;

  /** Makes and unmakes room on the disk that the store is on. */
  private interface Disk {
    void fill() throws Exception;

    void empty() throws Exception;
  }

  @Test
  void aFullDiskLosesNothingAndTheStoreHealsByItself() throws Exception {
    if (!System.getProperty("user.name").equals("root")
        || !Folders.run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", folder.toString())) {
      System.out.println("Only root can mount a small disk: a limit on files stands in for it.");
      failsAndHeals(new LimitOnFiles());
      return;
    }
    Path filler = folder.resolve("filler");
    try {
      failsAndHeals(
          new Disk() {
            @Override
            public void fill() throws IOException {
              try (var out = Files.newOutputStream(filler)) {
                byte[] zeros = new byte[1 << 12];
                while (true) {
                  out.write(zeros);
                }
              } catch (IOException e) {
                assertTrue(e.toString().contains("space"), e.toString());
              }
            }

            @Override
            public void empty() throws IOException {
              Files.delete(filler);
            }
          });
    } finally {
      assertTrue(Folders.run("umount", folder.toString()));
    }
  }

  @Test
  void aLimitOnFilesLosesNothingEither() throws Exception {
    failsAndHeals(new LimitOnFiles());
  }

  /** The kernel refuses to let any file of this process grow further. */
  private static final class LimitOnFiles implements Disk {
    private static final String SELF = Long.toString(ProcessHandle.current().pid());

    @Override
    public void fill() throws Exception {
      assertTrue(Folders.run("prlimit", "--pid", SELF, "--fsize=65536:"));
    }

    @Override
    public void empty() throws Exception {
      assertTrue(Folders.run("prlimit", "--pid", SELF, "--fsize=unlimited:"));
    }
  }

  private void failsAndHeals(Disk disk) throws Exception {
    Path data = folder.resolve("data");
    var acknowledged = new ArrayList<Integer>();
    Proof lost = proof(1, 1, NOW.plus(HOUR));
    try (var store = open(data)) {
      create(store, 1);
      acknowledged.add(1);
      assertTrue(store.replayGuard().take(lost, NOW));
      disk.fill();
      try {
        assertThrows(
            StoreUnavailable.class,
            () -> {
              for (int i = 2; i < ENOUGH; i++) {
                create(store, i);
                acknowledged.add(i);
              }
            });
        int failed = acknowledged.getLast() + 1;
        assertFalse(store.replayGuard().take(login(failed), NOW), "its write's fate is unknown");
        assertThrows(StoreUnavailable.class, () -> create(store, failed));
        assertThrows(StoreUnavailable.class, () -> store.replayGuard().burn(List.of(lost)));
        assertFalse(store.replayGuard().take(lost, NOW));
        assertAllLive(store, acknowledged);
      } finally {
        disk.empty();
      }
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      int next = ENOUGH;
      while (acknowledged.getLast() != next) {
        try {
          create(store, next);
          acknowledged.add(next);
        } catch (StoreUnavailable e) {
          assertTrue(System.nanoTime() < deadline, "not healed: " + e);
          Thread.onSpinWait();
        }
      }
      assertAllLive(store, acknowledged);
      assertFalse(store.replayGuard().take(lost, NOW));
    }
    try (var store = open(data)) {
      assertAllLive(store, acknowledged);
    }
  }

  private static EmbeddedStore open(Path data) throws IOException {
    return EmbeddedStore.open(data, EmbeddedConfig.DEFAULT, _ -> {});
  }

  /** Each session begins with a proof of its own. */
  private static void create(EmbeddedStore store, int number) {
    store.replayGuard().take(login(number), NOW);
    assertTrue(
        store
            .sessions()
            .create(
                token(number),
                session(token(number), NOW, HOUR),
                trace(NOW, "created", login(number))));
  }

  private static Proof login(int number) {
    return proof(2, number, NOW.plus(HOUR));
  }

  private static void assertAllLive(EmbeddedStore store, List<Integer> numbers) {
    for (int number : numbers) {
      assertEquals(
          new Verdict.Live(session(token(number), NOW, HOUR)),
          store.sessions().find(token(number), NOW));
    }
  }
}
