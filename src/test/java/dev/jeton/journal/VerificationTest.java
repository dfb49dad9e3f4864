package dev.jeton.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the trail's files is found, with the file and the line. */
final class VerificationTest {
  private static final String CHANGED =
      " the line was changed: the next one holds another hash of it";

  @TempDir private Path folder;
  private Trail trail;

  /**
   * Three files of about ten lines each: a signature stands after every fourth, and at each end.
   */
  @BeforeEach
  void write() throws IOException {
    trail = new Trail(folder, Trail.SMALL);
    trail.write(1, 18);
    assertEquals(3, trail.files().size());
  }

  @Test
  void anUntouchedTrailIsClean() throws IOException {
    assertEquals(List.of(), trail.findings());
    Verification.Summary summary = trail.summary();
    assertEquals(18, summary.events());
    assertEquals(1, summary.first());
    assertEquals(summary.last() - 1, summary.signed());
    assertFalse(summary.unfinished());
  }

  @Test
  void aChangedLineIsFound() throws IOException {
    trail.edit(1, lines -> with(lines, 3, lines.get(3).replace("user ", "User ")));
    assertEquals(List.of("1:4" + CHANGED), trail.findings());
  }

  /** Also in the octets that no reader of JSON would see. */
  @Test
  void aBlankMoreIsFound() throws IOException {
    trail.edit(1, lines -> with(lines, 3, lines.get(3).replace(",\"actor\"", ", \"actor\"")));
    assertEquals(List.of("1:4" + CHANGED), trail.findings());
  }

  @Test
  void aChangedLineAndItsMendedChainAreFoundByTheSignature() throws IOException {
    trail.edit(0, lines -> rechained(with(lines, 2, lines.get(2).replace("user ", "User "))));
    List<String> found = trail.findings();
    assertTrue(found.contains("0:6 the signature does not hold"), found.toString());
  }

  @Test
  void aDroppedLineIsFound() throws IOException {
    long number = Outline.of(octets(trail.lines(1).get(3))).orElseThrow().number();
    trail.edit(
        1,
        lines -> {
          lines.remove(3);
          return lines;
        });
    List<String> found = trail.findings();
    assertEquals(
        "1:4 lines are missing before this one: number %d follows number %d"
            .formatted(number + 1, number - 1),
        found.getFirst());
  }

  @Test
  void anInsertedLineIsFound() throws IOException {
    trail.edit(
        1,
        lines -> {
          lines.add(3, lines.get(2));
          return lines;
        });
    assertTrue(
        trail.findings().getFirst().startsWith("1:4 the line stands out of its order"),
        trail.findings().toString());
  }

  @Test
  void swappedLinesAreFound() throws IOException {
    trail.edit(
        1,
        lines -> {
          Collections.swap(lines, 2, 3);
          return lines;
        });
    List<String> found = trail.findings();
    assertTrue(found.getFirst().startsWith("1:3 lines are missing before this one"), found + "");
    assertTrue(
        found.stream().anyMatch(f -> f.startsWith("1:4 the line stands out of its order")),
        found + "");
  }

  @Test
  void aLineThatIsNoneIsFound() throws IOException {
    trail.edit(1, lines -> with(lines, 3, "{\"line\":0}"));
    assertTrue(
        trail.findings().contains("1:4 this is no line of the trail"), trail.findings().toString());
  }

  @Test
  void aFileCutShortIsFound() throws IOException {
    trail.edit(1, lines -> lines.subList(0, lines.size() - 1));
    List<String> found = trail.findings();
    assertTrue(
        found.getFirst().endsWith("the file does not end with a signature that holds"), found + "");
    assertTrue(found.get(1).startsWith("2:1 lines are missing before this one"), found + "");
  }

