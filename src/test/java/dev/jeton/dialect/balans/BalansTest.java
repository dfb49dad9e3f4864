package dev.jeton.dialect.balans;

import static dev.jeton.dialect.balans.Asked.BALANS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.balans.BalansConfig.Language;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Request;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BalansTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/LogIn/LogIn",
        "/rs/login/gettoken",
        "/BortApp-war/rs/login/closetoken",
        "/rs/login/other"
      })
  void itsPathsAreServed(String path) {
    assertTrue(BALANS.serves(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/login/login",
        "/LogIn/LogIn/",
        "/LogIn",
        "/rs/login",
        "/RS/login/gettoken",
        "/bortapp-war/rs/login/gettoken",
        "/x/rs/login/gettoken"
      })
  void othersAreNot(String path) {
    assertFalse(BALANS.serves(path));
  }

  @Test
  void thePolicyIsDigitsAndAFixedLife() {
    var policy = new Balans(new BalansConfig(39, false, Language.SERBIAN, false)).policy();

    assertEquals("balans", policy.dialect());
    assertEquals("balans", BALANS.name());
    assertTrue(policy.token().next(new SecureRandom()).revealText().matches("[0-9]{39}"));
    assertEquals(Duration.ofHours(8), policy.lifetime().absolute());
    assertTrue(policy.lifetime().idle().isEmpty());
    assertFalse(policy.revealing());
  }

  @Test
  void tokenDigitsAreBounded() {
    assertEquals(20, BalansConfig.DEFAULT.tokenDigits());
    assertFalse(BalansConfig.DEFAULT.plainHttp());
    for (int digits : new int[] {19, 65}) {
      var refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> new BalansConfig(digits, false, Language.SERBIAN, false));
      assertEquals("token-digits must be 20 to 64, but is " + digits, refusal.getMessage());
    }
    assertEquals(64, new BalansConfig(64, true, Language.ENGLISH, true).tokenDigits());
  }

  @Test
  void whatACallerSaysOfItselfIsBounded() {
    var headers = Headers.of("user-agent", "x".repeat(300));
    var origin = new Request.Origin(true, "https://localhost:8443", "192.0.2.1");
    var request = new Request("POST", "/rs/login/gettoken", headers, new byte[0], origin);

    assertEquals(Map.of("user-agent", "x".repeat(256)), Balans.caller(request).detail());
  }

  @Test
  void noCommandPrintsWhatItHolds() {
    String login = "/rs/login/gettoken?id=Nalog&len=20&pwd=tajna-sifra";
    String end = "/rs/login/closetoken?sessToken=98765432109876543210";

    assertFalse(BALANS.read(Asked.rest(login)).toString().contains("tajna-sifra"));
    assertFalse(BALANS.read(Asked.rest(end)).toString().contains("98765432109876543210"));
  }
}
