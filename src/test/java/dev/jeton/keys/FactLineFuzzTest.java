package dev.jeton.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A line of a key has one spelling. */
final class FactLineFuzzTest {
  static Stream<byte[]> lines() {
    return Stream.of(
            "TOKEN 1 made=2026-03-01T09:00:00Z",
            "SEALING 2 made=2026-03-01T09:00:00Z retired=2026-03-01T09:00:00Z"
                + " unused=2026-03-01T09:00:00Z destroyed=2026-03-01T09:00:00Z",
            "AUDIT 1 made=2026-03-01T09:00:00Z public=" + "ab".repeat(32),
            "SIGNING_EDDSA 1 made=2026-03-01T09:00:00Z public=" + "ab".repeat(32),
            "SIGNING_ES256 2 made=2026-03-01T09:00:00Z current=2026-03-01T10:00:00Z public="
                + "ab".repeat(65),
            "TOKEN 01 made=2026-03-01T09:00:00.000Z",
            "ADMIN -1 made=+1000000000-01-01T00:00:00Z x")
        .map(line -> line.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("lines")
  @FuzzTest
  void isWrittenAsItWasRead(byte[] input) {
    String line = new String(input, StandardCharsets.UTF_8);
    KeyFacts facts;
    try {
      facts = FactLine.read(line);
    } catch (RuntimeException _) {
      return; // as documented
    }
    assertEquals(line, FactLine.write(facts));
  }
}
