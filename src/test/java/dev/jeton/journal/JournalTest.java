package dev.jeton.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.audit.Outbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal carries, what it says of itself, and what it makes of what a crash left. */
final class JournalTest {
  @TempDir private Path folder;
  private final Box box = new Box();

  /** An outbox in memory. */
  private static final class Box implements Outbox {
    private final List<Numbered> waiting = new ArrayList<>();
    private long stored;
    private long written;
    private long dropped;

    synchronized void add(int count) {
      for (int i = 0; i < count; i++) {
        stored++;
        waiting.add(new Numbered(stored, Trail.event(stored)));
      }
    }

    @Override
    public synchronized long resume(long reached) {
      long known = written;
      written = Math.max(written, reached);
      stored = Math.max(stored, reached);
      waiting.removeIf(each -> each.number() <= reached);
      return known;
    }

    @Override
    public synchronized List<Numbered> waiting(long after, int limit) {
      return waiting.stream().filter(each -> each.number() > after).limit(limit).toList();
    }

    @Override
    public void await(long after, Duration most) {
      LockSupport.parkNanos(most.toNanos());
    }

    @Override
    public synchronized void written(long through) {
      written = Math.max(written, through);
      waiting.removeIf(each -> each.number() <= through);
    }

    @Override
    public synchronized long takeDropped() {
      long count = dropped;
      dropped = 0;
      return count;
    }
  }

  private Trail trail() {
    return new Trail(folder, Trail.SMALL);
  }

  /** Lets a journal carry what is in the outbox. */
  private void carry(Trail trail) throws IOException {
    Journal.open(folder, Trail.SMALL, box, trail.signer, new MovableClock(Trail.NOW)).close();
  }

  private static List<Line> lines(Trail trail) throws IOException {
    var lines = new ArrayList<Line>();
    for (int file = 0; file < trail.files().size(); file++) {
      for (String line : trail.lines(file)) {
        lines.add(Line.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow());
      }
    }
    return lines;
  }

