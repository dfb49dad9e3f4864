package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is read is well-formed and within its bounds, and reads the same once written again. */
final class XmlFuzzTest {
  private static final List<Optional<String>> CHARSETS =
      List.of(
          Optional.empty(),
          Optional.of("utf-8"),
          Optional.of("windows-1250"),
          Optional.of("ISO-8859-1"),
          Optional.of("utf-16"),
          Optional.of("no such charset"));

  static Stream<byte[]> documents() {
    return IntStream.range(0, CHARSETS.size())
        .boxed()
        .flatMap(
            charset ->
                WireSeeds.bodiesWith("<")
                    .limit(charset == 0 ? Long.MAX_VALUE : 3)
                    .map(body -> WireSeeds.chosen(charset, body)));
  }

  @MethodSource("documents")
  @FuzzTest
  void readsWithinItsBoundsWhatIsWrittenAgainTheSame(byte[] input) {
    Optional<String> charset = input.length == 0 ? Optional.empty() : charset(input[0]);
    byte[] body = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    if (Xml.read(body, charset) instanceof Xml.Document(XmlElement root)) {
      assertTrue(elements(root, 1) <= 1_000, "the number of elements is bounded");
      var written = new XmlWriter();
      write(root, written);
      byte[] again = written.document().getBytes(StandardCharsets.UTF_8);
      assertEquals(new Xml.Document(root), Xml.read(again, Optional.of("utf-8")));
    }
  }

  private static Optional<String> charset(byte chosen) {
    return CHARSETS.get(Byte.toUnsignedInt(chosen) % CHARSETS.size());
  }

  /** Counts them, and looks at each. */
  private static int elements(XmlElement element, int depth) {
    assertTrue(depth <= 32, "the depth is bounded");
    assertTrue(element.name().length() <= 256);
    assertTrue(element.text().length() <= 65_536);
    assertTrue(element.attributes().size() <= 64);
    assertAllExist(element.text());
    for (XmlElement.Attribute attribute : element.attributes()) {
      assertTrue(attribute.name().length() <= 256);
      assertTrue(attribute.value().length() <= 8_192);
      assertAllExist(attribute.value());
    }
    return 1 + element.children().stream().mapToInt(child -> elements(child, depth + 1)).sum();
  }

  /** XML 1.0, section 2.2. */
  private static void assertAllExist(String text) {
    assertTrue(
        text.codePoints()
            .allMatch(
                c ->
                    c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000),
        "a character that XML does not have");
  }

  /** A prefix for every name that has a namespace. */
  private static void write(XmlElement element, XmlWriter to) {
    var attributes = new java.util.ArrayList<String>();
    String name = name(element.namespace(), element.name(), "n", attributes);
    for (int i = 0; i < element.attributes().size(); i++) {
      XmlElement.Attribute attribute = element.attributes().get(i);
      String attributeName = name(attribute.namespace(), attribute.name(), "a" + i, attributes);
      attributes.add(attributeName);
      attributes.add(attribute.value());
    }
    to.open(name, attributes.toArray(String[]::new)).text(element.text());
    element.children().forEach(child -> write(child, to));
    to.close();
  }

  private static String name(
      String namespace, String name, String prefix, List<String> declarations) {
    if (namespace.isEmpty()) {
      return name;
    }
    if (namespace.equals("http://www.w3.org/XML/1998/namespace")) {
      return "xml:" + name;
    }
    declarations.add("xmlns:" + prefix);
    declarations.add(namespace);
    return prefix + ":" + name;
  }
}
