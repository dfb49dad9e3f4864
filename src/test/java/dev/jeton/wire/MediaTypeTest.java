package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaTypeTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "text/xml;charset=UTF-8, text/xml, UTF-8",
        "Text/XML ; Charset=\"utf-8\", text/xml, utf-8",
        "text/xml; charset='utf-8', text/xml, utf-8",
        "application/soap+xml; action=\"urn:x\"; charset=utf-8, application/soap+xml, utf-8",
        "text/xml; charset=\", text/xml, \""
      })
  void typeAndCharsetAreRead(String value, String type, String charset) {
    assertEquals(new MediaType(type, Optional.of(charset)), MediaType.of(value));
  }

  @Test
  void aTypeAlone() {
    assertEquals(new MediaType("text/xml", Optional.empty()), MediaType.of("text/xml"));
    assertEquals(new MediaType("text/xml", Optional.empty()), MediaType.of("text/xml;"));
    assertEquals(new MediaType("", Optional.empty()), MediaType.of(Headers.none()));
    assertEquals(
        new MediaType("a/b", Optional.empty()), MediaType.of(Headers.of("content-type", "a/b")));
  }
}
