package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Request;
import dev.jeton.wire.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is to be told, the message holds it where it belongs, and nothing else. */
final class SoapWriterFuzzTest {
  private static final Request.Origin ORIGIN =
      new Request.Origin(true, "https://localhost:8443", "192.0.2.1");

  static Stream<byte[]> texts() {
    return Stream.of("", "x</env:Text>", "]]>&amp;<", "Žofie & Søn", "\u0001\r\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("texts")
  @FuzzTest
  void writesFaultsThatAreReadAsTheyWereMeant(byte[] input) {
    String text = text(input);
    for (SoapVersion version : SoapVersion.values()) {
      var writer = new SoapWriter(version, "env");
      for (SoapFault fault : SoapFault.values()) {
        String written = writer.fault(fault, "fr", text, xml -> xml.element("d", text, "a", text));
        XmlElement read = operation(version, written);
        assertEquals("Fault", read.name());
        boolean old = version == SoapVersion.V1_1;
        XmlElement reason = read.childNamed(old ? "faultstring" : "Reason").orElseThrow();
        assertEquals(text, old ? reason.text() : reason.childNamed("Text").orElseThrow().text());
        XmlElement detail = read.childNamed(old ? "detail" : "Detail").orElseThrow();
        assertEquals(text, detail.children().getFirst().text());
        assertEquals(
            Optional.of(text), detail.children().getFirst().attribute("", "a"), "attribute");
      }
      String message =
          writer.message(xml -> xml.element("h", text), xml -> xml.element("o", text, "a", text));
      assertEquals(text, operation(version, message).text());
    }
  }

  /** What XML can hold. */
  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8)
        .codePoints()
        .filter(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF || c == '\n' || c == '\r')
        .limit(4_000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static XmlElement operation(SoapVersion version, String message) {
    var request =
        new Request(
            "POST",
            "/",
            Headers.of("Content-Type", version.contentType()),
            message.getBytes(StandardCharsets.UTF_8),
            ORIGIN);
    return switch (SoapMessage.read(request, _ -> false)) {
      case SoapMessage.Understood(SoapMessage read) -> {
        assertEquals(version, read.version());
        yield read.operation().orElseThrow();
      }
      case SoapMessage.NotUnderstood(SoapVersion _, SoapMessage.Problem problem) ->
          throw new AssertionError(problem + ": " + message);
    };
  }
}
