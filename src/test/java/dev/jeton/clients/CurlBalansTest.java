package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bytes that balans answers, over TLS and without. */
@ExtendWith(House.Door.class)
final class CurlBalansTest {
  private static final String CALLER =
      "id=" + escaped("Nalog ž") + "&pwd=" + escaped(House.PASSWORD) + "&len=20";
  private static final String GRANTED =
      """
      HTTP/2 200
      content-type: application/json

      {"token":"TWENTY-DIGITS"}
      """;
  private static final String REFUSED =
      """
      HTTP/2 401
      content-type: application/json

      {"error":"Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja."}
      """;

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Curl login(House house, String query) {
    return Curl.post(house, house.https() + "/BortApp-war/rs/login/gettoken?" + query);
  }

  private static String token(Curl answer) {
    return answer.body().replaceAll("\\D", "");
  }

  @Test
  void aQueryLogsIn(House house) {
    Curl alone = login(house, CALLER);
    assertEquals(GRANTED, alone.told());
    assertEquals("Nalog ž, Nalog ž, -", house.session(token(alone)));
    Curl other = login(house, CALLER + "&usr=drugi+nalog&cust=" + escaped("komitent & sin"));
    assertEquals(GRANTED, other.told());
    assertEquals("Nalog ž, drugi nalog, komitent & sin", house.session(token(other)));
  }

  @Test
  void aFormLogsIn(House house) {
    Curl answer =
        Curl.get(
            house,
            house.https() + "/rs/login/gettoken",
            "data-urlencode = \"id=Nalog ž\"",
            "data-urlencode = " + Curl.quoted("pwd=" + House.PASSWORD),
            "data = \"len=480\"");
    assertEquals(GRANTED, answer.told());
    assertEquals("Nalog ž, Nalog ž, -", house.session(token(answer)));
  }

  @Test
  void aTokenIsClosedOnce(House house) {
    String url = house.https() + "/rs/login/closetoken?sessToken=" + token(login(house, CALLER));
    String closed = "HTTP/2 200\ncontent-type: application/json\n\n{\"closed\":%s}\n";
    assertEquals(closed.formatted(true), Curl.post(house, url).told());
    assertEquals(closed.formatted(false), Curl.post(house, url).told());
  }

  @Test
  void whatFailsIsNotTold(House house) {
    assertEquals(REFUSED, login(house, CALLER + "&usr=superviseur").told());
    assertEquals(REFUSED, login(house, CALLER + "&cust=drugi+nalog").told());
    assertEquals(REFUSED, login(house, CALLER.replace("pwd=", "pwd=x")).told());
    assertEquals(REFUSED, login(house, CALLER.replace("id=Nalog", "id=Niko")).told());
  }

  @Test
  void whatMakesNoSenseIsSaid(House house) {
    assertEquals(
        """
        HTTP/2 500
        content-type: application/json

        {"error":"Parametar len mora biti ceo broj minuta, 1–480."}
        """,
        login(house, CALLER.replace("len=20", "len=481")).told());
    assertEquals(
        """
        HTTP/2 405
        content-type: application/json
        allow: POST

        {"error":"Dozvoljena je samo metoda POST."}
        """,
        Curl.get(house, house.https() + "/rs/login/gettoken?" + CALLER).told());
  }

  @Test
  void aPasswordIsRefusedWithoutTls(House house) {
    assertEquals(
        """
        HTTP/1.1 500 Internal Server Error
        content-type: application/json

        {"error":"Lozinka se prihvata samo preko HTTPS veze."}
        """,
        Curl.post(house, house.http() + "/rs/login/gettoken?" + CALLER).told());
    assertEquals(
        """
        HTTP/1.1 500 Internal Server Error
        content-type: text/xml; charset=utf-8

        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>S:Client</faultcode><faultstring>Lozinka se prihvata samo preko HTTPS veze.</faultstring></S:Fault></S:Body></S:Envelope>
        """,
        Curl.soap(house, house.http() + "/LogIn/LogIn", getToken(House.PASSWORD)).told());
    String token = token(login(house, CALLER));
    assertEquals(
        "HTTP/1.1 200 OK\ncontent-type: application/json\n\n{\"closed\":true}\n",
        Curl.post(house, house.http() + "/rs/login/closetoken?sessToken=" + token).told());
  }

  @Test
  void soapIsAnsweredInTheVendorsShape(House house) {
    assertEquals(
        """
        HTTP/2 200
        content-type: text/xml; charset=utf-8

        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ns2:GetTokenResponse xmlns:ns2="http://services.bort.com/"><return>TWENTY-DIGITS</return></ns2:GetTokenResponse></S:Body></S:Envelope>
        """,
        Curl.soap(house, house.https() + "/LogIn/LogIn", getToken(House.PASSWORD)).told());
    assertEquals(
        """
        HTTP/2 500
        content-type: text/xml; charset=utf-8

        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>S:Client</faultcode><faultstring>Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja.</faultstring></S:Fault></S:Body></S:Envelope>
        """,
        Curl.soap(house, house.https() + "/LogIn/LogIn", getToken("pogrešna")).told());
  }

  private static String getToken(String password) {
    return "<b:GetToken xmlns:b=\"http://services.bort.com/\"><companyCode/><userName>Nalog ž"
        + "</userName><userCode>"
        + password.replace("&", "&amp;").replace("<", "&lt;")
        + "</userCode><sessLen>20</sessLen></b:GetToken>";
  }
}
