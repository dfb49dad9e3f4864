package dev.jeton.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is one line and reads the same; what the outline tells is what the line says. */
final class LineFuzzTest {
  private static final String BEGINNING =
      "{\"line\":7,\"previous\":\"" + Hash.OF_NOTHING + "\",\"time\":\"2026-01-01T00:00:00Z\",";

  static Stream<byte[]> lines() {
    return Stream.of(
            BEGINNING + "\"kind\":\"login-granted\",\"event\":12,\"detail\":{\"actor\":\"Žofie\"}}",
            BEGINNING + "\"kind\":\"file-begun\",\"detail\":{\"after-event\":\"3\"}}",
            BEGINNING + "\"kind\":\"x\",\"detail\":{\"a\":\"\\u202e\\ud83d\\udd11\\\"\\\\\"}}")
        .map(line -> line.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("lines")
  @FuzzTest
  void readsWhatIsWrittenAgainTheSame(byte[] input) {
    Optional<Line> read = Line.read(input);
    Optional<Outline> outline = Outline.of(input);
    if (read.isPresent()) {
      Line line = read.get();
      if (line.number() > 0 && isPlain(line.previous()) && isPlain(line.kind())) {
        assertEquals(read, Line.read(line.octets()));
      }
      if (outline.isPresent()) {
        assertEquals(line.number(), outline.get().number());
        assertEquals(line.previous(), outline.get().previous());
        assertEquals(line.kind(), outline.get().kind());
        assertEquals(line.event().orElse(0), outline.get().event());
      }
    }
  }

  @MethodSource("lines")
  @FuzzTest
  void writesOneLineWhateverItTells(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    var detail = new LinkedHashMap<String, String>();
    for (String piece : text.split("[,:]", 20)) {
      detail.put(piece, piece);
    }
    var line =
        new Line(
            1 + input.length,
            Hash.OF_NOTHING,
            Instant.EPOCH.plusNanos(input.length * 1_000_003L),
            "login-refused",
            OptionalLong.of(1),
            detail);
    byte[] written = line.octets();
    assertEquals(Optional.of(line), Line.read(written));
    assertArrayEquals(written, Line.read(written).orElseThrow().octets());
    assertEquals(line.number(), Outline.of(written).orElseThrow().number());
    for (int c : new String(written, StandardCharsets.UTF_8).codePoints().toArray()) {
      assertTrue(
          !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT || c > 0xFFFF);
    }
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
  }
}
