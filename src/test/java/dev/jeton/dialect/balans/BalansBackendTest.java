package dev.jeton.dialect.balans;

import static dev.jeton.dialect.balans.Asked.BALANS;
import static dev.jeton.dialect.balans.Asked.DEAD;
import static dev.jeton.dialect.balans.Asked.TOKEN;
import static dev.jeton.dialect.balans.Asked.assertReply;
import static dev.jeton.dialect.balans.Asked.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.dialect.Denial;
import dev.jeton.secret.Secret;
import dev.jeton.session.Refusal;
import dev.jeton.wire.Request;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for operations of the vendor's that are not ours. */
final class BalansBackendTest {
  private static final Denial UNKNOWN = new Denial.Told(DEAD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sessToken>20010110091424109009</sessToken><article>1</article>",
        "\n  <sessToken>20010110091424109009</sessToken>",
        "<n:sessToken>20010110091424109009</n:sessToken>"
      })
  void carriesItsTokenAsTheFirstParameter(String parameters) {
    assertEquals(Optional.of(Secret.of(TOKEN)), BALANS.carried(soap(parameters)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<sessToken/>",
        "<article>1</article><sessToken>20010110091424109009</sessToken>",
        "<order><sessToken>20010110091424109009</sessToken></order>"
      })
  void andNowhereElse(String parameters) {
    assertEquals(Optional.empty(), BALANS.carried(soap(parameters)));
  }

  @Test
  void isFoundInABeginningThatHoldsIt() {
    Request whole =
        soap("<sessToken>" + TOKEN + "</sessToken><note>" + "č".repeat(70_000) + "</note>");
    int end = new String(whole.body(), UTF_8).indexOf("<note>");
    assertEquals(Optional.of(Secret.of(TOKEN)), BALANS.carried(cut(whole, end)));
    assertEquals(Optional.of(Secret.of(TOKEN)), BALANS.carried(cut(whole, end + 101)));
    assertEquals(Optional.empty(), BALANS.carried(cut(whole, end - 2)));
  }

  @Test
  void isBehindAHeaderOfWhateverKind() {
    byte[] message =
        ("<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Header><x>1</x></S:Header><S:Body>"
                + "<GetStock><sessToken>20010110091424109009</sessToken></GetStock></S:Body></S:Envelope>")
            .getBytes(UTF_8);
    assertEquals(
        Optional.of(Secret.of(TOKEN)),
        BALANS.carried(request("POST", "/Stock/Stock", "text/xml", message, true)));
  }

  @ParameterizedTest
  @CsvSource({
    "/BortApp-war/rs/stock/get?sessToken=20010110091424109009&id=1, true",
    "/x?id=1&sessToken=2001%30110091424109009, true",
    "/x?sesstoken=20010110091424109009, false",
    "/x?sessToken=20010110091424109009&sessToken=20010110091424109009, false",
    "/x?sessToken=, false",
    "/x, false"
  })
  void carriesItInAQuery(String target, boolean found) {
    assertEquals(
        found ? Optional.of(Secret.of(TOKEN)) : Optional.empty(),
        BALANS.carried(request("GET", target, "", new byte[0], true)));
  }

  @Test
  void isRefusedInTheVersionThatItSpeaks() {
    assertReply(
        """
        500
        Content-Type: text/xml; charset=utf-8
        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault>\
        <faultcode>S:Client</faultcode><faultstring>Sesija ne postoji ili je završena.</faultstring>\
        </S:Fault></S:Body></S:Envelope>""",
        BALANS.denial(soap("<sessToken>x</sessToken>"), UNKNOWN));
    Request empty12 = request("POST", "/Stock/Stock", "application/soap+xml", new byte[0], true);
    assertReply(
        """
        500
        Content-Type: application/soap+xml; charset=utf-8
        <S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><S:Fault>\
        <S:Code><S:Value>S:Receiver</S:Value></S:Code><S:Reason>\
        <S:Text xml:lang="sr-Latn">Server nije dostupan.</S:Text></S:Reason>\
        </S:Fault></S:Body></S:Envelope>""",
        BALANS.denial(empty12, Denial.Reason.BACKEND_DOWN));
  }

  @ParameterizedTest
  @CsvSource({
    "NO_TOKEN,     401, Nedostaje oznaka sesije (sessToken).",
    "FORBIDDEN,    403, Ova sesija nema pravo na to.",
    "BACKEND_DOWN, 502, Server nije dostupan.",
    "BACKEND_SLOW, 504, Server nije odgovorio na vreme."
  })
  void isRefusedInRestWithItsStatus(Denial.Reason reason, int status, String text) {
    assertReply(
        status + "\nContent-Type: application/json\n{\"error\":\"" + text + "\"}",
        BALANS.denial(request("GET", "/x", "", new byte[0], true), reason));
  }

  @Test
  void whatMayPassIsToldWithItsTime() {
    assertReply(
        """
        401
        Content-Type: application/json
        Retry-After: 30
        {"error":"Previše neuspelih pokušaja. Pokušajte ponovo kasnije."}""",
        BALANS.denial(
            request("GET", "/x", "", new byte[0], true),
            new Denial.Told(Asked.refused(Refusal.THROTTLED, 30))));
  }

  private static Request soap(String parameters) {
    String envelope =
        "<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body>"
            + "<n:GetStock xmlns:n='http://services.bort.com/'>"
            + parameters
            + "</n:GetStock></S:Body></S:Envelope>";
    return request(
        "POST", "/Stock/Stock", "text/xml;charset=UTF-8", envelope.getBytes(UTF_8), true);
  }

  private static Request cut(Request request, int length) {
    return new Request(
        request.method(),
        request.target(),
        request.headers(),
        Arrays.copyOf(request.body(), length),
        request.origin());
  }
}
