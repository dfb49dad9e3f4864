package dev.jeton.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the file or the environment holds, there are settings, or a report of what is wrong. */
final class LoaderFuzzTest {
  @TempDir private static Path folder = Path.of("");

  static Stream<byte[]> files() throws IOException {
    return Stream.concat(
        Stream.of(
                "data: d\nhttps:\n  port: 8443\nlimits: {body: 1MiB, arrival: 5s}\n",
                "nout:\n  idle: 20m\n  api-uuids: [a, b]\n---\nx",
                "a: &x [*x]\n!!java/object b: 1\n",
                "? [a]\n: {b: |\n  c\n}\n%YAML 1.2\n",
                "throttle: \u0007\n\tb: ''\n",
                "a: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}")
            .map(text -> text.getBytes(StandardCharsets.UTF_8)),
        Stream.of(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xff}));
  }

  @MethodSource("files")
  @FuzzTest
  void makesSettingsOfAFileOrTellsWhy(byte[] input) throws IOException {
    Path file = folder.resolve("jeton.yaml");
    Files.write(file, input);
    long lines = new String(input, StandardCharsets.ISO_8859_1).split("\r\n|[\r\n]", -1).length;
    switch (Settings.load(Optional.of(file), Map.of(), List.of())) {
      case Loaded.Ready<Settings> _ -> {}
      case Loaded.Refused<Settings>(List<Problem> problems) -> {
        assertFalse(problems.isEmpty());
        for (Problem problem : problems) {
          assertFalse(problem.toString().isBlank());
          if (problem.origin() instanceof Origin.Line line) {
            assertTrue(line.number() >= 1 && line.number() <= 2 * lines + 1, problem.toString());
          }
        }
      }
    }
  }

  @MethodSource("files")
  @FuzzTest
  void makesSettingsOfTheEnvironmentOrTellsWhy(byte[] input) {
    List<String> known =
        Settings.CATALOGUE.sections().stream()
            .flatMap(section -> section.keys().stream())
            .map(key -> Key.variable(key.name()))
            .toList();
    var environment = new HashMap<String, String>();
    String[] texts = new String(input, StandardCharsets.UTF_8).split("\n", 40);
    for (String text : texts) {
      if (!text.isEmpty()) {
        environment.put(known.get(text.charAt(0) % known.size()), text.substring(1));
      }
    }
    Loaded<Settings> loaded = Settings.load(Optional.empty(), environment, List.of());
    if (loaded instanceof Loaded.Refused<Settings>(List<Problem> problems)) {
      assertFalse(problems.isEmpty());
    }
    assertEquals(loaded, Settings.load(Optional.empty(), environment, List.of()));
  }
}
