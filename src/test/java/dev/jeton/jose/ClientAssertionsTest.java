package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.secret.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assertions of clients (RFC 7523), good and bad. */
final class ClientAssertionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final long T = NOW.getEpochSecond();
  private static final Set<String> US =
      Set.of("https://login.example.org", "https://login.example.org/oauth2/token");
  private static final KeyHolder HOLDER = KeyHolder.of("ES256");
  private static final String HEADER = "{\"alg\":\"ES256\"}";

  @Test
  void anAssertionIsOfferedWithItsTimesAndVerifiedByTheClientsKeys() {
    var offered = offered(HEADER, claims(Map.of()));
    assertEquals("gateway", offered.client());
    assertEquals("j-1", offered.assertion().id());
    assertEquals(Optional.of(NOW), offered.assertion().issuedAt());
    assertEquals(NOW.plusSeconds(120), offered.assertion().until());
    assertTrue(offered.assertion().signedBy().test(HOLDER.jwks()));
    assertFalse(offered.assertion().signedBy().test(KeyHolder.of("ES256").jwks()));
    assertFalse(offered.assertion().signedBy().test("{}"));
    assertFalse(offered.assertion().signedBy().test(""));
    assertFalse(offered.assertion().signedBy().test("{\"keys\":[]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k1 | \"kid\":\"k1\", | true",
        "k1 | \"kid\":\"k2\", | false",
        "k1 | '' | true",
        "'' | \"kid\":\"k2\", | true",
        "k1 | \"use\":\"sig\", | true",
        "k1 | \"use\":\"enc\", | false",
        "k1 | \"alg\":\"ES256\", | true",
        "k1 | \"alg\":\"ES384\", | false",
        "k1 | \"key_ops\":[\"verify\"], | true",
        "k1 | \"key_ops\":[\"encrypt\"], | false",
      })
  void aKeyIsTakenForWhatItIsFor(String kid, String ofKey, boolean taken) {
    String header = kid.isEmpty() ? HEADER : "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}";
    String keys = "{\"keys\":[" + KeyHolder.of("ES256").jwk("") + "," + HOLDER.jwk(ofKey) + "]}";
    assertEquals(taken, offered(header, claims(Map.of())).assertion().signedBy().test(keys));
  }

  @Test
  void aSharedSecretInTheKeysIsNoKey() {
    String oct =
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}";
    assertFalse(offered(HEADER, claims(Map.of())).assertion().signedBy().test(oct));
    assertEquals(
        "it is no JWT signed by an algorithm that is taken",
        unfit("{\"alg\":\"HS256\"}", claims(Map.of())));
    assertEquals(
        "it is no JWT signed by an algorithm that is taken",
        unfit("{\"alg\":\"none\"}", claims(Map.of())));
  }

  @Test
  void itsTypeIsThatOfAnAssertionIfItTells() {
    for (String type : Set.of("JWT", "jwt", "client-authentication+jwt")) {
      offered("{\"alg\":\"ES256\",\"typ\":\"" + type + "\"}", claims(Map.of()));
    }
    for (String type : Set.of("at+jwt", "dpop+jwt", "")) {
      assertEquals(
          "it is of another type",
          unfit("{\"alg\":\"ES256\",\"typ\":\"" + type + "\"}", claims(Map.of())));
    }
  }

  @Test
  void itNamesThisServerAloneAsItsAudience() {
    offered(HEADER, claims(Map.of("aud", "\"https://login.example.org/oauth2/token\"")));
    offered(HEADER, claims(Map.of("aud", "[\"https://login.example.org\"]")));
    for (String audience :
        Set.of(
            "[\"https://login.example.org\",\"https://evil.example\"]",
            "[\"https://login.example.org\",\"https://login.example.org\"]",
            "\"https://login.example.org/\"",
            "\"https://evil.example\"",
            "[]",
            "\"\"")) {
      assertEquals(
          "it is not for this server alone",
          unfit(HEADER, claims(Map.of("aud", audience))),
          audience);
    }
    assertEquals("it is not for this server alone", unfit(HEADER, claims(Map.of("aud", ""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iss | \"other\" | iss and sub are not one client",
        "iss | '' | iss and sub are not one client",
        "sub | \"other\" | iss and sub are not one client",
        "sub | '' | iss and sub are not one client",
        "jti | '' | it has no jti",
        "jti | \"\" | it has no jti",
        "exp | '' | it has expired",
        "exp | -60 | it has expired",
        "exp | +3661 | it would hold for longer than an hour",
        "nbf | +61 | it is not in force yet",
        "iat | +61 | it is not in force yet",
        "iat | -3661 | it was issued more than an hour ago",
      })
  void whatIsMissingOrOutOfTimeProvesNobody(String claim, String value, String why) {
    assertEquals(why, unfit(HEADER, claims(Map.of(claim, value))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"exp | -59", "exp | +3660", "nbf | +60", "iat | +60", "iat | -3660", "iat | ''"})
  void timesHoldUpToTheirBounds(String claim, String value) {
    offered(HEADER, claims(Map.of(claim, value)));
  }

  @Test
  void theOldestAssertionOfAllIsNone() {
    assertEquals(
        "it has expired", unfit(HEADER, claims(Map.of("exp", String.valueOf(Long.MIN_VALUE)))));
    assertEquals(
        "it would hold for longer than an hour", unfit(HEADER, claims(Map.of("exp", "1e17"))));
  }

  /**
   * Good claims, but for these: a number with a sign is seconds from now; nothing leaves it out.
   */
  private static String claims(Map<String, String> changed) {
    var claims = new LinkedHashMap<String, String>();
    claims.put("iss", "\"gateway\"");
    claims.put("sub", "\"gateway\"");
    claims.put("aud", "\"https://login.example.org\"");
    claims.put("jti", "\"j-1\"");
    claims.put("iat", "+0");
    claims.put("exp", "+60");
    claims.putAll(changed);
    var members = new StringBuilder();
    claims.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            boolean relative = value.matches("[+-][0-9]{1,6}");
            String text = relative ? String.valueOf(T + Integer.parseInt(value)) : value;
            members.append(members.isEmpty() ? "" : ",").append("\"" + name + "\":" + text);
          }
        });
    return "{" + members + "}";
  }

  private static ClientAssertions.Reading read(String header, String claims) {
    return ClientAssertions.read(Secret.of(HOLDER.signed(header, claims)), US, NOW);
  }

  private static ClientAssertions.Offered offered(String header, String claims) {
    return switch (read(header, claims)) {
      case ClientAssertions.Offered offered -> offered;
      case ClientAssertions.Unfit(String why) -> throw new AssertionError(why);
    };
  }

  private static String unfit(String header, String claims) {
    return read(header, claims) instanceof ClientAssertions.Unfit(String why) ? why : "offered";
  }
}
