package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeysConfig;
import dev.jeton.keys.SigningAlgorithm;
import dev.jeton.keys.SigningKey;
import dev.jeton.secret.Secret;
import dev.jeton.session.Presented;
import dev.jeton.session.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tokens are taken for ours, and for how long. */
final class OwnJwtsTest {
  private static final String ISSUER = "https://login.example.org";
  private static final String CLAIMS =
      "{\"iss\":\"https://login.example.org\",\"exp\":1772359500,\"nbf\":1772359200,"
          + "\"iat\":1772359200,\"jti\":\"x\",\"sid\":\"0123456789abcdef01234567\",\"aud\":\"api\"}";

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private KeyCustody custody;

  @SuppressWarnings("NullAway.Init")
  private JwtIssuer issuer;

  @SuppressWarnings("NullAway.Init")
  private OwnJwts tokens;

  @SuppressWarnings("NullAway.Init")
  private Jwks jwks;

  @BeforeEach
  void open() throws IOException {
    custody =
        KeyCustody.open(folder, KeysConfig.DEFAULT, false, new SecureRandom(), () -> Sessions.NOW);
    jwks = new Jwks(custody.ring());
    issuer =
        new JwtIssuer(() -> ISSUER, JwtConfig.DEFAULT, custody.ring(), jwks, new SecureRandom());
    tokens = new OwnJwts(() -> ISSUER, jwks);
  }

  @Test
  void ourOwnIsGenuineUntilItEnds() {
    Secret token = issuer.accessToken(Sessions.ofOAuth(), List.of("a", "b"), Sessions.NOW);
    Instant end = Instant.ofEpochSecond(1772359500);
    for (Instant at : List.of(Sessions.NOW, end.plusSeconds(10).minusMillis(1))) {
      assertTrue(
          tokens.read(token, at)
                  instanceof
                  OwnJwt.Genuine(var session, var id, var audience, var issued, var until)
              && session.equals(new SessionId(Sessions.ID))
              && id.length() == 22
              && audience.equals(List.of("a", "b"))
              && issued.equals(Instant.ofEpochSecond(1772359200))
              && until.equals(end));
    }
    assertEquals("it has expired", refused(token, end.plusSeconds(10)));
    assertEquals("it is not in force yet", refused(token, Sessions.NOW.minusSeconds(11)));
  }

  @Test
  void aKeyThatTurnedFormerVerifiesAndOneThatWasWithdrawnDoesNot() throws IOException {
    Secret token = issuer.accessToken(Sessions.ofOAuth(), List.of("a"), Sessions.NOW);
    custody.rotate(KeyKind.SIGNING_ES256);
    assertTrue(tokens.read(token, Sessions.NOW) instanceof OwnJwt.Genuine);
    custody.replace(KeyKind.SIGNING_ES256);
    assertEquals("its header is none of a key that is published", refused(token, Sessions.NOW));
  }

  @Test
  void theCoreSeesTheSessionOrNothingOrTheTokenItself() {
    Secret token = issuer.accessToken(Sessions.ofOAuth(), List.of("a"), Sessions.NOW);
    assertEquals(
        new Presented.OfSession(new SessionId(Sessions.ID)), tokens.presented(token, Sessions.NOW));
    assertEquals(new Presented.Nothing(), tokens.presented(token, Sessions.NOW.plusSeconds(3600)));
    for (String other : List.of("", "abc", "abc.0.def", "eyJhbGciOiJub25lIn0.e30.")) {
      assertEquals(
          new Presented.Token(Secret.of(other)), tokens.presented(Secret.of(other), Sessions.NOW));
    }
  }

  @Test
  void noOctetOfATokenCanBeChanged() {
    byte[] token =
        issuer.accessToken(Sessions.ofOAuth(), List.of("a"), Sessions.NOW).revealOctets();
    for (int i = 0; i < token.length; i++) {
      byte[] changed = token.clone();
      changed[i] = (byte) (changed[i] == 'A' ? 'B' : 'A');
      boolean genuine = tokens.read(Secret.of(changed), Sessions.NOW) instanceof OwnJwt.Genuine;
      // The last character has two bits that stand for nothing.
      assertFalse(genuine && i < token.length - 1, "octet " + i);
    }
  }

