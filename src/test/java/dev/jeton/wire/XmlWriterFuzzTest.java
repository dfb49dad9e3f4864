package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text is written, a reader finds that text and nothing else. */
final class XmlWriterFuzzTest {
  /** Enough to hold whatever could go wrong, and quickly written. */
  private static final int LONGEST = 200;

  static Stream<byte[]> texts() {
    return Stream.concat(
        WireSeeds.bodiesWith("<").limit(10),
        Stream.of("<&>\"'", "]]>", "&#0;", "a\u0000b\uFFFE", "\r\n\t \"'", "\uD800", "\uD83D\uDD11")
            .map(text -> text.getBytes(StandardCharsets.UTF_16BE)));
  }

  @MethodSource("texts")
  @FuzzTest
  void writesTextsThatAreReadAsTheyWere(byte[] input) {
    String whole = new String(input, StandardCharsets.UTF_16BE);
    String text = whole.substring(0, Math.min(whole.length(), LONGEST));
    String document =
        new XmlWriter()
            .open("root", "a", text)
            .element("e", text, "b", text)
            .empty("f", "c", text)
            .document();
    String expected = existing(text);
    assertEquals(
        new Xml.Document(
            new XmlElement(
                "",
                "root",
                List.of(new XmlElement.Attribute("", "a", expected)),
                List.of(
                    new XmlElement(
                        "",
                        "e",
                        List.of(new XmlElement.Attribute("", "b", expected)),
                        List.of(),
                        expected),
                    new XmlElement(
                        "",
                        "f",
                        List.of(new XmlElement.Attribute("", "c", expected)),
                        List.of(),
                        "")),
                "")),
        Xml.read(document.getBytes(StandardCharsets.UTF_8), Optional.empty()));
  }

  /** XML 1.0 has no such characters, so a reader finds U+FFFD in their place. */
  private static String existing(String text) {
    return text.codePoints()
        .map(
            c ->
                c < 0x20 && c != '\t' && c != '\n' && c != '\r'
                        || c >= 0xD800 && c <= 0xDFFF
                        || c == 0xFFFE
                        || c == 0xFFFF
                    ? 0xFFFD
                    : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
