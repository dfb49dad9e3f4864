package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bytes that vz answers over TLS, and that it answers none without. */
@ExtendWith(House.Door.class)
final class CurlVzTest {
  private static final String LOGIN =
      "action=token&username="
          + URLEncoder.encode("Žofie & Søn", StandardCharsets.UTF_8)
          + "&password="
          + URLEncoder.encode(House.PASSWORD, StandardCharsets.UTF_8);

  private static Curl ask(House house, String query) {
    return Curl.get(house, house.https() + "/Api/Vo/V1/?" + query);
  }

  private static String envelope(boolean success, String content) {
    return """
    HTTP/2 200
    content-type: application/json; charset=utf-8
    cache-control: no-store

    {"meta":{"version":1,"nonce":"","count":1,"success":%s},"content":%s}
    """
        .formatted(success, content);
  }

  @Test
  void aSessionIsBornUsedAndEnded(House house) {
    Curl granted = ask(house, LOGIN);
    assertEquals(envelope(true, "{\"token\":\"FORTY-HEX\"}"), granted.told());
    String token = granted.body().replaceAll(".*\"token\":\"|\".*", "");
    assertEquals("Žofie & Søn, Žofie & Søn, -", house.session(token));
    assertEquals(
        envelope(true, "{\"user\":\"Žofie & Søn\",\"idleSeconds\":1200,\"expires\":TIME}"),
        ask(house, "action=session&token=" + token).told());
    assertEquals(
        envelope(true, "\"session ended\""), ask(house, "action=logout&token=" + token).told());
    assertEquals(
        envelope(
            false,
            "{\"code\":\"401\",\"message\":\"The token is missing, unknown or expired."
                + " Authentication must be repeated.\"}"),
        ask(house, "action=session&token=" + token).told());
  }

  @Test
  void refusalsAreTold(House house) {
    assertEquals(
        envelope(false, "{\"code\":\"401\",\"message\":\"Username or password is wrong.\"}"),
        ask(house, LOGIN + "x").told());
    assertEquals(
        envelope(
            false, "{\"code\":\"404\",\"message\":\"Method getNoMethod is not implemented.\"}"),
        ask(house, "action=noMethod").told());
  }

  @Test
  void withoutTlsNoByteIsAnswered(House house) {
    Curl nothing = Curl.get(house, house.http() + "/Api/Vo/V1/?" + LOGIN);
    assertEquals(52, nothing.exitCode());
    assertEquals("", nothing.body());
  }
}
