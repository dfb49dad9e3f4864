package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {
  /** What is read before the end, or before what can't be read. */
  private final List<List<String>> read = new ArrayList<>();

  private void read(String text) throws IOException, Csv.Broken {
    try (var csv = new Csv(new StringReader(text), ',')) {
      while (csv.hasNext()) {
        read.add(csv.next().cells());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\nc,\"d",
        "a,b\n\"",
        "a,b\n\"c\"\"",
        "a,b\n\"c\"\",\nd\n",
        "a,b\n\"c\nd,e\nf,g\n",
        "a,b\nc,\"",
        "a,b\n\"c\",\"d\ne"
      })
  void aQuoteThatIsNeverClosedIsRefusedWithItsLine(String text) {
    var broken = assertThrows(Csv.Broken.class, () -> read(text));
    assertEquals("the record of line 2 has a quote that is not closed", broken.getMessage());
    assertEquals(List.of(List.of("a", "b")), read, "what stands before it is read");
  }

  @Test
  void theLineIsThatOfTheRecordsBeginning() {
    var broken = assertThrows(Csv.Broken.class, () -> read("a\n\"b\nc\"\n\n\"d\ne\n"));
    assertEquals("the record of line 5 has a quote that is not closed", broken.getMessage());
    assertEquals(List.of(List.of("a"), List.of("b\nc")), read);
  }

  @Test
  void quotesThatAreClosedOrStandWithinACellAreNone() throws Exception {
    read("\"a\",\"b\"\"\"\nc\"d,e\"\n\"\",\"\"\r\n\"f\"");
    assertEquals(
        List.of(List.of("a", "b\""), List.of("c\"d", "e\""), List.of("", ""), List.of("f")), read);
  }
}
