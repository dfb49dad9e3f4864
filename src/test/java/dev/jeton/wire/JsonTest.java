package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void aDocumentIsReadWithItsNamesInOrder() {
    Object value =
        value("{\"z\":[1,-9223372036854775808,true,false],\"a\":{\"\":\"\\u00e9 ž\"}} \n");
    assertEquals(
        Map.of("z", List.of(1L, Long.MIN_VALUE, true, false), "a", Map.of("", "é ž")), value);
    assertEquals(List.of("z", "a"), List.of(assertInstanceOf(Map.class, value).keySet().toArray()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {"a":1,"a":2}  | the JSON document, line 1, column 8: a name is given twice
          {"a":1} 2      | the JSON document, line 1, column 9: something follows the document
          {"a":1} x      | the JSON document, line 1, column 10: this is not JSON
          [1.5]          | the JSON document, line 1, column 2: a fraction is not expected
          [null]         | the JSON document, line 1, column 2: null is not expected
          [9223372036854775808] | the JSON document, line 1, column 2: a number is beyond 64 bits
          """)
  void whatIsNoDocumentOfOursIsToldWithItsPlace(String document, String why) {
    assertEquals(new Json.Malformed(why), read(document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "]",
        "[1,]",
        "{\"a\"}",
        "{a:1}",
        "{'a':1}",
        "[01]",
        "[NaN]",
        "\"a\nb\"",
        "[1] // no",
        "{\"a\":}",
        "nul",
        "\"\\ud8\""
      })
  void whatIsNotJsonIsRefused(String document) {
    assertInstanceOf(Json.Malformed.class, read(document));
  }

  @Test
  void theErrorQuotesNothingOfTheDocument() {
    assertEquals(
        new Json.Malformed("the JSON document, line 1, column 21: this is not JSON"),
        read("{\"password\": hunter2}"));
  }

  @Test
  void octetsThatAreNotUtf8AreRefused() {
    assertEquals(
        new Json.Malformed("the JSON document is not in UTF-8"),
        Json.read("\"é\"".getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void depthAndLengthAreBounded() {
    assertInstanceOf(Json.Value.class, read("[".repeat(32) + "]".repeat(32)));
    assertInstanceOf(Json.Malformed.class, read("[".repeat(33) + "]".repeat(33)));
    assertEquals(
        new Json.Malformed("the JSON document is longer than 16777216 octets"),
        Json.read(new byte[(16 << 20) + 1]));
  }

  @Test
  void aValueIsWrittenCompactlyInTheOrderOfItsNames() {
    var members = new LinkedHashMap<String, Object>();
    members.put("z", List.of(1, 2L, true));
    members.put("a", "é \" \\ \n \u0001 </");
    members.put("empty", Map.of());
    assertEquals(
        "{\"z\":[1,2,true],\"a\":\"é \\\" \\\\ \\n \\u0001 </\",\"empty\":{}}",
        Json.write(members));
  }

  @Test
  void whatIsNoValueOfOursIsNotWritten() {
    assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(1.5)));
  }

  private static Json.Reading read(String document) {
    return Json.read(document.getBytes(StandardCharsets.UTF_8));
  }

  private static Object value(String document) {
    return assertInstanceOf(Json.Value.class, read(document)).value();
  }
}
