package dev.jeton.clients;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Tokens that accounts of the house have logged in for, by the dialect. */
final class Logins {
  private Logins() {}

  /** A new one of each dialect. */
  static SequencedMap<String, String> of(House house) {
    var tokens = new TreeMap<String, String>();
    tokens.put("balans", balans(house));
    tokens.put("nout", nout(house));
    tokens.put("vz", vz(house));
    tokens.put("wipsos", wipsos(house));
    return tokens;
  }

  static String balans(House house) {
    return member(
        "token",
        Curl.post(
                house,
                house.https()
                    + "/rs/login/gettoken?id="
                    + escaped("Nalog ž")
                    + "&pwd="
                    + escaped(House.PASSWORD)
                    + "&len=20")
            .body());
  }

  static String nout(House house) {
    NoutProof proof = NoutProof.of("superviseur", House.PASSWORD);
    return Curl.get(house, house.https() + "/GetTokenSession?" + proof.query()).body().strip();
  }

  static String vz(House house) {
    return member(
        "token",
        Curl.get(
                house,
                house.https()
                    + "/Api/Vo/V1/?action=token&username="
                    + escaped("Žofie & Søn")
                    + "&password="
                    + escaped(House.PASSWORD))
            .body());
  }

  static String wipsos(House house) {
    return member(
        "TokenID",
        Curl.get(
                house,
                house.https() + "/Token",
                "header = \"Identifiant: " + house.identifiant() + "\"",
                "header = \"MotDePasse: " + house.motDePasse() + "\"")
            .body());
  }

  private static String member(String name, String json) {
    String before = "\"" + name + "\":\"";
    int start = json.indexOf(before) + before.length();
    return json.substring(start, json.indexOf('"', start));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
