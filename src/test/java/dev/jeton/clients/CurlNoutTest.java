package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bytes that nout answers, over TLS and without. */
@ExtendWith(House.Door.class)
final class CurlNoutTest {
  private static final String NOUT = "http://www.nout.fr/wsdl/SimaxService.wsdl/";

  private static NoutProof user() {
    return NoutProof.of("Hélène ž", House.PASSWORD);
  }

  private static Curl ask(House house, String target) {
    return Curl.get(house, house.https() + target);
  }

  private static String text(String status, String body) {
    return """
    HTTP/%s
    content-type: text/plain; charset=utf-8
    cache-control: no-store

    %s
    """
        .formatted(status, body);
  }

  private static String getTokenSession(String children) {
    return "<GetTokenSession xmlns=\"" + NOUT + "\">" + children + "</GetTokenSession>";
  }

  private static String fault(String status, int name, int number, String message) {
    return """
    HTTP/%s
    content-type: text/xml; charset=utf-8

    <env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body><env:Fault><faultcode>env:Client</faultcode><faultstring>%d(12|%d)&lt;br /&gt;%s</faultstring><detail><ListErr VERSION="1" VERSION_LECTECRIT="1" VERSION_LECTURE="1" DATEHEURE xmlns:simax-error="http://www.nout.fr/soap/error"><simax-error:Error><Code Name="%d"><Category>12</Category><Numero>%d</Numero></Code><Parameter/><Message>%s</Message></simax-error:Error></ListErr></detail></env:Fault></env:Body></env:Envelope>
    """
        .formatted(status, name, number, message, name, number, message);
  }

  @Test
  void aUserLogsInAndOut(House house) {
    Curl granted = ask(house, "/GetTokenSession?" + user().query());
    assertEquals(text("2 200", "GUID"), granted.told());
    assertEquals("Hélène ž, Hélène ž, -", house.session(granted.body()));
    String disconnect = "/Disconnect?!" + user().query() + "&SessionToken=" + granted.body();
    assertEquals(text("2 200", ""), ask(house, disconnect).told());
    assertEquals(
        text("2 401", "849347967(12|1407)[CRLF]\nLa session n'existe pas ou n'existe plus"),
        ask(house, "/Disconnect?!SessionToken=" + granted.body()).told());
  }

  @Test
  void anExtranetUserLogsIn(House house) {
    String outer = "/REST/GetTokenSession?" + user().query() + ";";
    Curl granted =
        ask(
            house,
            outer + NoutProof.of("conan2", House.PASSWORD).query() + "&form=Client!apiuuid=4711");
    assertEquals(text("2 200", "GUID"), granted.told());
    assertEquals("Hélène ž, conan2, -", house.session(granted.body()));
    assertEquals(
        text(
            "2 401",
            "849347984(12|1424)[CRLF]\nL'identification de l'utilisateur extranet a échoué"),
        ask(
                house,
                "/GetTokenSession?"
                    + user().query()
                    + ";"
                    + NoutProof.of("conan2", "x").query()
                    + "&form=Client")
            .told());
  }

  @Test
  void aProofIsTakenOnce(House house) {
    String login = "/GetTokenSession?" + user().query();
    assertEquals(text("2 200", "GUID"), ask(house, login).told());
    assertEquals(
        text("2 401", "849347963(12|1403)[CRLF]\nL'identification a échoué"),
        ask(house, login).told());
  }

  @Test
  void whatNeedsNoIdentificationIsTold(House house) {
    assertEquals(text("2 200", "18.00.2327.01"), ask(house, "/getversion").told());
    assertEquals(text("2 200", "18.00.2327.01"), ask(house, "/GetVersion?").told());
    assertEquals(text("2 200", "1"), ask(house, "/GetUserExists?login=nobody").told());
    assertEquals(
        """
        HTTP/2 200
        content-type: text/xml; charset=utf-8
        cache-control: no-store

        <xml><LanguageCode>9</LanguageCode><LanguageCode>10</LanguageCode><LanguageCode>12</LanguageCode></xml>
        """,
        ask(house, "/GetLanguages?").told());
    for (String target :
        List.of("/getwsdl", "/getwsdl?!apiuuid=4711", "/getwsdl!&APIUUID=4711", "/GetWSDL")) {
      Curl wsdl = ask(house, target);
      assertEquals("HTTP/2 200", wsdl.head().getFirst());
      assertTrue(
          wsdl.body().contains("<soap:address location=\"" + house.https() + "/\"/>"),
          wsdl::toString);
    }
  }

  @Test
  void errorsAreTold(House house) {
    assertEquals(
        text("2 401", "849347963(12|1403)[CRLF]\nL'identification a échoué"),
        ask(house, "/GetTokenSession?" + NoutProof.of("Hélène ž", "x").query()).told());
    assertEquals(
        text("2 401", "849347963(12|1403)[CRLF]\nL'identification a échoué"),
        ask(house, "/GetTokenSession?" + NoutProof.of("nobody", House.PASSWORD).query()).told());
    assertEquals(
        text("2 404", "849348261(12|1701)[CRLF]\nL'opération REST est inconnue"),
        ask(house, "/REST/Modify").told());
    assertEquals(
        text("2 400", "849348172(12|1612)[CRLF]\nLe format d'une valeur est incorrect (%)"),
        ask(house, "/GetTokenSession?Username=%zz").told());
  }

  @Test
  void soapIsAnsweredInTheVendorsShape(House house) {
    String url = house.https() + "/";
    assertEquals(
        """
        HTTP/2 200
        content-type: text/xml; charset=utf-8

        <env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header><ReturnType>Identification</ReturnType><ConnectedUser><Form title="Utilisateur">1169</Form><Element title="Hélène ž">6</Element></ConnectedUser><SessionLanguageCode>12</SessionLanguageCode></env:Header><env:Body><GetTokenSessionResponse xmlns="http://www.nout.fr/wsdl/SimaxService.wsdl/"><SessionToken>GUID</SessionToken></GetTokenSessionResponse></env:Body></env:Envelope>
        """,
        Curl.soap(house, url, getTokenSession(user().element())).told());
    assertEquals(
        fault("2 500", 849347963, 1403, "L'identification a échoué"),
        Curl.soap(house, url, getTokenSession(NoutProof.of("Hélène ž", "x").element())).told());
  }

  @Test
  void withoutTlsDigestsAreServedAndClearPasswordsRefused(House house) {
    String url = house.http() + "/";
    Curl granted = Curl.get(house, url + "GetTokenSession?" + user().query());
    assertEquals(text("1.1 200 OK", "GUID"), granted.told());
    assertEquals(
        text("1.1 200 OK", ""),
        Curl.get(house, url + "Disconnect?!SessionToken=" + granted.body()).told());
    assertEquals(
        fault(
            "1.1 500 Internal Server Error",
            849347975,
            1415,
            "Un mot de passe en clair n'est accepté que par HTTPS"),
        Curl.soap(
                house,
                url,
                getTokenSession(
                    "<UsernameToken><Username>Hélène ž</Username><Password Type=\"PasswordText\">"
                        + "&amp; + = &lt; ž € ‹</Password></UsernameToken>"))
            .told());
  }
}
