package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bytes that wipsos answers, over TLS and without. */
@ExtendWith(House.Door.class)
final class CurlWipsosTest {
  private static Curl login(House house, String base, String motDePasse) {
    return Curl.get(
        house,
        base + "/Token",
        "header = \"Identifiant: " + house.identifiant().toUpperCase(Locale.ROOT) + "\"",
        "header = \"MotDePasse: " + motDePasse + "\"");
  }

  private static Curl bearing(House house, String token, String method, String target) {
    return Curl.get(
        house,
        house.https() + target,
        "request = " + method,
        "header = \"Authorization: Bearer " + token + "\"");
  }

  private static String json(String status, String body) {
    return """
    HTTP/%s
    content-type: application/json
    cache-control: no-store

    %s
    """
        .formatted(status, body);
  }

  @Test
  void aTokenIsValideThenInvalide(House house) {
    Curl granted = login(house, house.https(), house.motDePasse());
    assertEquals(
        json(
            "2 200",
            "{\"TokenID\":\"THIRTY-TWO-HEX\",\"TokenID_Date\":DATE,\"TokenID_Heure\":TIME}"),
        granted.told());
    String token = granted.body().substring(12, 44);
    assertEquals("till, till, -", house.session(token));
    assertEquals(
        json("2 200", "{\"Token_Statut\":\"Valide\",\"Token_Date\":DATE,\"Token_Heure\":TIME}"),
        bearing(house, token, "GET", "/StatutToken").told());
    assertEquals("HTTP/2 204\n\n\n", bearing(house, token, "DELETE", "/Token").told());
    assertEquals(
        json("2 200", "{\"Token_Statut\":\"Invalide\",\"Token_Date\":DATE,\"Token_Heure\":TIME}"),
        bearing(house, token, "GET", "/V1/StatutToken").told());
    assertEquals(
        json("2 200", "{\"Token_Statut\":\"Inconnu\",\"Token_Date\":\"\",\"Token_Heure\":\"\"}"),
        bearing(house, "0" + token.substring(1) + "0", "GET", "/StatutToken").told());
  }

  @Test
  void refusalsAreTold(House house) {
    assertEquals(
        json(
            "2 401",
            "{\"Erreur\":\"Identifiant ou MotDePasse incorrect.\",\"Code\":\"IdentifiantsRefuses\"}"),
        login(house, house.https(), "0".repeat(32)).told());
    assertEquals(
        json(
            "2 400",
            "{\"Erreur\":\"Les en-têtes Identifiant et MotDePasse doivent contenir chacun 32 chiffres hexadécimaux.\",\"Code\":\"IdentifiantsMalFormes\"}"),
        login(house, house.https(), "c0ffee").told());
    assertEquals(
        """
        HTTP/2 401
        content-type: application/json
        cache-control: no-store
        www-authenticate: Bearer

        {"Erreur":"L'en-tête Authorization doit contenir un Bearer Token.","Code":"TokenAbsent"}
        """,
        Curl.get(house, house.https() + "/StatutToken").told());
    assertEquals(
        """
        HTTP/2 405
        content-type: application/json
        cache-control: no-store
        allow: GET, DELETE

        {"Erreur":"Cette méthode n'est pas acceptée par ce point d'entrée.","Code":"MethodeRefusee"}
        """,
        Curl.post(house, house.https() + "/Token").told());
  }

  @Test
  void withoutTlsAPairIsRefusedAndATokenServed(House house) {
    assertEquals(
        json(
            "1.1 400 Bad Request",
            "{\"Erreur\":\"MotDePasse n'est accepté que par HTTPS.\",\"Code\":\"ConnexionNonChiffree\"}"),
        login(house, house.http(), house.motDePasse()).told());
    String token = login(house, house.https(), house.motDePasse()).body().substring(12, 44);
    assertEquals(
        json(
            "1.1 200 OK", "{\"Token_Statut\":\"Valide\",\"Token_Date\":DATE,\"Token_Heure\":TIME}"),
        Curl.get(
                house,
                house.http() + "/StatutToken",
                "header = \"Authorization: Bearer " + token + "\"")
            .told());
  }
}
