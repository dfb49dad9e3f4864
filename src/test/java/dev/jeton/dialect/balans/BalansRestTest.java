package dev.jeton.dialect.balans;

import static dev.jeton.dialect.balans.Asked.BALANS;
import static dev.jeton.dialect.balans.Asked.assertMalformed;
import static dev.jeton.dialect.balans.Asked.assertReply;
import static dev.jeton.dialect.balans.Asked.form;
import static dev.jeton.dialect.balans.Asked.login;
import static dev.jeton.dialect.balans.Asked.refused;
import static dev.jeton.dialect.balans.Asked.request;
import static dev.jeton.dialect.balans.Asked.rest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.balans.BalansConfig.Language;
import dev.jeton.secret.Secret;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Refusal;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BalansRestTest {
  private static final String GET = "/rs/login/gettoken?";

  /** The vendor's sample, from its path on. */
  private static final String SAMPLE =
      "/BortApp-war/rs/login/gettoken?id=balans_username&pwd=balans_password&len=30";

  private static final Balans PLAIN_STATUS =
      new Balans(new BalansConfig(20, false, Language.ENGLISH, true));

  @Test
  void theVendorsSampleIsALogin() {
    Exchange exchange = BALANS.read(rest(SAMPLE));

    assertEquals("gettoken", exchange.operation());
    assertEquals(
        new Command.Login(
            "balans",
            new Claim(
                "balans_username",
                new Credential.Password(Secret.of("balans_password"), Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of(Duration.ofMinutes(30)),
            new Caller("192.0.2.1", Map.of())),
        exchange.command());
    assertReply(
        """
        200
        Content-Type: application/json
        {"token":"20010110091424109009"}""",
        exchange.answer().apply(Asked.GRANTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr=balans_nalog&cust=nalog_komitenta&len=30&pwd=x&id=Nalog",
        "id=Nalog&pwd=x&len=%2030+&usr=balans%5Fnalog&cust=nalog_komitenta&companyCode=1&&later",
      })
  void aLoginForAnotherUserAndACustomer(String parameters) {
    for (Request request :
        new Request[] {rest(GET + parameters), form("/rs/login/gettoken", parameters)}) {
      Command.Login login = login(request);
      assertEquals(Optional.of(new Behalf.Named("balans_nalog")), login.subject());
      assertEquals(Optional.of("nalog_komitenta"), login.customer());
      assertEquals(Optional.of(Duration.ofMinutes(30)), login.lifetime());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&usr=&cust=", "&usr=%25", "&usr&cust"})
  void withoutOneItIsForTheCallerItself(String more) {
    Command.Login login = login(rest(SAMPLE + more));

    assertEquals(Optional.empty(), login.subject());
    assertEquals(Optional.empty(), login.customer());
  }

  @ParameterizedTest
  @CsvSource({
    "%26+%2B+%3D+%3C+%C5%BE+%E2%82%AC+%E2%80%B9",
    "%26%20%2b%20%3d%20%3c%20%c5%be%20%e2%82%ac%20%e2%80%b9",
    "%26+%2B+=+<+%9E+%80+%8B",
    "%26+%2B+=+<+\u009E+\u0080+\u008B"
  })
  void passwordsAreUtf8OrElseWindows1250(String encoded) {
    for (Request request :
        new Request[] {
          rest(GET + "id=%8Aofie&len=1&pwd=" + encoded),
          form("/rs/login/gettoken", "id=%8Aofie&len=1&pwd=" + encoded)
        }) {
      assertEquals(
          new Claim("Šofie", new Credential.Password(Secret.of("& + = < ž € ‹"), Optional.empty())),
          login(request).actor());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%zz", "%4", "%+1", "%81", "%C5%BE%81"})
  void whatCannotBeDecodedIsRefused(String encoded) {
    assertReply(
        """
        500
        Content-Type: application/json
        {"error":"Parametar nije ispravno kodiran."}""",
        assertMalformed("encoding", rest(GET + "id=Nalog&len=1&pwd=" + encoded)));
    assertMalformed("encoding", rest(GET + "id=Nalog&len=1&pwd=x&" + encoded));
  }

  @ParameterizedTest
  @CsvSource({
    "pwd=x&len=20, missing id, Nedostaje obavezan parametar id.",
    "id=&pwd=x&len=20, missing id, Nedostaje obavezan parametar id.",
    "ID=Nalog&pwd=x&len=20, missing id, Nedostaje obavezan parametar id.",
    "id=Nalog&len=20, missing pwd, Nedostaje obavezan parametar pwd.",
    "id=Nalog&pwd=x, session-length len, 'Parametar len mora biti ceo broj minuta, 1–480.'",
    "id=Nalog&pwd=x&len=0, session-length len, 'Parametar len mora biti ceo broj minuta, 1–480.'",
    "id=Nalog&pwd=x&len=481, session-length len, 'Parametar len mora biti ceo broj minuta, 1–480.'",
    "id=Nalog&pwd=x&len=+20a, session-length len, 'Parametar len mora biti ceo broj minuta, 1–480.'",
    "id=Nalog&pwd=x&len=20&len=20, twice, Parametar je naveden više puta.",
    "id=Nalog&pwd=x&len=20&%69d=Nalog, twice, Parametar je naveden više puta.",
    "'', missing id, Nedostaje obavezan parametar id."
  })
  void wrongParametersAre500(String query, String cause, String text) {
    String expected = "500\nContent-Type: application/json\n{\"error\":\"" + text + "\"}";

    assertReply(expected, assertMalformed(cause, rest(GET + query)));
    assertReply(expected, assertMalformed(cause, form("/rs/login/gettoken", query)));
    assertEquals(400, assertMalformed(PLAIN_STATUS, cause, rest(GET + query)).status());
  }

  @Test
  void parametersComeFromOnePlace() {
    byte[] json = "{\"id\":\"Other\"}".getBytes(UTF_8);

    assertReply(
        """
        500
        Content-Type: application/json
        {"error":"Parametri se šalju ili u adresi ili u telu zahteva, a ne na oba mesta."}""",
        assertMalformed("two-places", form(SAMPLE, "usr=balans_nalog")));
    login(form(SAMPLE, ""));
    assertEquals(
        "balans_username",
        Asked.name(login(request("POST", SAMPLE, "application/json", json, true))));
    assertMalformed(
        "missing id",
        request(
            "POST", "/rs/login/gettoken", "text/plain", "id=a&pwd=b&len=1".getBytes(UTF_8), true));
    assertEquals(
        "Nalog",
        Asked.name(
            login(
                request(
                    "POST",
                    "/rs/login/gettoken",
                    "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
                    "id=Nalog&pwd=b&len=1".getBytes(UTF_8),
                    true))));
  }

  @ParameterizedTest
  @CsvSource({
    "ACTOR, 0, 401, 401, 'Login failed: check the account, the password and the permissions.'",
    "SUBJECT, 0, 401, 401, 'Login failed: check the account, the password and the permissions.'",
    "THROTTLED, 30, 401, 429, 'Too many failed attempts. Try again later.'",
    "TOO_MANY_SESSIONS, 60, 401, 429, 'Too many sessions are open. Close one or try again later.'",
    "OVERLOADED, 2, 500, 503, 'The server is busy. Try again soon.'",
    "UNAVAILABLE, 2, 500, 503, 'The service is not available now. Try again soon.'",
    "MALFORMED, 0, 500, 500, 'Internal error of the server.'"
  })
  void refusals(Refusal refusal, int seconds, int vendorStatus, int httpStatus, String text) {
    var english = new Balans(new BalansConfig(20, false, Language.ENGLISH, false));
    String retry = seconds == 0 ? "" : "\nRetry-After: " + seconds;
    String rest = "\nContent-Type: application/json" + retry + "\n{\"error\":\"" + text + "\"}";

    assertReply(
        vendorStatus + rest, english.read(rest(SAMPLE)).answer().apply(refused(refusal, seconds)));
    assertReply(
        httpStatus + rest,
        PLAIN_STATUS.read(rest(SAMPLE)).answer().apply(refused(refusal, seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rs/login/closetoken", "/BortApp-war/rs/login/closetoken"})
  void aTokenIsClosedOrNot(String path) {
    for (Request request :
        new Request[] {rest(path + "?sessToken=123"), form(path, "sessToken=123")}) {
      Exchange exchange = BALANS.read(request);
      assertEquals("closetoken", exchange.operation());
      assertEquals(
          new Command.End(
              "balans", Secret.of("123"), Optional.empty(), new Caller("192.0.2.1", Map.of())),
          exchange.command());
      assertReply(
          "200\nContent-Type: application/json\n{\"closed\":true}",
          exchange.answer().apply(Asked.ENDED));
      assertReply(
          "200\nContent-Type: application/json\n{\"closed\":false}",
          exchange.answer().apply(Asked.DEAD));
    }
    assertMalformed("missing sessToken", rest(path));
    assertMalformed("missing sessToken", rest(path + "?sessToken="));
    assertMalformed("twice", rest(path + "?sessToken=1&sessToken=2"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /rs/login/gettoken",
    "HEAD, /rs/login/closetoken",
    "PUT, /BortApp-war/rs/login/gettoken",
    "OPTIONS, /rs/login/gettoken",
    "post, /rs/login/gettoken"
  })
  void otherMethodsAreNotAllowed(String method, String path) {
    for (boolean secure : new boolean[] {true, false}) {
      assertReply(
          """
          405
          Content-Type: application/json
          Allow: POST
          {"error":"Dozvoljena je samo metoda POST."}""",
          assertMalformed(
              "method", request(method, path + "?id=a&pwd=b&len=1", "", new byte[0], secure)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/rs/login/",
        "/rs/login/GetToken",
        "/rs/login/gettoken/",
        "/rs/login/x/rs/login/gettoken"
      })
  void otherOperationsAreUnknown(String path) {
    assertReply(
        """
        404
        Content-Type: application/json
        {"error":"Nepoznata operacija."}""",
        assertMalformed("unknown-operation", rest(path)));
  }

  @Test
  void aPasswordIsNotTakenOverPlainHttpUnlessAllowed() {
    Request plain = request("POST", SAMPLE, "", new byte[0], false);

    assertReply(
        """
        500
        Content-Type: application/json
        {"error":"Lozinka se prihvata samo preko HTTPS veze."}""",
        assertMalformed("plain-http", plain));
    var allowed = new Balans(new BalansConfig(20, true, Language.SERBIAN, false));
    assertInstanceOf(Command.Login.class, allowed.read(plain).command());
    assertInstanceOf(
        Command.End.class,
        BALANS
            .read(request("POST", "/rs/login/closetoken?sessToken=1", "", new byte[0], false))
            .command());
  }
}
