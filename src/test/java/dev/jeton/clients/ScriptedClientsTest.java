package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SOAP clients that know nothing but the served WSDLs: zeep and PHP's SoapClient. */
@ExtendWith(House.Door.class)
final class ScriptedClientsTest {
  private static final String PYTHON = "/usr/bin/python3";

  @Test
  void zeepLogsInToBalansByItsWsdl(House house) {
    List<String> lines = Program.script(house, PYTHON, "balans.py", "/LogIn/LogIn?wsdl");
    assertEquals(
        """
        GetToken 'TWENTY-DIGITS'
        GetToken 'TWENTY-DIGITS'
        GetToken 'TWENTY-DIGITS'
        GetToken fault S:Client: Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja.
        GetToken fault S:Client: Parametar sessLen mora biti ceo broj minuta, 1–480.
        CloseToken True
        CloseToken False
        """,
        masked(lines));
    assertActedFor(house, lines);
  }

  @Test
  void phpLogsInToBalansByItsWsdl(House house) {
    List<String> lines = Program.script(house, "php", "balans.php", "/LogIn/LogIn?wsdl");
    assertEquals(
        """
        GetToken 'TWENTY-DIGITS'
        GetToken 'TWENTY-DIGITS'
        GetToken 'TWENTY-DIGITS'
        GetToken fault S:Client: Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja.
        GetToken fault S:Client: Parametar sessLen mora biti ceo broj minuta, 1–480.
        GetToken 'TWENTY-DIGITS'
        CloseToken true
        CloseToken false
        """,
        masked(lines));
    assertActedFor(house, lines);
  }

  @Test
  void zeepLogsInToNoutByAUsernameToken(House house) {
    List<String> lines = Program.script(house, PYTHON, "nout.py", "/getwsdl");
    assertEquals(
        """
        wsse 'GUID'
        the same octets again 500 1403
        wrong fault env:Client: 849347963(12|1403)<br />L'identification a échoué
        nout 'GUID'
        utf-8 'GUID'
        extranet 'GUID'
        Disconnect None
        Disconnect fault env:Client: 849347967(12|1407)<br />La session n'existe pas ou n'existe plus
        Disconnect None
        GetLanguages [9, 10, 12]
        """,
        masked(lines));
    assertEquals("superviseur, superviseur, -", house.session(quoted(lines.get(0))));
    assertEquals("superviseur, conan2, -", house.session(quoted(lines.get(5))));
  }

  @Test
  void phpLogsInToNoutByAUsernameToken(House house) {
    List<String> lines = Program.script(house, "php", "nout.php", "/getwsdl");
    assertEquals(
        """
        wsse {"SessionToken":"GUID"}
        the same octets again 500 1403
        wrong fault env:Client: 849347963(12|1403)<br />L'identification a échoué
        nout {"SessionToken":"GUID"}
        extranet {"SessionToken":"GUID"}
        Disconnect {}
        Disconnect fault env:Client: 849347967(12|1407)<br />La session n'existe pas ou n'existe plus
        GetLanguages {"xml":{"LanguageCode":[9,10,12]}}
        """,
        masked(lines));
    assertEquals(
        "superviseur, superviseur, -", house.session(lines.get(3).replaceAll(".*:|[\"}]", "")));
    assertEquals("superviseur, conan2, -", house.session(lines.get(4).replaceAll(".*:|[\"}]", "")));
  }

  private static void assertActedFor(House house, List<String> lines) {
    assertEquals("Nalog ž, Nalog ž, -", house.session(quoted(lines.get(0))));
    assertEquals("Nalog ž, drugi nalog, -", house.session(quoted(lines.get(1))));
    assertEquals("Nalog ž, drugi nalog, komitent & sin", house.session(quoted(lines.get(2))));
  }

  private static String quoted(String line) {
    return line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\''));
  }

  private static String masked(List<String> lines) {
    return Masked.of(String.join("\n", lines)) + "\n";
  }
}
