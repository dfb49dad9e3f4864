package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.secret.Secret;
import dev.jeton.session.Behalf;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REST requests and their answers, to the byte. */
final class NoutRestTest {
  /** The first published vector as PHP's urlencode writes it. */
  private static final String VECTOR =
      "Username=superviseur&Password=X3WmzrQFDaAtBvHTnoLSg6vyFuE%3D"
          + "&nonce=MC4wNTc4NTEwMCAxMzc2NDczMTM2&created=Wed%2C+14+Aug+2013+09%3A38%3A56+%2B0000";

  private static final String OUTER =
      "Username=superviseur&Password=3380nSjvFIiiLRX9zFmNIcLHmGE%3D"
          + "&nonce=MC42NDE2OTQwMCAxNTAwOTEwMjM4&created=Mon%2C+24+Jul+2017+17%3A30%3A38+%2B0200";
  private static final String INNER =
      "Username=conan2&Password=nGyVm65soPgm9W7VXUJnJfT2e1s%3D"
          + "&nonce=MC42NDE3NjMwMCAxNTAwOTEwMjM4&created=Mon%2C+24+Jul+2017+17%3A30%3A38+%2B0200"
          + "&form=224661136955914";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/GetTokenSession?",
        "/gettokensession?",
        "/REST/GetTokenSession?",
        "/rest/GETTOKENSESSION?"
      })
  void aLoginCarriesTheDigest(String start) {
    Command.Login login = login(start + VECTOR);
    assertEquals("superviseur", login.actor().name());
    assertProves(login.actor(), "");
    assertEquals(Optional.empty(), login.subject());
    assertEquals(OptionalInt.empty(), login.language());
    assertReply(200, "7cec0345-3abb-4353-bfb9-aacc143a2d05", reply(start + VECTOR, Sample.GRANTED));
  }

  @Test
  void anExtranetLoginHasTheUserInTheOptions() {
    Command.Login login = login("/GetTokenSession?" + OUTER + ";" + INNER);
    assertProves(login.actor(), "");
    var subject = assertInstanceOf(Behalf.Proved.class, login.subject().orElseThrow());
    assertEquals("224661136955914", subject.form());
    assertProves(subject.claim(), "conan2");
  }

  @Test
  void emptyOptionsAreNoExtranetUser() {
    assertEquals(
        Optional.empty(),
        login("/GetTokenSession?" + OUTER + ";Username=&Password=&form=").subject());
  }

  @Test
  void namesAreWindows1252() {
    assertEquals(
        "J\u00e9r\u00f4me \u20ac\u017e",
        login("/GetTokenSession?" + VECTOR.replace("superviseur", "J%E9r%F4me+%80%9E"))
            .actor()
            .name());
  }

  @Test
  void aPlusThatACarelessCallerLeftUnescapedIsStillAPlus() {
    // J+8/7… and a nonce with a plus, as they stand in no URL that is written with care.
    String careless =
        "/GetTokenSession?Username=a&Password=J+8/7ltYRmDMDEM1PdRQZymgzRk="
            + "&nonce=ab+cd+efgh&created=2013-08-14T09:38:56";
    Command.Login login = login(careless);
    Credential.Digest digest = digest(login.actor());
    assertArrayEquals(Base64.getDecoder().decode("J+8/7ltYRmDMDEM1PdRQZymgzRk="), digest.octets());
    assertEquals(
        new NoutFormula("ab+cd+efgh", "2013-08-14T09:38:56", NoutConfig.DEFAULT.digestRules()),
        digest.formula());
  }

  @Test
  void theApplicationIsCheckedBeforeTheCredential() {
    NoutConfig config = Configs.apiUuids("6f9619ff-8b86-d011-b42d-00cf4fc964ff");
    assertEquals("1411", cause(config, Sample.get("/GetTokenSession?Username=a")));
    assertEquals("1411", cause(config, Sample.get("/GetTokenSession?" + VECTOR + "!apiuuid=x")));
    String known = "!&APIUUID=6F9619FF-8B86-D011-B42D-00CF4FC964FF";
    assertEquals("1606", cause(config, Sample.get("/GetTokenSession?" + known)));
    assertInstanceOf(
        Command.Login.class,
        Sample.read(config, Sample.get("/GetTokenSession?" + VECTOR + known)).command());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      textBlock =
          """
          400 | 849348166(12|1606) | Il n'y a pas de UsernameToken | /GetTokenSession?
          400 | 849348161(12|1601) | Un élément manque dans le corps (Username) | /GetTokenSession?Password=x
          400 | 849348161(12|1601) | Un élément manque dans le corps (Password) | /GetTokenSession?Username=x
          400 | 849348161(12|1601) | Un élément manque dans le corps (Nonce) | /GetTokenSession?Username=x&Password=x
          400 | 849348161(12|1601) | Un élément manque dans le corps (Created) | /GetTokenSession?Username=x&Password=x&nonce=12345678
          400 | 849348161(12|1601) | Un élément manque dans le corps (Form) | /GetTokenSession?VECTOR;VECTOR
          400 | 849348166(12|1606) | Il n'y a pas de UsernameToken (form) | /GetTokenSession?VECTOR;form=1
          400 | 849348172(12|1612) | Le format d'une valeur est incorrect (Created) | /GetTokenSession?Username=x&Password=x&nonce=12345678&created=1
          400 | 849348172(12|1612) | Le format d'une valeur est incorrect (%) | /GetTokenSession?Username=%81
          400 | 849348172(12|1612) | Le format d'une valeur est incorrect (%) | /GetTokenSession?Username=%zz
          400 | 849348172(12|1612) | Le format d'une valeur est incorrect (&) | /GetTokenSession?Username=a&USERNAME=a
          400 | 849348172(12|1612) | Le format d'une valeur est incorrect (Username) | /GetTokenSession?VECTOR%00
          400 | 849348169(12|1609) | Cette fonction n'est pas prise en charge (Encryption) | /GetTokenSession?VECTOR&encryption=base64&md5=x
          400 | 849348169(12|1609) | Cette fonction n'est pas prise en charge (Encryption) | /GetTokenSession?nonce=12345678&created=1&md5=x
          400 | 849348162(12|1602) | Un élément manque dans l'en-tête (SessionToken) | /Disconnect?
          400 | 849348162(12|1602) | Un élément manque dans l'en-tête (Username) | /Disconnect?!SessionToken=x&nonce=12345678
          404 | 849348261(12|1701) | L'opération REST est inconnue | /ResetPasswordFailed?login=a
          404 | 849348261(12|1701) | L'opération REST est inconnue | /GetExtranetUserExists?login=a
          404 | 849348261(12|1701) | L'opération REST est inconnue | /REST/Modify
          404 | 849348261(12|1701) | L'opération REST est inconnue | /favicon.ico
          404 | 849348261(12|1701) | L'opération REST est inconnue | /a/b
          """)
  void anErrorIsItsNumbersAndAText(int status, String label, String message, String target) {
    String vector = target.endsWith("%00") ? VECTOR.replace("superviseur", "a%00") : VECTOR;
    String asked = target.replace("VECTOR%00", "VECTOR").replace("VECTOR", vector);
    assertReply(status, label + "\r\n" + message, reply(asked, Sample.refused(Refusal.MALFORMED)));
  }

  @Test
  void aRefusalHasTheStatusOfItsNumber() {
    String target = "/GetTokenSession?" + VECTOR;
    assertReply(
        401,
        "849347963(12|1403)\r\nL'identification a échoué",
        reply(target, Sample.refused(Refusal.ACTOR)));
    assertReply(
        401,
        "849347984(12|1424)\r\nL'identification de l'utilisateur extranet a échoué",
        reply(target, Sample.refused(Refusal.SUBJECT)));
  }

  @ParameterizedTest
  @CsvSource({"THROTTLED, 429", "OVERLOADED, 503", "UNAVAILABLE, 503"})
  void aRefusalForNowTellsWhenToComeAgain(Refusal refusal, int status) {
    Reply reply = reply("/GetTokenSession?" + VECTOR, Sample.later(refusal));
    assertEquals(status, reply.status());
    assertEquals(Optional.of("30"), reply.headers().first("Retry-After"));
    assertEquals(
        "849347975(12|1415)\r\nLa connexion est refusée pour le moment", Sample.text(reply));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /Disconnect?!SessionToken=
          /REST/disconnect!sessiontoken=
          """)
  void anEndNeedsItsTokenAlone(String start) {
    String target = start + Sample.SESSION_TOKEN;
    var end =
        assertInstanceOf(
            Command.End.class, Sample.read(NoutConfig.DEFAULT, Sample.get(target)).command());
    assertEquals(Secret.of(Sample.SESSION_TOKEN), end.token());
    assertEquals(Optional.empty(), end.claim());
    assertReply(200, "", reply(target, new Outcome.Ended(Sample.GRANTED.session())));
    assertReply(
        401,
        "849347967(12|1407)\r\nLa session n'existe pas ou n'existe plus",
        reply(target, new Outcome.Dead(new Verdict.Unknown())));
  }

  @Test
  void aCredentialBesideTheTokenIsChecked() {
    var end =
        assertInstanceOf(
            Command.End.class,
            Sample.read(
                    NoutConfig.DEFAULT,
                    Sample.get("/Disconnect?!" + VECTOR + "&SessionToken=" + Sample.SESSION_TOKEN))
                .command());
    assertProves(end.claim().orElseThrow(), "");
    assertEquals(
        "1606", cause(Configs.requireUserWithToken(), Sample.get("/Disconnect?!SessionToken=x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /getversion                    | text/plain | 18.00.2327.01
          /GetVersion?                   | text/plain | 18.00.2327.01
          /REST/GETVERSION               | text/plain | 18.00.2327.01
          /GetUserExists?login=known     | text/plain | 1
          /getuserexists?login=nobody%FF | text/plain | 1
          /GetLanguages?                 | text/xml   | <xml><LanguageCode>9</LanguageCode><LanguageCode>10</LanguageCode><LanguageCode>12</LanguageCode></xml>
          """)
  void whatNeedsNoIdentificationIsTold(String target, String type, String body) {
    Reply reply = reply(target, new Outcome.Described());
    assertEquals(200, reply.status());
    assertEquals(Optional.of(type + "; charset=utf-8"), reply.headers().first("Content-Type"));
    assertEquals(body, Sample.text(reply));
    assertInstanceOf(
        Command.Describe.class, Sample.read(NoutConfig.DEFAULT, Sample.get(target)).command());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/getwsdl",
        "/getwsdl?!apiuuid=6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        "/getwsdl!&APIUUID=6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        "/GetWSDL?",
      })
  void theWsdlNamesTheAddressThatTheCallerReached(String target) {
    Reply reply = reply(target, new Outcome.Described());
    assertEquals(200, reply.status());
    assertEquals(Optional.of("text/xml; charset=utf-8"), reply.headers().first("Content-Type"));
    assertTrue(Sample.text(reply).contains("<soap:address location=\"https://localhost:8443/\"/>"));
    assertTrue(
        Sample.text(reply(Sample.plain(Sample.get(target)), new Outcome.Described()))
            .contains("<soap:address location=\"http://localhost:8443/\"/>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/REST/GetWSDL?", "/rest/getwsdl"})
  void theWsdlBehindTheVendorsProxyNamesTheSoapFolder(String target) {
    assertTrue(
        Sample.text(reply(target, new Outcome.Described()))
            .contains("<soap:address location=\"https://localhost:8443/SOAP/\"/>"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /GetTokenSession, 400, 849347862(12|1302)",
    "HEAD, /getversion, 400, 849347862(12|1302)",
    "POST, /REST/Other, 404, 849348261(12|1701)",
    "PUT, /other, 404, 849348261(12|1701)",
  })
  void allIsGet(String method, String target, int status, String label) {
    Reply reply =
        reply(Sample.request(method, target, "text/plain", ""), Sample.refused(Refusal.MALFORMED));
    assertEquals(status, reply.status());
    assertTrue(Sample.text(reply).startsWith(label + "\r\n"), Sample.text(reply));
  }

  @ParameterizedTest
  @CsvSource({
    "/, true",
    "/SOAP/, true",
    "/soap/, true",
    "/REST/, true",
    "/rest/anything, true",
    "/getwsdl, true",
    "/GetWSDL!&APIUUID=x, true",
    "/GETTOKENSESSION, true",
    "/Disconnect!SessionToken=x, true",
    "/GetLanguages, true",
    "/getversion, true",
    "/GetUserExists, true",
    "/SOAP, false",
    "/REST, false",
    "/getwsdl2, false",
    "/getwsdl/x, false",
    "/Token, false",
    "/V1/GetTokenSession, false",
    "'', false",
  })
  void thePathsOfThisDialectAreKnownInAnyCase(String path, boolean served) {
    assertEquals(served, Sample.dialect(NoutConfig.DEFAULT).serves(path));
  }

  @Test
  void aSharedListenerKeepsTheRestForOthers() {
    assertTrue(Sample.dialect(NoutConfig.DEFAULT).servesTheRest());
    assertFalse(Sample.dialect(NoutConfig.DEFAULT).serves("/oauth2/token"));
  }

  private static Command.Login login(String target) {
    return assertInstanceOf(
        Command.Login.class, Sample.read(NoutConfig.DEFAULT, Sample.get(target)).command());
  }

  private static Credential.Digest digest(Claim claim) {
    return assertInstanceOf(Credential.Digest.class, claim.credential());
  }

  private static void assertProves(Claim claim, String password) {
    Credential.Digest digest = digest(claim);
    String offered = Base64.getEncoder().encodeToString(digest.octets());
    assertTrue(
        digest.formula().digests(new DigestSecret.Clear(Secret.of(password))).stream()
            .map(Base64.getEncoder()::encodeToString)
            .anyMatch(offered::equals));
  }

  private static String cause(NoutConfig config, Request request) {
    return assertInstanceOf(Command.Malformed.class, Sample.read(config, request).command())
        .cause();
  }

  private static Reply reply(String target, Outcome outcome) {
    return reply(Sample.get(target), outcome);
  }

  private static Reply reply(Request request, Outcome outcome) {
    return Sample.reply(request, outcome);
  }

  private static void assertReply(int status, String text, Reply reply) {
    assertEquals(text, Sample.text(reply));
    assertEquals(status, reply.status());
    assertEquals(
        Headers.of("Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"),
        reply.headers());
  }
}
