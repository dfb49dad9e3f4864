package dev.jeton.dialect.nout;

import static dev.jeton.dialect.SoapVersion.V1_1;
import static dev.jeton.dialect.SoapVersion.V1_2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.SoapVersion;
import dev.jeton.session.Cause;
import dev.jeton.session.Form;
import dev.jeton.session.Outcome;
import dev.jeton.session.Principal;
import dev.jeton.session.Refusal;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to SOAP requests, to the byte. */
final class NoutAnswerTest {
  private static final String OPEN_11 =
      "<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\">";
  private static final String OPEN_12 =
      "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\">";
  private static final String CONNECTED =
      "<ReturnType>Identification</ReturnType>"
          + "<ConnectedUser><Form title=\"Utilisateur\">1169</Form>"
          + "<Element title=\"superviseur\">2</Element></ConnectedUser>";
  private static final String SESSION =
      "<env:Body><GetTokenSessionResponse"
          + " xmlns=\"http://www.nout.fr/wsdl/SimaxService.wsdl/\">"
          + "<SessionToken>7cec0345-3abb-4353-bfb9-aacc143a2d05</SessionToken>"
          + "</GetTokenSessionResponse></env:Body></env:Envelope>";
  private static final String FAULT_11 =
      OPEN_11
          + "<env:Body><env:Fault><faultcode>env:Client</faultcode>"
          + "<faultstring>849347963(12|1403)&lt;br /&gt;MESSAGE</faultstring>"
          + "<detail>LIST</detail></env:Fault></env:Body></env:Envelope>";
  private static final String FAULT_12 =
      OPEN_12
          + "<env:Body><env:Fault><env:Code><env:Value>env:Sender</env:Value></env:Code>"
          + "<env:Reason><env:Text xml:lang=\"LANG\">849347963(12|1403)&lt;br /&gt;MESSAGE"
          + "</env:Text></env:Reason>"
          + "<env:Detail>LIST</env:Detail></env:Fault></env:Body></env:Envelope>";
  private static final String LIST =
      "<ListErr VERSION=\"1\" VERSION_LECTECRIT=\"1\" VERSION_LECTURE=\"1\""
          + " DATEHEURE=\"2015071710034273\""
          + " xmlns:simax-error=\"http://www.nout.fr/soap/error\"><simax-error:Error>"
          + "<Code Name=\"849347963\"><Category>12</Category><Numero>1403</Numero></Code>"
          + "<Parameter/><Message>MESSAGE</Message></simax-error:Error></ListErr>";
  private static final Form CLIENT = new Form("224661136955914", "Client");

  @Test
  void aLoginIsAnsweredInTheEnvelopeOfItsRequest() {
    assertReply(
        200,
        "text/xml; charset=utf-8",
        OPEN_11
            + "<env:Header>"
            + CONNECTED
            + "<SessionLanguageCode>12</SessionLanguageCode></env:Header>"
            + SESSION,
        Sample.reply(Sample.soap(V1_1, "", Sample.LOGIN), Sample.GRANTED));
    assertReply(
        200,
        "application/soap+xml; charset=utf-8",
        OPEN_12
            + "<env:Header>"
            + CONNECTED
            + "<SessionLanguageCode>12</SessionLanguageCode></env:Header>"
            + SESSION,
        Sample.reply(Sample.soap(V1_2, "", Sample.LOGIN), Sample.GRANTED));
  }

  @Test
  void theEnvelopeCanBePinnedToTheVendors() {
    assertReply(
        200,
        "text/xml; charset=utf-8",
        OPEN_12
            + "<env:Header>"
            + CONNECTED
            + "<SessionLanguageCode>12</SessionLanguageCode></env:Header>"
            + SESSION,
        Sample.reply(Configs.soap12(), Sample.soap(V1_1, "", Sample.LOGIN), Sample.GRANTED));
  }