  @Test
  void whatForgersPutIntoAHeaderIsNotOurs() throws Exception {
    SigningKey key = custody.ring().signing(SigningAlgorithm.ES256).orElseThrow();
    String kid = jwks.id(key.name()).orElseThrow();
    String good = "{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}";
    assertTrue(
        tokens.read(Secret.of(signed(key, good, CLAIMS)), Sessions.NOW) instanceof OwnJwt.Genuine);
    for (String header :
        List.of(
            good.replace("at+jwt", "JWT"),
            good.replace("at+jwt", "token-introspection+jwt"),
            good.replace("ES256", "none"),
            good.replace("ES256", "HS256"),
            good.replace("ES256", "EdDSA"),
            good.replace(kid, "unknown"),
            good.replace("\"kid\"", "\"crit\":[\"exp\"],\"kid\""),
            good.replace("\"kid\"", "\"b64\":false,\"crit\":[\"b64\"],\"kid\""),
            good.replace("\"kid\"", "\"kid\":\"unknown\",\"kid\""),
            good.replace("\"kid\"", "\"jku\":\"https://evil.example\",\"kid\""),
            " " + good)) {
      assertEquals(
          "its header is none of a key that is published",
          refused(Secret.of(signed(key, header, CLAIMS)), Sessions.NOW),
          header);
    }
    String none = KeyHolder.base64(good) + "." + KeyHolder.base64(CLAIMS) + ".";
    assertEquals("its signature does not hold", refused(Secret.of(none), Sessions.NOW));

    Mac mac = Mac.getInstance("HmacSHA256"); // the public key as if it were a shared secret
    mac.init(
        new SecretKeySpec(key.verifying().pem().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    for (String header : List.of(good, good.replace("ES256", "HS256"))) {
      String input = KeyHolder.base64(header) + "." + KeyHolder.base64(CLAIMS);
      String forged =
          input + "." + KeyHolder.encoded(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
      assertTrue(tokens.read(Secret.of(forged), Sessions.NOW) instanceof OwnJwt.Refused, header);
    }
    byte[] zeros = new byte[64]; // r and s are zero: CVE-2022-21449
    assertEquals(
        "its signature does not hold",
        refused(
            Secret.of(
                KeyHolder.base64(good)
                    + "."
                    + KeyHolder.base64(CLAIMS)
                    + "."
                    + KeyHolder.encoded(zeros)),
            Sessions.NOW));
  }

  @Test
  void whatOurKeySignedOtherwiseIsNoAccessToken() {
    String answer = issuer.introspection(Map.of("active", true), "gateway", Sessions.NOW);
    assertEquals(
        "its header is none of a key that is published", refused(Secret.of(answer), Sessions.NOW));
    SigningKey key = custody.ring().signing(SigningAlgorithm.ES256).orElseThrow();
    String header =
        "{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\""
            + jwks.id(key.name()).orElseThrow()
            + "\"}";
    Map.of(
            CLAIMS.replace("login.", "login2."),
            "it is from another issuer",
            CLAIMS.replace("\"exp\"", "\"end\""),
            "a claim is missing",
            CLAIMS.replace("1772359500", "\"1772359500\""),
            "a claim is missing",
            CLAIMS.replace("{\"iss\"", "{\"iss\":\"x\",\"iss\""),
            "its claims can't be read",
            CLAIMS.substring(1),
            "its claims can't be read",
            "[]",
            "its claims can't be read")
        .forEach(
            (claims, why) ->
                assertEquals(
                    why, refused(Secret.of(signed(key, header, claims)), Sessions.NOW), claims));
  }

  @Test
  void aHugeTokenIsNotLookedAt() {
    String token = issuer.accessToken(Sessions.ofOAuth(), List.of("a"), Sessions.NOW).revealText();
    assertEquals("too long", refused(Secret.of(token + "A".repeat(16_384)), Sessions.NOW));
    assertEquals("not in three parts", refused(Secret.of(token.replace(".", "")), Sessions.NOW));
    assertEquals("not in three parts", refused(Secret.of("."), Sessions.NOW));
  }

  private static String signed(SigningKey key, String header, String claims) {
    String input = KeyHolder.base64(header) + "." + KeyHolder.base64(claims);
    return input
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private String refused(Secret token, Instant now) {
    return tokens.read(token, now) instanceof OwnJwt.Refused(String why) ? why : "genuine";
  }
}
