package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.wire.Request;
import dev.jeton.wire.XmlElement;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is read is a message or a problem, and no header that must be understood is passed over.
 */
final class SoapMessageFuzzTest {
  private static final Request.Origin ORIGIN =
      new Request.Origin(true, "https://localhost:8443", "192.0.2.1");

  static Stream<byte[]> requests() {
    return Stream.concat(
            WireSeeds.requests().filter(request -> request.contains("Envelope")),
            Stream.of(
                """
                POST / HTTP/1.1
                Content-Type: application/soap+xml;charset=utf-8

                <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Header>\
                <h e:mustUnderstand="true" e:role="http://www.w3.org/2003/05/soap-envelope/role/next"/>\
                </e:Header><e:Body/></e:Envelope>"""))
        .map(WireSeeds::octets);
  }

  @MethodSource("requests")
  @FuzzTest
  void readsMessagesWhoseMandatoryHeadersAreUnderstood(byte[] input) {
    Request request = WireSeeds.request(input, 0, ORIGIN);
    SoapMessage.Reading all = SoapMessage.read(request, _ -> true);
    SoapMessage.Reading none = SoapMessage.read(request, _ -> false);
    switch (all) {
      case SoapMessage.Understood(SoapMessage message) -> {
        boolean mandatory = message.header().stream().anyMatch(entry -> isMarked(entry, message));
        assertEquals(
            mandatory
                ? new SoapMessage.NotUnderstood(message.version(), SoapMessage.Problem.HEADER)
                : all,
            none);
        assertTrue(message.headed() || message.header().isEmpty());
      }
      case SoapMessage.NotUnderstood(SoapVersion _, SoapMessage.Problem problem) -> {
        assertEquals(all, none);
        assertTrue(problem != SoapMessage.Problem.HEADER);
      }
    }
  }

  private static boolean isMarked(XmlElement entry, SoapMessage message) {
    String mark =
        entry.attribute(message.version().namespace(), "mustUnderstand").orElse("").strip();
    return mark.equals("1") || message.version() == SoapVersion.V1_2 && mark.equals("true");
  }
}
