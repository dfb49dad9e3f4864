package dev.jeton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of ASVS 5.0 requirements: it is whole, and each test that it names is there. */
final class AsvsTest {
  /** How many requirements each section of version 5.0.0 has, at any level. */
  private static final String SECTIONS =
      """
      4.1 5, 4.2 5, 4.3 2, 4.4 4,
      6.1 3, 6.2 12, 6.3 8, 6.4 6, 6.5 8, 6.6 4, 6.7 2, 6.8 4,
      7.1 3, 7.2 4, 7.3 2, 7.4 5, 7.5 3, 7.6 2,
      9.1 3, 9.2 4,
      11.1 4, 11.2 5, 11.3 5, 11.4 4, 11.5 2, 11.6 2, 11.7 2,
      16.1 1, 16.2 5, 16.3 4, 16.4 3, 16.5 4
      """;

  private static final Pattern NAMED = Pattern.compile("([A-Z]\\w+(?:Test|Contract))?#(\\w+)");

  private static List<List<String>> rows = List.of();

  @BeforeAll
  static void read() throws IOException {
    rows =
        Files.readAllLines(Path.of("docs/asvs.md")).stream()
            .filter(line -> line.matches("\\| \\d.*"))
            .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList())
            .toList();
  }

  @Test
  void everyRequirementHasItsRow() {
    List<String> wanted =
        Arrays.stream(SECTIONS.strip().split(",\\s*"))
            .flatMap(
                section -> {
                  String[] part = section.split(" ", 2);
                  return IntStream.rangeClosed(1, Integer.parseInt(part[1]))
                      .mapToObj(i -> part[0] + "." + i);
                })
            .toList();
    assertEquals(wanted, rows.stream().map(List::getFirst).toList());
  }

  @Test
  void everyRowSaysWhetherItIsMetAndWhy() {
    for (List<String> row : rows) {
      assertEquals(4, row.size(), row.toString());
      assertTrue(List.of("met", "n/a", "not met").contains(row.get(2)), row.toString());
      assertTrue(row.get(3).length() > 3, row.toString());
    }
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (List<String> row : rows) {
      String type = "";
      Matcher named = NAMED.matcher(row.get(3));
      while (named.find()) {
        type = named.group(1) == null ? type : named.group(1);
        if (sources.getOrDefault(type, "").contains(" " + named.group(2) + "(")) {
          found++;
        } else {
          missing.add(row.getFirst() + " " + type + "#" + named.group(2));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(found > 50, found + " tests are named");
  }
}
