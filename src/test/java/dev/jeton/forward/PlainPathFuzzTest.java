package dev.jeton.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A path that rules compare has one reading: nothing in it can be read once more. */
final class PlainPathFuzzTest {
  static Stream<byte[]> targets() {
    return Stream.concat(
            WireSeeds.targets(),
            Stream.of(
                "//a/%2e%2e/b",
                "/a/..;/b",
                "/%61%C3%A9/%252e",
                "/a%2fb",
                "/a%5c..",
                "/a.%20/b",
                "/a;b!c",
                "/%c0%ae/",
                "/100%25"))
        .map(WireSeeds::octets);
  }

  @MethodSource("targets")
  @FuzzTest
  void hasOneReading(byte[] input) {
    String target = new String(input, StandardCharsets.ISO_8859_1);
    Optional<String> read = PlainPath.of(target);
    assertEquals(read, PlainPath.of(target));
    if (read.isEmpty()) {
      return;
    }
    String path = read.get();
    assertTrue(path.startsWith("/"));
    assertFalse(path.contains("//"), path);
    assertFalse(path.contains("\\"), path);
    assertTrue(path.chars().noneMatch(Character::isISOControl), path);
    for (String segment : path.split("/", -1)) {
      assertFalse(segment.equals(".") || segment.equals(".."), path);
      assertFalse(segment.endsWith(".") || segment.endsWith(" "), path);
    }
    assertFalse(path.matches("(?s).*%[0-9A-Fa-f]{2}.*"), path);
    assertTrue(PathPattern.of("/**").matches(path, false));
    assertTrue(path.length() <= target.length());
  }

  /** Whatever a pattern is, reading it ends, and a path that it is itself is of it. */
  @MethodSource("targets")
  @FuzzTest
  void aPatternIsOfItself(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    PathPattern pattern;
    try {
      pattern = PathPattern.of(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    if (text.indexOf('*') < 0) {
      assertTrue(pattern.matches(text, false), text);
      assertTrue(pattern.matches(text, true), text);
      assertFalse(pattern.matches(text + "/x", true), text);
    }
  }
}
