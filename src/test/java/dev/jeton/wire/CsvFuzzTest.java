package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read is written and read the same; what is written is read as it was. */
final class CsvFuzzTest {
  static Stream<byte[]> files() {
    return Stream.of(
            "name,kind\r\nana,user\n\"b \"\"c\"\"\",\"x\ny\"\n\n,\n",
            "a;b\n\"",
            "\"a\"b,c\n",
            "a\rb")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest
  void readsWhatIsWrittenAgainTheSame(byte[] input) throws IOException {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      List<List<String>> read = read(text);
      String written = read.stream().map(Csv::line).collect(Collectors.joining());
      assertEquals(read, read(written));
    } catch (Csv.Broken broken) {
      String why = String.valueOf(broken.getMessage());
      assertTrue(
          why.startsWith("from here on")
              || why.matches("the record of line [0-9]+ has a quote that is not closed"),
          why);
    }
  }

  @MethodSource("files")
  @FuzzTest
  void writesWhatIsReadAsItWas(byte[] input) throws IOException, Csv.Broken {
    String text = new String(input, StandardCharsets.UTF_8);
    List<String> cells = Arrays.asList(("x|" + text).split("\\|", 50));
    assertEquals(List.of(cells), read(Csv.line(cells)));
  }

  private static List<List<String>> read(String text) throws IOException, Csv.Broken {
    var rows = new ArrayList<List<String>>();
    long last = 0;
    try (var csv = new Csv(new StringReader(text), ',')) {
      while (csv.hasNext()) {
        Csv.Row row = csv.next();
        assertTrue(row.line() > last, "lines go on");
        last = row.line();
        if (!row.cells().equals(List.of(""))) { // written, it is an empty line, which is none
          rows.add(row.cells());
        }
      }
    }
    return rows;
  }
}
