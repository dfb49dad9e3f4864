package dev.jeton.dialect.nout;

import static dev.jeton.dialect.SoapVersion.V1_1;
import static dev.jeton.dialect.SoapVersion.V1_2;
import static dev.jeton.dialect.nout.Sample.SESSION_TOKEN;
import static dev.jeton.dialect.nout.Sample.get;
import static dev.jeton.dialect.nout.Sample.soap;
import static dev.jeton.dialect.nout.Sample.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Denial;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.SoapVersion;
import dev.jeton.secret.Secret;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for operations of the vendor's that are not ours. */
final class NoutBackendTest {
  private static final Dialect NOUT = Sample.dialect(NoutConfig.DEFAULT);
  private static final String HEADER = "<SessionToken>" + SESSION_TOKEN + "</SessionToken>";
  private static final String LIST = "<List xmlns=\"NS\"><Table>1171</Table></List>";
  private static final Denial UNKNOWN = new Denial.Told(new Outcome.Dead(new Verdict.Unknown()));

  @ParameterizedTest
  @EnumSource
  void carriesItsTokenInTheHeader(SoapVersion version) {
    assertEquals(Optional.of(Secret.of(SESSION_TOKEN)), NOUT.carried(soap(version, HEADER, LIST)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<s:SessionToken xmlns:s='http://www.nout.fr/soap'> 7cec0345-3abb-4353-bfb9-aacc143a2d05\n</s:SessionToken>",
        "<SessionToken xmlns='http://www.nout.fr/wsdl/SimaxService.wsdl/'>7cec0345-3abb-4353-bfb9-aacc143a2d05</SessionToken>",
        "<APIUUID>x</APIUUID><SessionToken><![CDATA[7cec0345-3abb-4353-bfb9-aacc143a2d05]]></SessionToken>"
      })
  void asClientsWriteIt(String header) {
    assertEquals(Optional.of(Secret.of(SESSION_TOKEN)), NOUT.carried(soap(V1_1, header, LIST)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<SessionToken/>",
        "<SessionToken xmlns='urn:other'>7cec0345-3abb-4353-bfb9-aacc143a2d05</SessionToken>",
        "<Other><SessionToken>7cec0345-3abb-4353-bfb9-aacc143a2d05</SessionToken></Other>",
        "<SessionToken>7cec0345-3abb-4353-bfb9-aacc143a2d05</SessionToken><SessionToken>b</SessionToken>",
        "<SessionToken e:actor='urn:next-but-one'>7cec0345-3abb-4353-bfb9-aacc143a2d05</SessionToken>"
      })
  void andNoWhereElse(String header) {
    assertEquals(Optional.empty(), NOUT.carried(soap(V1_1, header, LIST + HEADER)));
  }

  @Test
  void isFoundInABeginningThatHoldsTheHeader() {
    Request whole = soap(V1_1, HEADER, LIST + "é".repeat(70_000));
    int header =
        new String(whole.body(), java.nio.charset.StandardCharsets.UTF_8).indexOf("</e:Header>");
    int end = header + "</e:Header>".length();
    assertEquals(Optional.of(Secret.of(SESSION_TOKEN)), NOUT.carried(cut(whole, end)));
    assertEquals(Optional.of(Secret.of(SESSION_TOKEN)), NOUT.carried(cut(whole, end + 101)));
    assertEquals(Optional.empty(), NOUT.carried(cut(whole, header)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/List?Table=1171!SessionToken=7cec0345-3abb-4353-bfb9-aacc143a2d05",
        "/REST/List?a=1&a=2;x=1;y=2!Username=u&sessiontoken=7cec0345%2D3abb-4353-bfb9-aacc143a2d05",
        "/Display!SESSIONTOKEN=7cec0345-3abb-4353-bfb9-aacc143a2d05"
      })
  void carriesItsTokenBehindTheMark(String target) {
    assertEquals(Optional.of(Secret.of(SESSION_TOKEN)), NOUT.carried(get(target)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/List?SessionToken=7cec0345-3abb-4353-bfb9-aacc143a2d05",
        "/List?a!b!SessionToken=7cec0345-3abb-4353-bfb9-aacc143a2d05",
        "/List!SessionToken=7cec0345-3abb-4353-bfb9-aacc143a2d05&SessionToken=b",
        "/List!SessionToken=%zz",
        "/List!SessionToken=",
        "/List!"
      })
  void andNowhereElseInATarget(String target) {
    assertEquals(Optional.empty(), NOUT.carried(get(target)));
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedInTheVersionThatItSpeaks(SoapVersion version) {
    Reply reply = NOUT.denial(soap(version, HEADER, LIST), UNKNOWN);
    assertEquals(500, reply.status());
    assertEquals(Optional.of(version.contentType()), reply.headers().first("Content-Type"));
    assertTrue(text(reply).contains("\"" + version.namespace() + "\""), text(reply));
    assertTrue(text(reply).contains("<Numero>1431</Numero>"), text(reply));
    assertTrue(text(reply).contains("<Message>Le jeton est inconnu</Message>"), text(reply));
  }

  @Test
  void isRefusedAsItsOptionsSay() {
    String options =
        "<OptionDialogue><LanguageCode>9</LanguageCode><HTTPForceReturn>200</HTTPForceReturn></OptionDialogue>";
    Request whole = soap(V1_2, options + HEADER, LIST);
    Reply reply = NOUT.denial(cut(whole, whole.body().length - 20), UNKNOWN);
    assertEquals(200, reply.status());
    assertTrue(text(reply).contains("xml:lang=\"en\""), text(reply));
    assertTrue(text(reply).contains("The token is unknown"), text(reply));
  }

  @Test
  void isRefusedByItsContentTypeWhereItsBodyTellsNothing() {
    Request request = Sample.request("POST", "/", V1_2.contentType(), "no envelope");
    assertTrue(text(NOUT.denial(request, UNKNOWN)).contains(V1_2.namespace()));
  }

  @ParameterizedTest
  @CsvSource({
    "NO_TOKEN,     401, 849347967(12|1407), La session n'existe pas ou n'existe plus",
    "FORBIDDEN,    403, 849347966(12|1406), Cette session n'est pas autorisée à faire cela",
    "BACKEND_DOWN, 502, 849347975(12|1415), Le serveur est injoignable",
    "BACKEND_SLOW, 504, 849347975(12|1415), Le serveur n'a pas répondu à temps"
  })
  void isRefusedInRestWithItsStatus(
      Denial.Reason reason, int status, String label, String message) {
    Reply reply = NOUT.denial(get("/List!SessionToken=x"), reason);
    assertEquals(status, reply.status());
    assertEquals(label + "\r\n" + message, text(reply));
  }

  @Test
  void tellsExpiredFromUnknown() {
    var gone = new Verdict.Gone("nout", Verdict.Why.EXPIRED, Instant.EPOCH);
    Reply reply = NOUT.denial(get("/List"), new Denial.Told(new Outcome.Dead(gone)));
    assertEquals("849347992(12|1432)\r\nLe jeton a expiré", text(reply));
    assertEquals(401, reply.status());
  }

  @Test
  void whatMayPassIsToldWithItsTime() {
    Reply reply = NOUT.denial(get("/List"), new Denial.Told(Sample.later(Refusal.UNAVAILABLE)));
    assertEquals(503, reply.status());
    assertEquals(Optional.of("30"), reply.headers().first("Retry-After"));
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