  @Test
  void aFileCutWithinALineIsFound() throws IOException {
    Path file = trail.files().get(1).path();
    byte[] octets = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(octets, octets.length - 9));
    int last = trail.lines(1).size();
    assertTrue(
        trail.findings().contains("1:" + last + " the line has no end"),
        trail.findings().toString());
  }

  @Test
  void aMissingFileIsFound() throws IOException {
    Files.delete(trail.files().get(1).path());
    List<String> found = trail.findings();
    assertTrue(found.getFirst().startsWith("1:1 lines are missing before this one"), found + "");
  }

  @Test
  void aMissingFirstFileIsFound() throws IOException {
    long first = trail.files().get(1).firstLine();
    Files.delete(trail.files().getFirst().path());
    assertEquals(
        List.of(
            "0:1 the trail begins at line number "
                + first
                + ", and no signed line says that those before were removed"),
        trail.findings());
  }

  @Test
  void whatRetentionRemovedIsNotTampering() throws IOException {
    var little = new JournalConfig(2000, Duration.ofDays(90), 4500, Duration.ofMinutes(1), 5);
    long first = trail.files().get(1).firstLine();
    try (TrailWriter writer = new TrailWriter(folder, little, trail.signer, Trail.NOW)) {
      assertEquals(1, writer.trim(Trail.NOW));
      writer.force();
    }
    assertEquals(first, trail.files().getFirst().firstLine());
    assertEquals(List.of(), trail.findings());
    assertEquals(first, trail.summary().first());
    Files.delete(trail.files().getFirst().path());
    assertEquals(1, trail.findings().size());
    assertTrue(trail.findings().getFirst().startsWith("0:1 the trail begins at line"));
  }

  @Test
  void aForgedSignatureIsFound() throws IOException {
    trail.edit(
        0,
        lines -> {
          String signed = lines.get(5);
          int at = signed.indexOf("\"signature\":\"") + 13;
          char other = signed.charAt(at) == 'A' ? 'B' : 'A';
          return rechained(
              with(lines, 5, signed.substring(0, at) + other + signed.substring(at + 1)));
        });
    assertTrue(
        trail.findings().contains("0:6 the signature does not hold"), trail.findings().toString());
  }

  @Test
  void aSignatureByAKeyThatNobodyKnowsIsFound() throws IOException {
    trail.edit(0, lines -> with(lines, 5, lines.get(5).replace("audit-1", "audit-2")));
    assertTrue(
        trail.findings().contains("0:6 the key of this signature is not known: audit-2"),
        trail.findings().toString());
  }

  /** Who has not the key can take all signatures away; then there are none. */
  @Test
  void aTrailWithoutSignaturesIsFound() throws IOException {
    for (int file = 0; file < 3; file++) {
      trail.edit(
          file, lines -> lines.stream().filter(line -> !line.contains("head-signed")).toList());
    }
    assertTrue(
        trail.findings().stream()
            .anyMatch(f -> f.endsWith("the file does not end with a signature that holds")),
        trail.findings().toString());
  }

  @Test
  void anEndCutOffIsFoundByAHeadThatWasKeptElsewhere() throws IOException {
    Line last = Line.read(octets(trail.lines(2).getLast())).orElseThrow();
    SignedHead head = SignedHead.of(last).orElseThrow();
    assertEquals(List.of(), trail.findings(Optional.of(head)));
    assertEquals(head.text(), SignedHead.parse(head.text()).orElseThrow().text());
    Files.delete(trail.files().getLast().path());
    assertEquals(List.of(), trail.findings());
    List<String> found = trail.findings(Optional.of(head));
    assertEquals(1, found.size());
    assertTrue(found.getFirst().contains("before the line of the head that was kept"), found + "");
  }

  @Test
  void aRewrittenTrailIsFoundByAHeadThatWasKeptElsewhere() throws IOException {
    Line last = Line.read(octets(trail.lines(2).getLast())).orElseThrow();
    SignedHead head = SignedHead.of(last).orElseThrow();
    for (TrailFile file : trail.files()) {
      Files.delete(file.path());
    }
    try (TrailWriter writer = trail.writer()) {
      for (long number = 1; number <= 30; number++) {
        writer.write(number, Trail.event(number + 1), Trail.NOW);
      }
      writer.sign(Trail.NOW, true);
      writer.force();
    }
    assertEquals(List.of(), trail.findings());
    assertEquals(
        List.of("line number " + head.line() + " is not the one of the head that was kept"),
        trail.findings(Optional.of(head)).stream().map(f -> f.replaceFirst("\\S+ ", "")).toList());
  }

  @Test
  void aLineThatIsBeingWrittenIsNoTampering() throws IOException {
    Files.writeString(
        trail.files().getLast().path(), "{\"line\":99,\"pre", StandardOpenOption.APPEND);
    assertEquals(List.of(), trail.findings());
    assertTrue(trail.summary().unfinished());
  }

  /** Gives every line behind a changed one the hash that it should have, as a forger would. */
  private static List<String> rechained(List<String> lines) {
    var hash = new Hash();
    var mended = new ArrayList<String>();
    for (String line : lines) {
      String previous =
          mended.isEmpty()
              ? Outline.of(octets(line)).orElseThrow().previous()
              : hash.of(octets(mended.getLast()));
      mended.add(
          line.replaceFirst("\"previous\":\"[0-9a-f]+\"", "\"previous\":\"" + previous + "\""));
    }
    return mended;
  }

  private static List<String> with(List<String> lines, int index, String line) {
    lines.set(index, line);
    return lines;
  }

  private static byte[] octets(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