  private static List<Long> events(Trail trail) throws IOException {
    return lines(trail).stream().flatMap(line -> line.event().stream().boxed()).toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void whatIsStoredIsCarriedInOrderSignedAndLetGo() throws IOException {
    Trail trail = trail();
    box.add(25);
    carry(trail);
    assertEquals(upTo(25), events(trail));
    assertEquals(List.of(), box.waiting(0, 100));
    assertEquals(List.of(), trail.findings());
    List<Line> lines = lines(trail);
    assertEquals("file-begun", lines.getFirst().kind());
    assertEquals("head-signed", lines.getLast().kind());
    assertEquals(
        Trail.event(7).detail(),
        lines.stream()
            .filter(l -> l.event().equals(OptionalLong.of(7)))
            .findAny()
            .orElseThrow()
            .detail());
  }

  @Test
  void aRestartGoesOnWhereTheTrailEnded() throws IOException {
    Trail trail = trail();
    for (int start = 0; start < 5; start++) {
      box.add(7);
      carry(trail);
    }
    assertEquals(upTo(35), events(trail));
    assertEquals(List.of(), trail.findings());
  }

  /** The crash came between the files and the store: the store still has what the files have. */
  @Test
  void nothingIsWrittenTwice() throws IOException {
    Trail trail = trail();
    box.add(10);
    trail.write(1, 6);
    carry(trail);
    assertEquals(upTo(10), events(trail));
    assertEquals(List.of(), trail.findings());
  }

  @Test
  void aTornLineIsMendedAndNotedAndItsEventIsWrittenAnew() throws IOException {
    Trail trail = trail();
    box.add(3);
    carry(trail);
    long line = lines(trail).getLast().number();
    Files.writeString(
        trail.files().getLast().path(),
        "{\"line\":" + (line + 1) + ",\"previous\":\"00",
        StandardOpenOption.APPEND);
    box.add(1);
    carry(trail);
    assertEquals(upTo(4), events(trail));
    assertEquals(List.of(), trail.findings());
    Line noted =
        lines(trail).stream().filter(l -> l.kind().equals("line-mended")).findAny().orElseThrow();
    assertEquals("24", noted.detail().get("octets"));
  }

  /** A crash right after a file was made leaves it empty. */
  @Test
  void anEmptyFileIsBegunAnew() throws IOException {
    Trail trail = trail();
    box.add(3);
    carry(trail);
    Files.createFile(TrailFile.next(folder, Trail.NOW, 99).path());
    box.add(1);
    carry(trail);
    assertEquals(upTo(4), events(trail));
    assertEquals(1, trail.files().size());
    assertEquals(List.of(), trail.findings());
  }

  @Test
  void aTailCutOffWhileTheServerWasDownIsSaidInTheTrail() throws IOException {
    Trail trail = trail();
    box.add(12);
    carry(trail);
    Files.delete(trail.files().getLast().path());
    List<Long> left = events(trail);
    box.add(1);
    carry(trail);
    Line noted =
        lines(trail).stream()
            .filter(l -> l.kind().equals("events-missing"))
            .findAny()
            .orElseThrow();
    assertEquals(Map.of("first", Long.toString(left.getLast() + 1), "last", "12"), noted.detail());
    assertEquals(13L, events(trail).getLast());
    assertEquals(1, trail.findings().size());
    assertTrue(trail.findings().getFirst().endsWith("had been cut off"), trail.findings() + "");
  }

  @Test
  void aChangedNewestFileIsNotedAndLeftAsItIs() throws IOException {
    Trail trail = trail();
    box.add(3);
    carry(trail);
    trail.edit(
        0,
        lines -> {
          lines.set(1, lines.get(1).replace("user 1", "user 9"));
          return lines;
        });
    String changed = trail.lines(0).get(1);
    carry(trail);
    assertEquals(changed, trail.lines(0).get(1));
    assertEquals(
        "3",
        lines(trail).stream()
            .filter(l -> l.kind().equals("trail-damaged"))
            .findAny()
            .orElseThrow()
            .detail()
            .get("at-line"));
    assertTrue(trail.findings().getFirst().startsWith("0:2 the line was changed"));
  }

  @Test
  void droppedEventsAreCounted() throws IOException {
    Trail trail = trail();
    box.dropped = 7;
    carry(trail);
    assertEquals(
        List.of(Map.of("count", "7")),
        lines(trail).stream()
            .filter(l -> l.kind().equals("events-dropped"))
            .map(Line::detail)
            .toList());
  }

  @Test
  void aFileBeginsEachDay() throws IOException {
    Trail trail = trail();
    var clock = new MovableClock(Trail.NOW);
    for (int day = 0; day < 3; day++) {
      box.add(1);
      Journal.open(folder, Trail.SMALL, box, trail.signer, clock).close();
      clock.pass(Duration.ofDays(1));
    }
    assertEquals(
        List.of(
            "audit-20260101T000000Z-000000000000000001.jsonl",
            "audit-20260102T000000Z-000000000000000004.jsonl",
            "audit-20260103T000000Z-000000000000000007.jsonl"),
        trail.files().stream().map(TrailFile::name).toList());
    assertEquals(List.of(), trail.findings());
  }

  @Test
  void whatIsTooOldLeavesInWholeFiles() throws IOException {
    Trail trail = trail();
    var clock = new MovableClock(Trail.NOW);
    for (int day = 0; day < 100; day++) {
      box.add(1);
      Journal.open(folder, Trail.SMALL, box, trail.signer, clock).close();
      clock.pass(Duration.ofDays(1));
    }
    assertEquals(Trail.NOW.plus(Duration.ofDays(8)), trail.files().getFirst().begun());
    assertEquals(List.of(), trail.findings());
    assertEquals(100L, events(trail).getLast());
  }

  /** The folder is a file: nothing can be written there, whoever tries. */
  @Test
  void whileTheFilesCantBeWrittenEventsWaitInTheStore() throws IOException {
    Trail trail = trail();
    box.add(3);
    carry(trail);
    Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
    var clock = new MovableClock(Trail.NOW);
    try (var journal = Journal.open(folder, Trail.SMALL, box, trail.signer, clock)) {
      Files.move(folder, aside);
      Files.createFile(folder);
      clock.pass(Duration.ofDays(1)); // the next line begins a file
      box.add(2);
      while (!journal.isFailing()) {
        Thread.onSpinWait();
      }
      assertEquals(2, box.waiting(0, 10).size());
      Files.delete(folder);
      Files.move(aside, folder);
      while (journal.isFailing()) {
        Thread.onSpinWait();
      }
    }
    assertEquals(upTo(5), events(trail));
    assertEquals(List.of(), trail.findings());
  }
}
