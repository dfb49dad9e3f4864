package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is read is of our types, and reads the same once written again; and the reverse. */
final class JsonFuzzTest {
  private static final Pattern WHY =
      Pattern.compile(
          "the JSON document( is not in UTF-8|, line \\d+, column \\d+: (this is not JSON"
              + "|something follows the document|a fraction is not expected|null is not expected"
              + "|a value is missing|a name is given twice|a number is beyond 64 bits))");

  static Stream<byte[]> documents() {
    return Stream.concat(
        WireSeeds.bodiesWith("{\""),
        Stream.of(
                "[1,-9223372036854775808,9223372036854775807,true,false,\"\\ud83d\\udd11\"]",
                "{\"a\":{\"b\":[[]]}}",
                "1e400",
                "9223372036854775808",
                "[".repeat(40))
            .map(WireSeeds::octets));
  }

  @MethodSource("documents")
  @FuzzTest
  void readsWhatIsWrittenAgainTheSame(byte[] document) {
    switch (Json.read(document)) {
      case Json.Value(Object value) -> {
        assertOurs(value, 0);
        String written = Json.write(value);
        if (isText(written)) {
          byte[] again = written.getBytes(StandardCharsets.UTF_8);
          assertEquals(new Json.Value(value), Json.read(again));
        }
      }
      case Json.Malformed(String why) -> assertTrue(WHY.matcher(why).matches(), why);
    }
  }

  @MethodSource("documents")
  @FuzzTest
  void writesWhatIsReadAgainTheSame(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    var members = new LinkedHashMap<String, Object>();
    for (String piece : text.split("[,:]", 50)) {
      members.put(piece, List.of(piece, (long) piece.hashCode() << 32, piece.isEmpty()));
    }
    byte[] written = Json.write(members).getBytes(StandardCharsets.UTF_8);
    switch (Json.read(written)) {
      case Json.Value(Object value) -> {
        assertEquals(members, value);
        assertEquals(List.copyOf(members.keySet()), new ArrayList<>(((Map<?, ?>) value).keySet()));
      }
      case Json.Malformed(String why) -> throw new AssertionError(why);
    }
  }

  private static void assertOurs(Object value, int depth) {
    assertTrue(depth <= 32, "the depth is bounded"); // a value in 32 containers
    switch (value) {
      case Map<?, ?> members -> members.values().forEach(member -> assertOurs(member, depth + 1));
      case List<?> elements -> elements.forEach(element -> assertOurs(element, depth + 1));
      default ->
          assertTrue(value instanceof String || value instanceof Long || value instanceof Boolean);
    }
  }

  /** An escape may stand for half a character, which UTF-8 can't hold. */
  private static boolean isText(String written) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(written);
  }
}
