package dev.jeton.dialect.balans;

import static dev.jeton.dialect.balans.Asked.BALANS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.balans.BalansConfig.Language;
import dev.jeton.session.Outcome;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BalansTest {
  private static final String PASSWORD = "sifra-naloga-9";

  private static final List<Request> SAMPLES =
      List.of(
          Asked.soap(
              """
              <?xml version="1.0" encoding="UTF-8"?>
              <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:s="http://services.bort.com/">
              <e:Header><a xmlns="urn:a" e:mustUnderstand="0"/></e:Header><e:Body><s:GetToken><companyCode>1</companyCode>
              <userName>Nalog</userName><userCode>%s</userCode><sessLen>20</sessLen></s:GetToken></e:Body></e:Envelope>"""
                  .formatted(PASSWORD)),
          Asked.soap(
              "<Envelope xmlns='http://www.w3.org/2003/05/soap-envelope'><Body>"
                  + "<CloseToken xmlns='http://services.bort.com/'><sessToken>1</sessToken></CloseToken></Body></Envelope>"),
          Asked.rest("/rs/login/gettoken?id=Nalog&len=20&usr=%25&pwd=" + PASSWORD),
          Asked.form("/BortApp-war/rs/login/gettoken", "id=Nalog&len=20&pwd=" + PASSWORD),
          Asked.rest("/rs/login/closetoken?sessToken=1"),
          Asked.request("GET", "/LogIn/LogIn?wsdl", "", new byte[0], true));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/LogIn/LogIn",
        "/rs/login/gettoken",
        "/BortApp-war/rs/login/closetoken",
        "/rs/login/other"
      })
  void itsPathsAreServed(String path) {
    assertTrue(BALANS.serves(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/login/login",
        "/LogIn/LogIn/",
        "/LogIn",
        "/rs/login",
        "/RS/login/gettoken",
        "/bortapp-war/rs/login/gettoken",
        "/x/rs/login/gettoken"
      })
  void othersAreNot(String path) {
    assertFalse(BALANS.serves(path));
  }

  @Test
  void thePolicyIsDigitsAndAFixedLife() {
    var policy = new Balans(new BalansConfig(39, false, Language.SERBIAN, false)).policy();

    assertEquals("balans", policy.dialect());
    assertEquals("balans", BALANS.name());
    assertTrue(policy.token().next(new SecureRandom()).revealText().matches("[0-9]{39}"));
    assertEquals(Duration.ofHours(8), policy.lifetime().absolute());
    assertTrue(policy.lifetime().idle().isEmpty());
    assertFalse(policy.revealing());
  }

  @Test
  void tokenDigitsAreBounded() {
    assertEquals(20, BalansConfig.DEFAULT.tokenDigits());
    assertFalse(BalansConfig.DEFAULT.plainHttp());
    for (int digits : new int[] {19, 65}) {
      var refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> new BalansConfig(digits, false, Language.SERBIAN, false));
      assertEquals("token-digits must be 20 to 64, but is " + digits, refusal.getMessage());
    }
    assertEquals(64, new BalansConfig(64, true, Language.ENGLISH, true).tokenDigits());
  }

  @Test
  void whatACallerSaysOfItselfIsBounded() {
    var headers = Headers.of("user-agent", "x".repeat(300));
    var origin = new Request.Origin(true, "https://localhost:8443", "192.0.2.1");
    var request = new Request("POST", "/rs/login/gettoken", headers, new byte[0], origin);

    assertEquals(Map.of("user-agent", "x".repeat(256)), Balans.caller(request).detail());
  }

  @Test
  void everySampleIsAnsweredWhateverTheOutcome() {
    for (Request sample : SAMPLES) {
      assertAnswers(sample);
    }
  }

  /** Whatever is done to a request, it gets an answer, and one without the offered password. */
  @Test
  void noBittenRequestBringsItDown() {
    var random = new Random(20_260_102);
    for (int round = 0; round < 10_000; round++) {
      Request sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
      String target =
          sample.path() + (sample.query().isEmpty() ? "" : "?" + bitten(sample.query(), random));
      String body = bitten(new String(sample.body(), ISO_8859_1), random);
      assertAnswers(
          new Request(
              sample.method(),
              target,
              sample.headers(),
              body.getBytes(ISO_8859_1),
              sample.origin()));
    }
  }

  private static void assertAnswers(Request request) {
    Exchange exchange = BALANS.read(request);
    for (Outcome outcome : Asked.outcomes()) {
      Reply reply = exchange.answer().apply(outcome);
      assertTrue(reply.status() >= 200 && reply.status() < 600);
      assertFalse(new String(reply.body(), UTF_8).contains(PASSWORD));
    }
    assertFalse(exchange.command().toString().contains(PASSWORD));
  }

  private static String bitten(String text, Random random) {
    var octets = new StringBuilder(text);
    for (int bites = random.nextInt(4); bites > 0 && !octets.isEmpty(); bites--) {
      int at = random.nextInt(octets.length());
      switch (random.nextInt(4)) {
        case 0 -> octets.setCharAt(at, (char) random.nextInt(256));
        case 1 -> octets.insert(at, (char) random.nextInt(256));
        case 2 -> octets.setLength(at);
        default ->
            octets.insert(
                at, octets.substring(at, Math.min(octets.length(), at + random.nextInt(40))));
      }
    }
    return octets.toString();
  }
}
