package dev.jeton.dialect.balans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Exchange;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import dev.jeton.wire.Xml;
import dev.jeton.wire.XmlElement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BalansWsdlTest {
  @ParameterizedTest
  @ValueSource(strings = {"?wsdl", "?WSDL", "?Wsdl=", "?wsdl=1", "?x=1&wSDL"})
  void itIsServedUnderAnySpelling(String query) {
    Exchange exchange =
        Asked.BALANS.read(Asked.request("GET", "/LogIn/LogIn" + query, "", new byte[0], true));
    Reply reply = exchange.answer().apply(new Outcome.Described());

    assertEquals("wsdl", exchange.operation());
    assertEquals(new Command.Describe("balans"), exchange.command());
    assertEquals(200, reply.status());
    assertEquals(Optional.of("text/xml; charset=utf-8"), reply.headers().first("Content-Type"));
    assertTrue(
        new String(reply.body(), UTF_8)
            .contains("<soap:address location=\"https://localhost:8443/LogIn/LogIn\"/>"));
  }

  @Test
  void theAddressIsTheOneThatWasReached() {
    var origin = new Request.Origin(false, "http://ws.melany.rs:8191", "192.0.2.1");
    Request plain = Asked.request("GET", "/LogIn/LogIn?wsdl", "", new byte[0], false);
    Reply reply =
        Asked.BALANS
            .read(
                new Request(plain.method(), plain.target(), plain.headers(), plain.body(), origin))
            .answer()
            .apply(new Outcome.Described());

    assertTrue(
        new String(reply.body(), UTF_8)
            .contains("<soap:address location=\"http://ws.melany.rs:8191/LogIn/LogIn\"/>"));
    assertTrue(BalansWsdl.of("https://a?b&\"").contains("location=\"https://a?b&amp;&quot;\""));
  }

  @Test
  void itsSchemaIsInlineUnqualifiedAndInTheVendorsOrder() {
    XmlElement root =
        assertInstanceOf(
                Xml.Document.class,
                Xml.read(BalansWsdl.of("https://localhost").getBytes(UTF_8), Optional.empty()))
            .root();
    XmlElement schema = root.childNamed("types").orElseThrow().childNamed("schema").orElseThrow();
    XmlElement getToken =
        schema.childrenNamed("complexType").stream()
            .filter(type -> type.attribute("", "name").equals(Optional.of("GetToken")))
            .findFirst()
            .orElseThrow();

    assertEquals(Optional.of("unqualified"), schema.attribute("", "elementFormDefault"));
    assertEquals(
        List.of("companyCode", "userName", "userCode", "sessLen", "authUser", "authCustomer"),
        getToken.childNamed("sequence").orElseThrow().children().stream()
            .map(element -> element.attribute("", "name").orElseThrow())
            .toList());
  }
}
