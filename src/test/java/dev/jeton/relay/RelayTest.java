package dev.jeton.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Identity;
import dev.jeton.dialect.Onward;
import dev.jeton.dialect.Passage;
import dev.jeton.dialect.balans.Balans;
import dev.jeton.dialect.balans.BalansConfig;
import dev.jeton.dialect.nout.Nout;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.dialect.vz.Vz;
import dev.jeton.dialect.vz.VzConfig;
import dev.jeton.dialect.wipsos.Wipsos;
import dev.jeton.dialect.wipsos.WipsosConfig;
import dev.jeton.relay.RelayConfig.Description;
import dev.jeton.relay.RelayConfig.TokenUse;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a request is, and what of it the server behind gets. */
final class RelayTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
  private static final String TOKEN = "7cec0345-3abb-4353-bfb9-aacc143a2d05";
  private static final Headers XML = Headers.of("Content-Type", "text/xml; charset=utf-8");

  private static Relay relay(Dialect dialect, Description description, String... paths) {
    return new Relay(
        dialect,
        new RelayConfig(
            TokenUse.REMOVE,
            description,
            List.of(paths),
            65_536,
            OptionalLong.empty(),
            Optional.empty(),
            false),
        (_, _) -> Secret.of("phantom"));
  }

  private static Dialect dialect(String name) {
    return switch (name) {
      case "nout" -> new Nout(NoutConfig.DEFAULT, NOON);
      case "balans" -> new Balans(BalansConfig.DEFAULT);
      case "vz" -> new Vz(VzConfig.DEFAULT, NOON);
      default -> new Wipsos(WipsosConfig.DEFAULT);
    };
  }

  private static Request request(String method, String target, Headers headers, String body) {
    return new Request(
        method,
        target,
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        new Request.Origin(true, "https://login.example", "192.0.2.7"));
  }

  private static String word(Passage passage) {
    return switch (passage) {
      case Passage.Ours _ -> "ours";
      case Passage.Untold _ -> "untold";
      case Passage.Open _ -> "open";
      case Passage.Guarded guarded ->
          guarded.check().command() instanceof Command.Check ? "guarded" : "refused";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "nout, GET, /GetTokenSession?Username=a, ours",
    "nout, GET, /REST/disconnect?!SessionToken=t, ours",
    "nout, GET, /REST/Search?What=x!SessionToken=t, guarded",
    "nout, POST, /REST/Search?What=x!SessionToken=t, refused",
    "nout, GET, /REST/Search?What=x, refused",
    "nout, GET, /getwsdl, open",
    "nout, GET, /, ours",
    "balans, POST, /rs/login/gettoken?id=a, ours",
    "balans, GET, /rs/login/invoice?sessToken=1, guarded",
    "balans, GET, /rs/login/invoice?sessToken=1&sessToken=2, refused",
    "balans, GET, /LogIn/LogIn?wsdl, open",
    "balans, GET, /LogIn/LogIn?xsd=1, open",
    "balans, GET, /LogIn/LogIn, ours",
    "vz, GET, /Api/Vo/V1/?action=token&username=a, ours",
    "vz, POST, /Api/Vo/V1/?action=Token, ours",
    "vz, GET, /Api/Vo/V1/?token=t, ours",
    "vz, GET, /Api/Vo/V1/?action=profile&token=t, guarded",
    "vz, GET, /Api/Vo/V1/?action=profile&action=token&token=t, ours",
    "vz, GET, /Api/Vo/V1/?action=profile, refused",
    "wipsos, GET, /V1/Token, ours",
    "wipsos, PUT, /StatutToken, ours",
    "wipsos, GET, /V1/Client, refused"
  })
  void theHeadTellsWhoseARequestIs(String dialect, String method, String target, String whose) {
    Relay relay = relay(dialect(dialect), Description.BACKEND);
    assertEquals(whose, word(relay.pass(request(method, target, Headers.none(), ""), true)));
  }

  @Test
  void aDescriptionIsOursWhereThatIsSet() {
    Relay relay = relay(dialect("nout"), Description.OURS);
    assertEquals("ours", word(relay.pass(request("GET", "/getwsdl", Headers.none(), ""), true)));
  }

  @Test
  void whatVzIsAskedInClearIsNeverHandedOn() {
    Request secure = request("GET", "/Api/Vo/V1/?action=profile&token=t", Headers.none(), "");
    var clear =
        new Request(
            secure.method(),
            secure.target(),
            secure.headers(),
            secure.body(),
            new Request.Origin(false, "http://login.example", "192.0.2.7"));
    assertEquals("ours", word(relay(dialect("vz"), Description.BACKEND).pass(clear, true)));
  }

  @Test
  void furtherPathsAreTheServersBehind() {
    Relay relay = relay(dialect("wipsos"), Description.BACKEND, "/Export/");
    assertTrue(relay.serves("/Export/1"));
    Headers bearer = Headers.of("Authorization", "Bearer t");
    assertEquals("guarded", word(relay.pass(request("GET", "/Export/1", bearer, ""), true)));
    assertEquals(
        "refused", word(relay.pass(request("GET", "/Export/1", Headers.none(), ""), true)));
  }

  private static String soap(String header, String body) {
    return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
        + header
        + "</s:Header><s:Body>"
        + body;
  }

  private static String nout(String operation) {
    return soap(
        "<SessionToken>" + TOKEN + "</SessionToken>",
        "<" + operation + " xmlns=\"http://www.nout.fr/wsdl/SimaxService.wsdl/\"><a");
  }

  @ParameterizedTest
  @CsvSource({
    "GetTokenSession, ours",
    "Disconnect, ours",
    "GetExtranetUserExists, ours",
    "Search, guarded"
  })
  void theBeginningOfAMessageTellsWhoseItIs(String operation, String whose) {
    Relay relay = relay(dialect("nout"), Description.BACKEND);
    assertEquals(whose, word(relay.pass(request("POST", "/", XML, nout(operation)), false)));
  }

  @Test
  void aMessageWhoseOperationHasNotComeIsAwaitedAndThenOurs() {
    Relay relay = relay(dialect("nout"), Description.BACKEND);
    String whole = nout("Search");
    String operation = whole.substring(0, whole.indexOf("<Search") + 4);
    assertEquals("untold", word(relay.pass(request("POST", "/", XML, operation), false)));
    assertEquals("ours", word(relay.pass(request("POST", "/", XML, operation), true)));
  }

  @Test
  void aMessageWhoseTokenHasNotComeIsAwaitedAndThenRefused() {
    Relay relay = relay(dialect("balans"), Description.BACKEND);
    String begun =
        soap("", "<n:Invoice xmlns:n=\"http://services.bort.com/\"><sessToken>123456789012");
    Request request = request("POST", "/LogIn/LogIn", XML, begun);
    assertEquals("untold", word(relay.pass(request, false)));
    assertEquals("refused", word(relay.pass(request, true)));
    Request whole = request("POST", "/LogIn/LogIn", XML, begun + "</sessToken>");
    assertEquals("guarded", word(relay.pass(whole, false)));
  }

  /** A cut in no place makes a request ours that is not, or asks for another token. */
  @Test
  void noCutChangesWhoseARequestIs() {
    Relay relay = relay(dialect("nout"), Description.BACKEND);
    byte[] whole = nout("Search").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= whole.length; i++) {
      Request cut =
          request("POST", "/", XML, new String(Arrays.copyOf(whole, i), StandardCharsets.UTF_8));
      Passage passage = relay.pass(cut, false);
      if (passage instanceof Passage.Guarded guarded) {
        var check = assertInstanceOf(Command.Check.class, guarded.check().command());
        assertEquals(Secret.of(TOKEN), check.token());
        assertTrue(check.touch());
        assertEquals("nout", check.dialect());
      } else {
        assertEquals("untold", word(passage));
      }
    }
  }

  @Test
  void noOctetsMakeItThrow() {
    var random = new Random(4);
    for (String name : List.of("nout", "balans", "vz", "wipsos")) {
      Relay relay = relay(dialect(name), Description.BACKEND, "/more/");
      for (int i = 0; i < 3_000; i++) {
        byte[] octets = nout("Search").getBytes(StandardCharsets.UTF_8);
        for (int j = 0; j < 1 + random.nextInt(6); j++) {
          octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        String target =
            List.of("/", "/LogIn/LogIn?wsdl", "/Api/Vo/V1/?%", "/V1/x", "/REST/x!;=%9", "/more/?&=")
                    .get(random.nextInt(6))
                + (char) (33 + random.nextInt(200));
        var request =
            new Request(
                random.nextBoolean() ? "POST" : "GET",
                target,
                XML,
                Arrays.copyOf(octets, random.nextInt(octets.length)),
                new Request.Origin(true, "https://login.example", "192.0.2.7"));
        if (relay.serves(request.path())) {
          assertNotNull(relay.pass(request, random.nextBoolean()));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/x?a=1&token=T-1&b=2, /x?a=1&b=2",
    "/x?token=T-1&b=2, /x?b=2",
    "/x?a=1&token=T-1, /x?a=1",
    "/x?token=T-1, /x?",
    "/x?token=%54-1&a=1, /x?a=1",
    "/x?a=1&token=T-1&other=T-1, /x?a=1",
    "/x?a;b!SessionToken=T-1&User=u, /x?a;b!User=u",
    "/x?a;b!User=u&SessionToken=T-1, /x?a;b!User=u",
    "/x?a=T-12&b=T-, /x?a=T-12&b=T-",
    "/T-1?a=1, /T-1?a=1"
  })
  void aTokenIsTakenOutOfATargetWhereItIsAWholeValue(String target, String without) {
    Request request = request("GET", target, Headers.none(), "");
    assertEquals(without, TokenRemoval.from(request, Secret.of("T-1")).target());
  }

  @Test
  void aTokenIsTakenOutOfFieldsToo() {
    Headers fields =
        Headers.of(
            "Authorization",
            "bearer T-1",
            "X-Token",
            "T-1",
            "X-Other",
            "T-1 or so",
            "Cookie",
            "a=1; t=T-1; b=2",
            "Cookie",
            "t=T-1",
            "Authorization",
            "Basic VC0x");
    assertEquals(
        Headers.of("X-Other", "T-1 or so", "Cookie", "a=1; b=2", "Authorization", "Basic VC0x"),
        TokenRemoval.from(request("GET", "/", fields, ""), Secret.of("T-1")).headers());
  }

  @Test
  void aPhantomTakesThePlaceOfWhateverAuthorization() {
    Headers told =
        OnwardFields.of(
            request("GET", "/", Headers.of("authorization", "Basic VC0x", "Via", "1.0 a"), ""),
            Identity.NOBODY,
            Optional.of(Secret.of("jwt")));
    assertEquals(List.of("Bearer jwt"), told.all("Authorization"));
    assertEquals(List.of("1.0 a", "1.1 jeton"), told.all("Via"));
    assertEquals(List.of("login.example"), told.all("X-Forwarded-Host"));
    assertEquals(List.of(""), told.all("X-Auth-User"));
  }

  @Test
  void aDescriptionTellsOurAddressInPlaceOfThePorts() {
    Passage passage =
        relay(dialect("nout"), Description.BACKEND)
            .pass(request("GET", "/getwsdl", Headers.of("Accept-Encoding", "gzip"), ""), true);
    Onward onward = assertInstanceOf(Passage.Open.class, passage).onward();
    assertEquals(List.of(), onward.headers().all("Accept-Encoding"));
    String wsdl =
        """
        <definitions targetNamespace="http://back:8052/wsdl/" xmlns:s='http://back:8052'>
          <xsd:import schemaLocation="http://back:8052/x?xsd=1" namespace="http://back:8052/n"/>
          <xsd:import schemaLocation="http://elsewhere/x?xsd=1"/>
          <xsd:import schemaLocation="http://back:80521/x"/>
          <soap:address
              location='http://back:8052/SOAP/'/> \u00e9
          <soap12:address location="https://back/"/>
        </definitions>
        """;
    assertEquals(
        """
        <definitions targetNamespace="http://back:8052/wsdl/" xmlns:s='http://back:8052'>
          <xsd:import schemaLocation="https://login.example/x?xsd=1" namespace="http://back:8052/n"/>
          <xsd:import schemaLocation="http://elsewhere/x?xsd=1"/>
          <xsd:import schemaLocation="http://back:80521/x"/>
          <soap:address
              location='https://login.example/SOAP/'/> \u00e9
          <soap12:address location="https://login.example/"/>
        </definitions>
        """,
        new String(
            onward.rewriting().orElseThrow().apply(wsdl.getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.UTF_8));
  }
}
