package dev.jeton.dialect.balans;

import static dev.jeton.dialect.balans.Asked.BALANS;
import static dev.jeton.dialect.balans.Asked.assertMalformed;
import static dev.jeton.dialect.balans.Asked.assertReply;
import static dev.jeton.dialect.balans.Asked.login;
import static dev.jeton.dialect.balans.Asked.refused;
import static dev.jeton.dialect.balans.Asked.request;
import static dev.jeton.dialect.balans.Asked.soap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.balans.BalansConfig.Language;
import dev.jeton.secret.Secret;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BalansSoapTest {
  private static final String V11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String V12 = "http://www.w3.org/2003/05/soap-envelope";

  /** The vendor's sample, its blanks as on the page. */
  private static final String SAMPLE =
      "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ser=\"http://services.bort.com/\"> <soapenv:Header/> <soapenv:Body> <ser:GetToken> <companyCode>1</companyCode> <userName>Nalog</userName> <userCode>sifra_naloga</userCode> <sessLen>20</sessLen> <authCustomer>nalog_komitenta</authCustomer> <authUser>balans_nalog</authUser> </ser:GetToken> </soapenv:Body> </soapenv:Envelope>";

  private static final String MANDATORY =
      "<companyCode/><userName>Nalog</userName><userCode>x</userCode><sessLen>20</sessLen>";

  @Test
  void theVendorsSampleIsALoginForAnotherUserAndACustomer() {
    Exchange exchange =
        BALANS.read(
            new Request(
                "POST",
                "/LogIn/LogIn",
                Headers.of(
                    "Accept-Encoding",
                    "gzip,deflate",
                    "Content-Type",
                    "text/xml;charset=UTF-8",
                    "SOAPAction",
                    "\"\"",
                    "User-Agent",
                    "Apache-HttpClient/4.1.1 (java 1.5)"),
                SAMPLE.getBytes(UTF_8),
                new Request.Origin(true, "https://ws.melany.rs:8191", "192.0.2.7")));

    assertEquals("GetToken", exchange.operation());
    assertEquals(
        new Command.Login(
            "balans",
            new Claim(
                "Nalog", new Credential.Password(Secret.of("sifra_naloga"), Optional.empty())),
            Optional.of(new Behalf.Named("balans_nalog")),
            Optional.of("nalog_komitenta"),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of(Duration.ofMinutes(20)),
            new Caller("192.0.2.7", Map.of("user-agent", "Apache-HttpClient/4.1.1 (java 1.5)"))),
        exchange.command());
  }

  @Test
  void aTokenIsAnsweredInTheVendorsShape() {
    assertReply(
        """
        200
        Content-Type: text/xml; charset=utf-8
        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ns2:GetTokenResponse xmlns:ns2="http://services.bort.com/"><return>20010110091424109009</return></ns2:GetTokenResponse></S:Body></S:Envelope>""",
        answer(soap(SAMPLE), Asked.GRANTED));
  }

  @Test
  void aRequestOfSoap12IsAnsweredInIt() {
    byte[] body = envelope(V12, "<s:GetToken>" + MANDATORY + "</s:GetToken>").getBytes(UTF_8);
    Request request =
        request("POST", "/LogIn/LogIn", "application/soap+xml; charset=utf-8", body, true);

    assertReply(
        """
        200
        Content-Type: application/soap+xml; charset=utf-8
        <S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><ns2:GetTokenResponse xmlns:ns2="http://services.bort.com/"><return>20010110091424109009</return></ns2:GetTokenResponse></S:Body></S:Envelope>""",
        answer(request, Asked.GRANTED));
    assertReply(
        """
        500
        Content-Type: application/soap+xml; charset=utf-8
        <S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><S:Fault><S:Code><S:Value>S:Sender</S:Value></S:Code><S:Reason><S:Text xml:lang="sr-Latn">Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja.</S:Text></S:Reason></S:Fault></S:Body></S:Envelope>""",
        answer(request, refused(Refusal.ACTOR, 0)));
  }

  @ParameterizedTest
  @CsvSource({
    "ACTOR, 0, S:Client, 'Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja.'",
    "SUBJECT, 0, S:Client, 'Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja.'",
    "THROTTLED, 30, S:Client, 'Previše neuspelih pokušaja. Pokušajte ponovo kasnije.'",
    "TOO_MANY_SESSIONS, 60, S:Client, 'Previše otvorenih sesija. Zatvorite neku ili pokušajte ponovo kasnije.'",
    "OVERLOADED, 2, S:Server, 'Server je preopterećen. Pokušajte ponovo uskoro.'",
    "UNAVAILABLE, 2, S:Server, 'Servis trenutno nije dostupan. Pokušajte ponovo uskoro.'",
    "MALFORMED, 0, S:Server, 'Interna greška servera.'"
  })
  void refusalsAreFaults(Refusal refusal, int seconds, String code, String text) {
    String retry = seconds == 0 ? "" : "\nRetry-After: " + seconds;

    assertReply(
        """
        500
        Content-Type: text/xml; charset=utf-8%s
        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>%s</faultcode><faultstring>%s</faultstring></S:Fault></S:Body></S:Envelope>"""
            .formatted(retry, code, text),
        answer(soap(SAMPLE), refused(refusal, seconds)));
  }

  @Test
  void textsAreEnglishIfSetSo() {
    var english = new Balans(new BalansConfig(20, false, Language.ENGLISH, false));
    Reply reply = english.read(soap(SAMPLE)).answer().apply(refused(Refusal.ACTOR, 0));

    assertTrue(
        text(reply)
            .contains(
                "<faultstring>Login failed: check the account, the password and the permissions.</faultstring>"));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aTokenIsClosedOrNot(boolean live) {
    Exchange exchange = BALANS.read(soap(closing("<sessToken>20010110091424109009</sessToken>")));

    assertEquals("CloseToken", exchange.operation());
    assertEquals(
        new Command.End(
            "balans",
            Secret.of("20010110091424109009"),
            Optional.empty(),
            new Caller("192.0.2.1", Map.of())),
        exchange.command());
    assertReply(
        """
        200
        Content-Type: text/xml; charset=utf-8
        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ns2:CloseTokenResponse xmlns:ns2="http://services.bort.com/"><return>%s</return></ns2:CloseTokenResponse></S:Body></S:Envelope>"""
            .formatted(live),
        exchange.answer().apply(live ? Asked.ENDED : Asked.DEAD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<sessToken/>", "<sessToken></sessToken>", "<token>1</token>"})
  void aCloseWithoutATokenIsRefused(String children) {
    Reply reply = assertMalformed("missing sessToken", soap(closing(children)));

    assertClientFault("Nedostaje obavezan parametar sessToken.", reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<userCode>x</userCode><userName>Nalog</userName><sessLen>20</sessLen><companyCode/>",
        "<companyCode></companyCode><userName>Nalog</userName><userCode>x</userCode><sessLen> 020\n</sessLen>",
        "<companyCode>any</companyCode><authUser/><userName>Nalog</userName><userCode>x</userCode><sessLen>20</sessLen><authCustomer></authCustomer>",
        "<s:companyCode/><s:userName>Nalog</s:userName><s:userCode>x</s:userCode><s:sessLen>20</s:sessLen>",
        "<c:companyCode xmlns:c='urn:c'/><userName i:type='xsd:string' xmlns:i='urn:i'>Nalog</userName><userCode>x</userCode><sessLen>20</sessLen>",
        "<companyCode/><userName><![CDATA[Nalog]]></userName><userCode>x</userCode><!-- c --><sessLen>2<!-- c -->0</sessLen><later>1</later>",
        "<companyCode/><userName>Nalog</userName><userCode>x</userCode><sessLen>20</sessLen><authUser>%</authUser>"
      })
  void theSameLoginInManySpellings(String children) {
    Command.Login login = login(soap(opening(children)));

    assertEquals(
        new Claim("Nalog", new Credential.Password(Secret.of("x"), Optional.empty())),
        login.actor());
    assertEquals(Optional.of(Duration.ofMinutes(20)), login.lifetime());
    assertEquals(Optional.empty(), login.subject());
    assertEquals(Optional.empty(), login.customer());
  }

  @Test
  void namesAndPasswordsAreTakenAsTheyAre() {
    String children =
        "<companyCode/><userName> Žofie &amp; Søn </userName><userCode>&amp; + = &lt; ž € ‹</userCode><sessLen>1</sessLen>";

    assertEquals(
        new Claim(
            " Žofie & Søn ", new Credential.Password(Secret.of("& + = < ž € ‹"), Optional.empty())),
        login(soap(opening(children))).actor());
  }

  @Test
  void aDeclaredCharsetIsRead() {
    String envelope =
        "<?xml version='1.0' encoding='windows-1250'?>"
            + opening(MANDATORY.replace("Nalog", "Žofie"));
    byte[] body = envelope.getBytes(Charset.forName("windows-1250"));

    assertEquals(
        "Žofie", Asked.name(login(request("POST", "/LogIn/LogIn", "text/xml", body, true))));
  }

  @ParameterizedTest
  @CsvSource({
    "companyCode, missing companyCode, Nedostaje obavezan parametar companyCode.",
    "userName, missing userName, Nedostaje obavezan parametar userName.",
    "userCode, missing userCode, Nedostaje obavezan parametar userCode.",
    "sessLen, session-length sessLen, 'Parametar sessLen mora biti ceo broj minuta, 1–480.'"
  })
  void eachMandatoryParameterIsMissed(String name, String cause, String text) {
    String less = MANDATORY.replaceFirst("<%1$s/>|<%1$s>[^<]*</%1$s>".formatted(name), "");

    assertClientFault(text, assertMalformed(cause, soap(opening(less))));
  }

  @Test
  void anEmptyNameIsMissingButAnEmptyPasswordIsNot() {
    assertMalformed("missing userName", soap(opening(MANDATORY.replace(">Nalog<", "><"))));
    assertEquals(
        new Credential.Password(Secret.of(""), Optional.empty()),
        login(soap(opening(MANDATORY.replace(">x<", "><")))).actor().credential());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "000",
        "481",
        "999",
        "1000",
        "-1",
        "+20",
        "20.0",
        "2 0",
        "1e2",
        "0x10",
        "٢٠",
        "２０",
        "\u00A020",
        "twenty",
        "4294967316",
        "99999999999999999999"
      })
  void aSessionLengthOutsideOfOneTo480IsRefused(String length) {
    String children = MANDATORY.replace(">20<", ">" + length + "<");

    assertClientFault(
        "Parametar sessLen mora biti ceo broj minuta, 1–480.",
        assertMalformed("session-length sessLen", soap(opening(children))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 480})
  void theBoundsOfTheSessionLengthAreWithin(int minutes) {
    String children = MANDATORY.replace(">20<", "> " + minutes + "\t\r\n<");

    assertEquals(
        Optional.of(Duration.ofMinutes(minutes)), login(soap(opening(children))).lifetime());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<sessLen>20</sessLen>", "<s:userName>Nalog</s:userName>", "<later/><later/>"})
  void aParameterGivenTwiceIsRefused(String again) {
    assertClientFault(
        "Parametar je naveden više puta.",
        assertMalformed("twice", soap(opening(MANDATORY + again))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"userName", "authUser", "authCustomer"})
  void aNameIsBounded(String parameter) {
    String rest = MANDATORY.replace("<userName>Nalog</userName>", "");
    String user = parameter.equals("userName") ? "" : "<userName>Nalog</userName>";
    String fits = rest + user + "<%s>%s</%1$s>".formatted(parameter, "n".repeat(256));
    String isTooLong = rest + user + "<%s>%s</%1$s>".formatted(parameter, "n".repeat(257));

    login(soap(opening(fits)));
    assertClientFault(
        "Parametar " + parameter + " može imati najviše 256 znakova.",
        assertMalformed("too-long " + parameter, soap(opening(isTooLong))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<GetToken xmlns=''/>",
        "<s:gettoken/>",
        "<s:Other/>",
        "<o:GetToken xmlns:o='urn:o'/>",
        ""
      })
  void anotherOperationIsUnknown(String operation) {
    assertClientFault(
        "Nepoznata operacija.",
        assertMalformed("unknown-operation", soap(envelope(V11, operation))));
  }

  @ParameterizedTest
  @CsvSource({
    "method, PUT, ''",
    "method, OPTIONS, ''",
    "method, GET, ''",
    "method, GET, ?xsd=1",
    "method, post, ''"
  })
  void otherMethodsAreNotAllowed(String cause, String method, String query) {
    Reply reply =
        assertMalformed(cause, request(method, "/LogIn/LogIn" + query, "", new byte[0], true));

    assertEquals(405, reply.status());
    assertEquals(Optional.of("POST"), reply.headers().first("Allow"));
    assertTrue(text(reply).contains("<faultstring>Dozvoljena je samo metoda POST.</faultstring>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/plain"})
  void otherContentTypesAreRefused(String type) {
    Request request = request("POST", "/LogIn/LogIn", type, SAMPLE.getBytes(UTF_8), true);

    assertClientFault(
        "Content-Type mora biti text/xml ili application/soap+xml.",
        assertMalformed("content-type", request));
  }

  @Test
  void aMissingContentTypeIsNoReasonToRefuse() {
    login(request("POST", "/LogIn/LogIn", "", SAMPLE.getBytes(UTF_8), true));
  }

  @Test
  void soapsOwnFaults() {
    assertFault(
        "S:VersionMismatch",
        "Nepoznata verzija SOAP poruke; podržane su 1.1 i 1.2.",
        assertMalformed("version", soap(envelope("urn:another", ""))));
    String marked = "<e:Header><h e:mustUnderstand='1'/></e:Header><e:Body>";
    assertFault(
        "S:MustUnderstand",
        "Zaglavlje sa oznakom mustUnderstand nije podržano.",
        assertMalformed("header", soap(opening(MANDATORY).replace("<e:Body>", marked))));
    assertClientFault("Zahtev nije SOAP poruka.", assertMalformed("no-envelope", soap("<a/>")));
  }

  @Test
  void aPasswordIsNotTakenOverPlainHttpUnlessAllowed() {
    byte[] body = SAMPLE.getBytes(UTF_8);
    Request plain = request("POST", "/LogIn/LogIn", "text/xml", body, false);
    byte[] end = closing("<sessToken>1</sessToken>").getBytes(UTF_8);

    assertClientFault(
        "Lozinka se prihvata samo preko HTTPS veze.", assertMalformed("plain-http", plain));
    var allowed = new Balans(new BalansConfig(20, true, Language.SERBIAN, false));
    assertInstanceOf(Command.Login.class, allowed.read(plain).command());
    assertInstanceOf(
        Command.End.class,
        BALANS.read(request("POST", "/LogIn/LogIn", "text/xml", end, false)).command());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "malformed, `Zahtev nije ispravan XML.`, ``",
        "malformed, `Zahtev nije ispravan XML.`, `<e:Envelope>`",
        "doctype, `DOCTYPE nije dozvoljen.`, `<!DOCTYPE e [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><e>&b;</e>`",
        "doctype, `DOCTYPE nije dozvoljen.`, `<!DOCTYPE e [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><e>&a;</e>`",
        "charset, `Zahtev nije ispravan tekst u svom rasporedu znakova.`, `<?xml version='1.0' encoding='UTF-7'?><e/>`"
      })
  void whatIsNoXmlOfOursIsAFault(String cause, String text, String body) {
    assertClientFault(
        text,
        assertMalformed(
            cause, request("POST", "/LogIn/LogIn", "text/xml", body.getBytes(UTF_8), true)));
  }

  @Test
  void floodsAreRefusedQuickly() {
    var attributes = new StringBuilder("<e");
    var namespaces = new StringBuilder("<e");
    for (int i = 0; i < 20_000; i++) {
      attributes.append(" a").append(i).append("=''");
      namespaces.append(" xmlns:n").append(i).append("='u'");
    }
    for (String flood :
        new String[] {
          attributes + "/>",
          namespaces + "/>",
          "<e>".repeat(80_000),
          opening("<a/>".repeat(60_000)),
          opening("<userCode>" + "x".repeat(250_000) + "</userCode>")
        }) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(2),
          () ->
              assertClientFault(
                  "Zahtev nije ispravan XML.", assertMalformed("malformed", soap(flood))));
    }
  }

  @Test
  void aRefusedRequestTellsNothingOfItself() {
    Reply reply =
        assertMalformed(
            "session-length sessLen",
            soap(opening("<companyCode/><userName>Nalog</userName><userCode>hidden</userCode>")));

    assertFalse(text(reply).contains("hidden"));
    assertFalse(text(reply).contains("Nalog"));
  }

  private static String opening(String children) {
    return envelope(V11, "<s:GetToken>" + children + "</s:GetToken>");
  }

  private static String closing(String children) {
    return envelope(V11, "<s:CloseToken>" + children + "</s:CloseToken>");
  }

  private static String envelope(String namespace, String operation) {
    return "<e:Envelope xmlns:e='%s' xmlns:s='http://services.bort.com/'><e:Body>%s</e:Body></e:Envelope>"
        .formatted(namespace, operation);
  }

  private static Reply answer(Request request, Outcome outcome) {
    return BALANS.read(request).answer().apply(outcome);
  }

  private static void assertClientFault(String text, Reply reply) {
    assertFault("S:Client", text, reply);
  }

  private static void assertFault(String code, String text, Reply reply) {
    assertReply(
        """
        500
        Content-Type: text/xml; charset=utf-8
        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>%s</faultcode><faultstring>%s</faultstring></S:Fault></S:Body></S:Envelope>"""
            .formatted(code, text),
        reply);
  }

  private static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }
}