  @Test
  void anExtranetLoginTellsBothUsersAndEchoesTheCustomerInfos() {
    Request request =
        Sample.soap(V1_1, "<CustomerInfos>a &lt;b&gt; &amp; ž</CustomerInfos>", Sample.LOGIN);
    assertReply(
        200,
        "text/xml; charset=utf-8",
        OPEN_11
            + "<env:Header>"
            + CONNECTED
            + "<CustomerInfos>a &lt;b&gt; &amp; ž</CustomerInfos>"
            + "<ConnectedExtranet><Form title=\"Client\">224661136955914</Form>"
            + "<Element title=\"conan &quot;2&quot;\">17</Element></ConnectedExtranet>"
            + "<SessionLanguageCode>12</SessionLanguageCode></env:Header>"
            + SESSION,
        Sample.reply(
            request, Sample.granted(Optional.of(CLIENT), new Principal(17, "conan \"2\""))));
  }

  @Test
  void customerInfosBeyondTheirBoundAreRefused() {
    String longest = "x".repeat(4096);
    assertEquals(200, echo(longest).status());
    assertTrue(Sample.text(echo(longest)).contains(">" + longest + "<"));
    assertTrue(Sample.text(echo(longest + "x")).contains("<Numero>1612</Numero>"));
  }

  private static Reply echo(String infos) {
    Request request =
        Sample.soap(V1_1, "<CustomerInfos>" + infos + "</CustomerInfos>", Sample.LOGIN);
    return Sample.reply(request, Sample.GRANTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0  | fr | L'identification a échoué
          12 | fr | L'identification a échoué
          9  | en | The identification failed
          10 | es | La identificación ha fallado
          """)
  void aRefusalIsAFaultInTheLanguageAskedFor(int code, String tag, String message) {
    String body =
        Sample.LOGIN.replace(
            "</GetTokenSession>",
            "<DefaultClientLanguageCode>"
                + code
                + "</DefaultClientLanguageCode></GetTokenSession>");
    assertReply(
        500,
        "text/xml; charset=utf-8",
        FAULT_11.replace("LIST", LIST).replace("MESSAGE", message),
        Sample.reply(Sample.soap(V1_1, "", body), Sample.refused(Refusal.ACTOR)));
    assertReply(
        500,
        "application/soap+xml; charset=utf-8",
        FAULT_12.replace("LIST", LIST).replace("MESSAGE", message).replace("LANG", tag),
        Sample.reply(Sample.soap(V1_2, "", body), Sample.refused(Refusal.ACTOR)));
  }

  @ParameterizedTest
  @CsvSource({"9, The identification failed", "10, La identificación ha fallado"})
  void elseInTheOneOfOptionDialogueOrOfTheServer(int code, String message) {
    String option = "<OptionDialogue><LanguageCode>" + code + "</LanguageCode></OptionDialogue>";
    Outcome refused = Sample.refused(Refusal.ACTOR);
    Reply byOption = Sample.reply(Sample.soap(V1_1, option, Sample.LOGIN), refused);
    assertTrue(Sample.text(byOption).contains("<Message>" + message));
    Reply byConfig =
        Sample.reply(Configs.language(code), Sample.soap(V1_1, "", Sample.LOGIN), refused);
    assertTrue(Sample.text(byConfig).contains("<Message>" + message));
  }

  @Test
  void aRefusalOfTheActorAndOneOfTheExtranetUserHaveANumberEach() {
    assertNumber(1403, Sample.refused(Refusal.ACTOR));
    assertNumber(1424, Sample.refused(Refusal.SUBJECT));
  }

  @ParameterizedTest
  @CsvSource({
    "ACTOR, UNKNOWN_ACCOUNT, 1404",
    "ACTOR, WRONG_CREDENTIAL, 1403",
    "ACTOR, NO_SUCH_CREDENTIAL, 1403",
    "ACTOR, STALE, 1403",
    "ACTOR, REPLAYED, 1403",
    "ACTOR, DISABLED, 1406",
    "ACTOR, DIALECT_NOT_ALLOWED, 1406",
    "ACTOR, KIND_NOT_ALLOWED, 1406",
    "SUBJECT, ACTS_FOR_NOBODY, 1414",
    "SUBJECT, UNKNOWN_FORM, 1416",
    "SUBJECT, UNKNOWN_ACCOUNT, 1422",
    "SUBJECT, WRONG_CREDENTIAL, 1424",
    "SUBJECT, REPLAYED, 1424",
    "SUBJECT, MAY_NOT_ACT_FOR, 1426",
    "SUBJECT, DISABLED, 1426",
  })
  void aRevealedCauseHasItsOwnNumber(Refusal refusal, Cause cause, int number) {
    assertNumber(number, Sample.refused(refusal, cause));
  }

  @Test
  void aTokenThatIsFoundDeadIsUnknownOrOver() {
    assertNumber(1431, new Outcome.Dead(new Verdict.Unknown()));
    for (Verdict.Why why : Verdict.Why.values()) {
      assertNumber(1432, new Outcome.Dead(new Verdict.Gone("nout", why, Instant.EPOCH)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, Client",
    "TOO_MANY_SESSIONS, Client",
    "OVERLOADED, Server",
    "UNAVAILABLE, Server"
  })
  void aRefusalForNowTellsWhenToComeAgain(Refusal refusal, String code) {
    Reply reply = Sample.reply(Sample.soap(V1_1, "", Sample.LOGIN), Sample.later(refusal));
    assertEquals(500, reply.status());
    assertEquals(Optional.of("30"), reply.headers().first("Retry-After"));
    assertTrue(Sample.text(reply).contains("<faultcode>env:" + code + "</faultcode>"));
    assertNumber(1415, Sample.later(refusal));
  }

  @Test
  void aRefusalForGoodDoesNot() {
    Reply reply = Sample.reply(Sample.soap(V1_1, "", Sample.LOGIN), Sample.refused(Refusal.ACTOR));
    assertEquals(Optional.empty(), reply.headers().first("Retry-After"));
  }

  @Test
  void aMalformedRequestThatTheCoreWillNotLookAtNowIsToldSo() {
    Request broken = Sample.soap(V1_1, "", "");
    assertTrue(
        Sample.text(Sample.reply(broken, Sample.later(Refusal.THROTTLED)))
            .contains("<Numero>1415</Numero>"));
    assertTrue(Sample.text(Sample.reply(broken, Sample.GRANTED)).contains("<Numero>1603</Numero>"));
  }

  @ParameterizedTest
  @CsvSource({"200, 200", "401, 401", "599, 599", "199, 500", "600, 500", "+401, 500", "x, 500"})
  void theCallerMayForceTheStatusOfFaults(String asked, int status) {
    String option =
        "<OptionDialogue><Readable>1</Readable><Unheard>of</Unheard><HTTPForceReturn>"
            + asked
            + "</HTTPForceReturn></OptionDialogue>";
    Request request = Sample.soap(V1_1, option, Sample.LOGIN);
    assertEquals(status, Sample.reply(request, Sample.refused(Refusal.ACTOR)).status());
    assertEquals(status, Sample.reply(request, Sample.later(Refusal.THROTTLED)).status());
    assertEquals(200, Sample.reply(request, Sample.GRANTED).status());
    Request broken = Sample.soap(V1_1, option, "<Other/>");
    assertEquals(status, Sample.reply(broken, Sample.refused(Refusal.MALFORMED)).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205, 304})
  void aStatusThatForbidsABodyGetsNone(int status) {
    String option =
        "<OptionDialogue><HTTPForceReturn>" + status + "</HTTPForceReturn></OptionDialogue>";
    Reply reply =
        Sample.reply(Sample.soap(V1_1, option, Sample.LOGIN), Sample.refused(Refusal.ACTOR));
    assertEquals(status, reply.status());
    assertEquals(0, reply.body().length);
  }

  @Test
  void anEndIsAnsweredEmpty() {
    Request request =
        Sample.soap(V1_1, "<SessionToken>x</SessionToken>", "<Disconnect xmlns=\"NS\"/>");
    assertReply(
        200,
        "text/xml; charset=utf-8",
        OPEN_11
            + "<env:Header><ReturnType>Empty</ReturnType></env:Header><env:Body>"
            + "<DisconnectResponse xmlns=\"http://www.nout.fr/wsdl/SimaxService.wsdl/\"/>"
            + "</env:Body></env:Envelope>",
        Sample.reply(request, new Outcome.Ended(Sample.GRANTED.session())));
    for (Verdict.Dead dead :
        List.of(
            new Verdict.Unknown(),
            new Verdict.Gone("nout", Verdict.Why.ENDED, Instant.EPOCH),
            new Verdict.Gone("nout", Verdict.Why.EXPIRED, Instant.EPOCH))) {
      Reply reply = Sample.reply(request, new Outcome.Dead(dead));
      assertEquals(500, reply.status());
      assertTrue(Sample.text(reply).contains("<Numero>1407</Numero>"));
    }
  }

  @Test
  void theLanguagesAreListed() {
    Request request = Sample.soap(V1_2, "", "<GetLanguages xmlns=\"NS\"/>");
    assertReply(
        200,
        "application/soap+xml; charset=utf-8",
        OPEN_12
            + "<env:Header><ReturnType>Identification</ReturnType></env:Header><env:Body>"
            + "<GetLanguagesResponse xmlns=\"http://www.nout.fr/wsdl/SimaxService.wsdl/\"><xml>"
            + "<LanguageCode>9</LanguageCode><LanguageCode>10</LanguageCode>"
            + "<LanguageCode>12</LanguageCode></xml></GetLanguagesResponse>"
            + "</env:Body></env:Envelope>",
        Sample.reply(request, new Outcome.Described()));
  }

  @Test
  void aHeaderThatMustBeUnderstoodAndIsNotGetsTheFaultOfSoap() {
    for (SoapVersion version : SoapVersion.values()) {
      String alien =
          "<x:Trap xmlns:x='urn:x' xmlns:m='" + version.namespace() + "' m:mustUnderstand='1'/>";
      Reply reply =
          Sample.reply(
              Sample.soap(version, alien, Sample.LOGIN), Sample.refused(Refusal.MALFORMED));
      String code =
          switch (version) {
            case V1_1 -> "<faultcode>env:MustUnderstand</faultcode>";
            case V1_2 -> "<env:Value>env:MustUnderstand</env:Value>";
          };
      assertEquals(500, reply.status());
      assertTrue(Sample.text(reply).contains(code));
    }
  }

  @Test
  void anEnvelopeOfAnotherVersionGetsTheFaultOfSoap() {
    Request request =
        Sample.request(
            "POST", "/", "text/xml", "<Envelope xmlns='urn:soap:3'><Body><x/></Body></Envelope>");
    Reply reply = Sample.reply(request, Sample.refused(Refusal.MALFORMED));
    assertTrue(Sample.text(reply).contains("<faultcode>env:VersionMismatch</faultcode>"));
  }

  private static void assertNumber(int number, Outcome outcome) {
    Reply reply = Sample.reply(Sample.soap(V1_1, "", Sample.LOGIN), outcome);
    String numero = "<Numero>" + number + "</Numero>";
    assertTrue(Sample.text(reply).contains(numero), Sample.text(reply));
  }

  private static void assertReply(int status, String type, String body, Reply reply) {
    assertEquals(body, Sample.text(reply));
    assertEquals(status, reply.status());
    assertEquals(Headers.of("Content-Type", type), reply.headers());
  }
}
