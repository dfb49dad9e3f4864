package dev.jeton.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent;
import dev.jeton.dialect.balans.Balans;
import dev.jeton.dialect.balans.BalansConfig;
import dev.jeton.dialect.nout.Nout;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.dialect.vz.Vz;
import dev.jeton.dialect.vz.VzConfig;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that break careless servers, over a socket to the real core: each gets its dialect's own
 * refusal and leaves one event, and the next client is served.
 */
@SuppressWarnings("NullAway.Init") // made before the tests run
final class HostileValuesTest {
  private static final Headers XML = Headers.of("Host", "h").with("Content-Type", "text/xml");
  private static final String NONCE = "00112233445566778899aabb";

  /** What the house's clock says. */
  private static final String NOW = "Sun, 22 Nov 2026 05:00:00 +0000";

  private static SocketServer server;

  @BeforeAll
  static void listen(@TempDir Path folder) throws IOException {
    server = new SocketServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Request get(String target) {
    return new Request(
        "GET",
        target,
        Headers.of("Host", "h"),
        new byte[0],
        new Request.Origin(true, "https://localhost:8443", "192.0.2.1"));
  }

  private static Request post(String target, String body) {
    return new Request("POST", target, XML, body.getBytes(UTF_8), get(target).origin());
  }

  private static SampleHouse balans() {
    return SampleHouse.quick(_ -> new Balans(BalansConfig.DEFAULT));
  }

  private static SampleHouse nout() {
    return SampleHouse.quick(clock -> new Nout(NoutConfig.DEFAULT, clock));
  }

  private static SampleHouse vz() {
    return SampleHouse.quick(clock -> new Vz(VzConfig.DEFAULT, clock));
  }

  private static Request balansRest(String id, String minutes) {
    return post("/rs/login/gettoken?id=" + id + "&pwd=sifra_naloga&len=" + minutes, "");
  }

  private static Request balansSoap(String minutes) {
    return post(
        "/LogIn/LogIn",
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'"
            + " xmlns:b='http://services.bort.com/'><e:Body><b:GetToken><companyCode/>"
            + "<userName>Nalog</userName><userCode>sifra_naloga</userCode><sessLen>"
            + minutes
            + "</sessLen></b:GetToken></e:Body></e:Envelope>");
  }

  private static Request noutSoap(String created, String language) {
    return post(
        "/",
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><GetTokenSession"
            + " xmlns='http://www.nout.fr/wsdl/SimaxService.wsdl/'><UsernameToken>"
            + "<Username>zeep</Username><Password>"
            + digest(created)
            + "</Password><Nonce>"
            + NONCE
            + "</Nonce><Created>"
            + created
            + "</Created></UsernameToken><DefaultClientLanguageCode>"
            + language
            + "</DefaultClientLanguageCode></GetTokenSession></e:Body></e:Envelope>");
  }

  private static Request noutRest(String name, String created) {
    return get(
        "/GetTokenSession?Username="
            + name
            + "&Password="
            + URLEncoder.encode(digest(created), UTF_8)
            + "&nonce="
            + NONCE
            + "&created="
            + URLEncoder.encode(created, UTF_8));
  }

  private static Request vz(String pairs) {
    return get("/Api/Vo/V1/?" + pairs);
  }

  /** The right one, so that nothing but the time is wrong. */
  private static String digest(String created) {
    try {
      byte[] secret =
          Base64.getEncoder()
              .encode(MessageDigest.getInstance("MD5").digest("geheim".getBytes(UTF_8)));
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(NONCE.getBytes(UTF_8));
      sha1.update(created.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(sha1.digest(secret));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has them", e);
    }
  }

  private static void isRefused(
      SampleHouse house, Request hostile, int status, String part, String cause, Request right) {
    server.serve(house);
    Reply refusal = server.exchange(hostile);
    String text = new String(refusal.body(), UTF_8);
    assertEquals(status, refusal.status(), text);
    assertTrue(text.contains(part), text);
    List<AuditEvent> refused = house.events().stream().filter(HostileValuesTest::refuses).toList();
    assertEquals(
        List.of(cause), refused.stream().map(event -> event.detail().get("cause")).toList());
    isLetIn(house, right);
  }

  private static boolean refuses(AuditEvent event) {
    return event.kind() == AuditEvent.Kind.REQUEST_REFUSED
        || event.kind() == AuditEvent.Kind.LOGIN_REFUSED;
  }

  private static void isLetIn(SampleHouse house, Request right) {
    server.serve(house);
    Reply granted = server.exchange(right);
    assertEquals(200, granted.status(), () -> new String(granted.body(), UTF_8));
    assertEquals(AuditEvent.Kind.LOGIN_GRANTED, house.events().getLast().kind());
  }

  /** Twelve as 32 and 64 bits overflow to it, and as careless parsers read it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2147483648",
        "4294967308",
        "18446744073709551628",
        "99999999999999999999",
        "-1",
        "-4294967284",
        "+12",
        "1e1",
        "1e9",
        "12.0",
        "0x0C",
        "12 12",
        "\uff11\uff12",
        "\u0661\u0662",
        "NaN"
      })
  void aNumberThatIsNoneOrTooLargeIsRefused(String number) {
    isRefused(
        balans(),
        balansRest("Nalog", URLEncoder.encode(number, UTF_8)),
        500,
        "Parametar len mora biti ceo broj minuta",
        "session-length len",
        balansRest("Nalog", "12"));
    isRefused(
        balans(),
        balansSoap(number),
        500,
        "Parametar sessLen mora biti ceo broj minuta",
        "session-length sessLen",
        balansSoap("12"));
    isRefused(
        nout(),
        noutSoap(NOW, number),
        500,
        "(DefaultClientLanguageCode)",
        "1612 DefaultClientLanguageCode",
        noutSoap(NOW, "12"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+18:00",
        "1970-01-01T00:00:00Z",
        "2026-11-22T04:54:59Z",
        "2026-11-22T05:01:01Z",
        "2038-01-19T03:14:08Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.99999999999999999999-18:00",
        "Sat, 01 Jan 0000 00:00:00 +0000",
        "Fri, 31 Dec 9999 23:59:59 -1800"
      })
  void aTimeFarOffIsRefusedLikeAWrongPassword(String created) {
    isRefused(
        nout(),
        noutSoap(created, "12"),
        500,
        "L'identification a \u00e9chou\u00e9",
        "stale",
        noutSoap(NOW, "12"));
    isRefused(nout(), noutRest("zeep", created), 401, "849347963", "stale", noutRest("zeep", NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "292278994-08-17T07:12:55Z",
        "-292275055-05-16T16:47:04Z",
        "+1000000000-01-01T00:00:00Z",
        "2026-11-22T05:00:00+99:99",
        "2026-11-22T05:00:00-18:01",
        "Sun, 22 Nov 2026 05:00:00 +9999",
        "Sun, 22 Nov 292278994 05:00:00 +0000",
        "9223372036854775807"
      })
  void aTimeThatIsNoneIsRefused(String created) {
    isRefused(
        nout(), noutSoap(created, "12"), 500, "(Created)", "1612 Created", noutSoap(NOW, "12"));
    isRefused(
        nout(), noutRest("zeep", created), 400, "849348172", "1612 Created", noutRest("zeep", NOW));
  }

  /** What a lax decoder takes for a slash, an {@code a}, an end, half a pair, or beyond all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%C0%AF",
        "%E0%80%AF",
        "%F0%80%80%AF",
        "%C1%A1",
        "%C0%80",
        "%ED%A0%80",
        "%F4%90%80%80",
        "%FE"
      })
  void anOverlongEscapeStandsForNothing(String escape) {
    Request right = vz("action=token&username=partner&password=test");
    for (String pairs :
        List.of(
            "action=token&username=partner" + escape + "&password=test",
            escape + "action=token&username=partner&password=test")) {
      isRefused(vz(), vz(pairs), 200, "The query can not be read.", "bad-query", right);
    }
    for (String path :
        List.of("/rs/login/gettoken" + escape, "/rs/login/.." + escape + "login/gettoken")) {
      isRefused(
          balans(),
          post(path + "?id=Nalog&pwd=sifra_naloga&len=20", ""),
          404,
          "Nepoznata operacija.",
          "unknown-operation",
          balansRest("Nalog", "20"));
    }
    isRefused(
        nout(),
        get("/GetTokenSession" + escape + "?Username=zeep"),
        404,
        "849348261",
        "1701",
        noutRest("zeep", NOW));
  }

  /** Balans and nout fall back on, or have, charsets in which these octets are letters. */
  @ParameterizedTest
  @ValueSource(strings = {"%C0%AF", "%E0%80%AF", "%C1%A1"})
  void whereTheOctetsAreLettersTheyAreThose(String escape) {
    isRefused(
        balans(),
        balansRest("Nalog" + escape, "20"),
        401,
        "Prijava nije uspela",
        "unknown-account",
        balansRest("Nalog", "20"));
    isRefused(
        nout(),
        noutRest("zeep" + escape, NOW),
        401,
        "849347963",
        "unknown-account",
        noutRest("zeep", NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "%u0041", "%-1", "%1\u00b2"})
  void whatIsNoEscapeIsRefused(String escape) {
    isRefused(
        vz(),
        vz("action=token&username=partner" + escape + "&password=test"),
        200,
        "The query can not be read.",
        "bad-query",
        vz("action=token&username=partner&password=test"));
    isRefused(
        balans(),
        balansRest("Nalog" + escape, "20"),
        500,
        "Parametar nije ispravno kodiran.",
        "encoding",
        balansRest("Nalog", "20"));
    isRefused(
        nout(), noutRest("zeep" + escape, NOW), 400, "849348172", "1612 %", noutRest("zeep", NOW));
  }
}
