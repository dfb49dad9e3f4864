package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeysConfig;
import dev.jeton.keys.SigningAlgorithm;
import dev.jeton.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our tokens as others read them: by the JDK alone, and our JWK set. */
final class JwtIssuerTest {
  private static final String ISSUER = "https://login.example.org";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void anotherProgramVerifiesByThePublishedKeys(SigningAlgorithm algorithm) throws Exception {
    House house = house(algorithm);
    String token = token(house, List.of("api"));
    String[] parts = token.split("\\.", -1);
    Map<?, ?> header = object(parts[0]);
    assertEquals("at+jwt", header.get("typ"));
    var key = JWKSet.parse(house.jwks.text()).getKeyByKeyId((String) header.get("kid"));
    assertEquals(header.get("alg"), key.getAlgorithm().getName());
    assertEquals("sig", key.getKeyUse().identifier());
    assertEquals(key.computeThumbprint().toString(), key.getKeyID());
    PublicKey half =
        switch (algorithm) {
          case EDDSA -> house.keys.facts().get(6).verifying().orElseThrow().publicKey();
          case ES256 -> key.toECKey().toPublicKey();
          case RS256 -> ((RSAKey) key).toPublicKey();
        };
    String input = parts[0] + "." + parts[1];
    assertTrue(verifies(algorithm, half, input, parts[2]));
    assertFalse(verifies(algorithm, half, input + "A", parts[2]));
  }

  @Test
  void anAccessTokenTellsAllThatIsKnownOfADialectsSession() throws IOException {
    House house = house(SigningAlgorithm.ES256);
    Map<String, Object> claims = claims(token(house, List.of("api", "https://b.example")));
    assertEquals(22, String.valueOf(claims.get("jti")).length());
    assertEquals(
        "{\"iss\":\"https://login.example.org\",\"aud\":[\"api\",\"https://b.example\"],"
            + "\"iat\":1772359200,\"nbf\":1772359200,\"exp\":1772359500,\"jti\":\"JTI\","
            + "\"sub\":\"anna@4711\",\"client_id\":\"urn:jeton:dialect:nout\","
            + "\"sid\":\"0123456789abcdef01234567\",\"act\":{\"sub\":\"bot\"},"
            + "\"dialect\":\"nout\",\"language\":12,\"customer\":\"ACME\","
            + "\"form\":{\"id\":\"4711\",\"title\":\"Kunden\"}}",
        Json.write(claims).replace(String.valueOf(claims.get("jti")), "JTI"));
    assertNotEquals(claims.get("jti"), claims(token(house, List.of("api"))).get("jti"));
  }

  @Test
  void anAccessTokenTellsOfItsGrant() throws IOException {
    House house = house(SigningAlgorithm.ES256);
    Map<String, Object> claims =
        claims(
            house
                .issuer
                .accessToken(Sessions.ofOAuth(), List.of("https://api.example.org"), Sessions.NOW)
                .revealText());
    assertEquals("https://api.example.org", claims.get("aud"));
    assertEquals("gateway", claims.get("client_id"));
    assertEquals("read write", claims.get("scope"));
    assertEquals(
        "{\"sub\":\"bot\",\"act\":{\"sub\":\"front\",\"act\":{\"sub\":\"edge\"}}}",
        Json.write(Optional.ofNullable(claims.get("act")).orElseThrow()));
    assertEquals(Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"), claims.get("cnf"));
  }

  @Test
  void anAccessTokenEndsWithItsSessionAtTheLatest() throws IOException {
    House house = house(SigningAlgorithm.ES256);
    var session = Sessions.endingIn(Duration.ofSeconds(90));
    Map<String, Object> claims =
        claims(house.issuer.accessToken(session, List.of("api"), Sessions.NOW).revealText());
    assertEquals(1772359290L, claims.get("exp"));
    assertFalse(claims.containsKey("act"), "it acts for itself");
  }

  @Test
  void anAccessTokenIsForSomebody() throws IOException {
    House house = house(SigningAlgorithm.ES256);
    assertThrows(IllegalArgumentException.class, () -> token(house, List.of()));
  }

  @Test
  void aSignedAnswerIsForWhoAsked() throws IOException {
    House house = house(SigningAlgorithm.ES256);
    String answer = house.issuer.introspection(Map.of("active", true), "gateway", Sessions.NOW);
    assertEquals("token-introspection+jwt", object(answer.split("\\.", -1)[0]).get("typ"));
    assertEquals(
        "{\"iss\":\"https://login.example.org\",\"aud\":\"gateway\",\"iat\":1772359200,"
            + "\"token_introspection\":{\"active\":true}}",
        Json.write(claims(answer)));
  }

  @Test
  void thePublishedKeysFollowTheRing() throws Exception {
    House house = house(SigningAlgorithm.ES256);
    assertEquals(2, JWKSet.parse(house.jwks.text()).getKeys().size());
    String before = kid(token(house, List.of("api")));
    String next = JWKSet.parse(house.jwks.text()).getKeys().get(1).getKeyID();

    house.custody.rotate(SigningAlgorithm.ES256.kind());
    assertEquals(next, kid(token(house, List.of("api"))), "what was published signs");
    List<String> ids =
        JWKSet.parse(house.jwks.text()).getKeys().stream().map(key -> key.getKeyID()).toList();
    assertEquals(3, ids.size());
    assertEquals(next, ids.getFirst());
    assertEquals(before, ids.getLast());

    house.custody.replace(SigningAlgorithm.ES256.kind());
    assertFalse(house.jwks.text().contains(before));
    assertFalse(house.jwks.text().contains(next));
    assertFalse(house.jwks.text().contains("\"d\":"));
  }

  private record House(
      KeyCustody custody, dev.jeton.keys.KeyRing keys, Jwks jwks, JwtIssuer issuer) {}

  private House house(SigningAlgorithm algorithm) throws IOException {
    var config = new KeysConfig(Optional.empty(), Duration.ZERO, algorithm, Duration.ofDays(90));
    KeyCustody custody =
        KeyCustody.open(folder, config, false, new SecureRandom(), () -> Sessions.NOW);
    var jwks = new Jwks(custody.ring());
    var issuer =
        new JwtIssuer(
            () -> ISSUER,
            new JwtConfig(Optional.empty(), algorithm, Duration.ofMinutes(5)),
            custody.ring(),
            jwks,
            new SecureRandom());
    return new House(custody, custody.ring(), jwks, issuer);
  }

  private static String token(House house, List<String> audience) {
    return house.issuer.accessToken(Sessions.ofDialect(), audience, Sessions.NOW).revealText();
  }

  private static String kid(String token) {
    return String.valueOf(object(token.split("\\.", -1)[0]).get("kid"));
  }

  private static Map<String, Object> claims(String token) {
    return object(token.split("\\.", -1)[1]);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String part) {
    return (Map<String, Object>)
        ((Json.Value) Json.read(Base64.getUrlDecoder().decode(part))).value();
  }

  private static boolean verifies(
      SigningAlgorithm algorithm, PublicKey key, String input, String signature)
      throws GeneralSecurityException {
    Signature verification =
        Signature.getInstance(
            switch (algorithm) {
              case EDDSA -> "Ed25519";
              case ES256 -> "SHA256withECDSAinP1363Format";
              case RS256 -> "SHA256withRSA";
            });
    verification.initVerify(key);
    verification.update(input.getBytes(StandardCharsets.US_ASCII));
    return verification.verify(Base64.getUrlDecoder().decode(signature));
  }
}
