package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.ECKey;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeysConfig;
import dev.jeton.secret.Secret;
import dev.jeton.session.Binding;
import dev.jeton.session.Possession;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DPoP proofs, good and bad; the examples are those of RFC 9449. */
final class DpopProofsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final KeyHolder HOLDER = KeyHolder.of("ES256");
  private static final String URL = "https://login.example.org/oauth2/token";
  private static final DpopProofs.Use USE = new DpopProofs.Use("POST", URL, Optional.empty());

  /** Section 4.1. */
  private static final String TOKEN_REQUEST =
      "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19"
          + ".eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ"
          + ".2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

  /** Section 7.1. */
  private static final String RESOURCE_REQUEST =
      "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19"
          + ".eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9"
          + ".2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";

  private static final Secret TOKEN = Secret.of("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private KeyCustody custody;

  @SuppressWarnings("NullAway.Init")
  private DpopNonces nonces;

  @BeforeEach
  void open() throws IOException {
    custody = KeyCustody.open(folder, KeysConfig.DEFAULT, false, new SecureRandom(), () -> NOW);
    nonces = new DpopNonces(custody.ring());
  }

  @Test
  void theExamplesOfRfc9449Prove() {
    var proofs = new DpopProofs(nonces, false);
    Possession possession =
        proved(
            proofs.read(
                TOKEN_REQUEST,
                new DpopProofs.Use("POST", "https://server.example.com/token", Optional.empty()),
                Instant.ofEpochSecond(1562262616)));
    assertEquals(
        new Binding(Binding.Method.JKT, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"),
        possession.binding());
    assertEquals(
        Instant.ofEpochSecond(1562262616 + 300), possession.once().orElseThrow().freshUntil());

    var use =
        new DpopProofs.Use(
            "GET", "https://resource.example.org/protectedresource", Optional.of(TOKEN));
    Instant then = Instant.ofEpochSecond(1562262618);
    assertEquals(possession.binding(), proved(proofs.read(RESOURCE_REQUEST, use, then)).binding());
    var other = new DpopProofs.Use(use.method(), use.url(), Optional.of(Secret.of("another")));
    assertEquals("it is for another token", invalid(proofs.read(RESOURCE_REQUEST, other, then)));
  }

  @Test
  void aTokenNeedsItsHashInTheProof() {
    var use = new DpopProofs.Use("POST", URL, Optional.of(Secret.of("a token")));
    assertEquals(
        "it is for another token", invalid(plain().read(proof(header(), claims("")), use, NOW)));
  }

  @Test
  void aProofIsKnownByItsKeyAndItsId() {
    var one = proved(plain().read(proof(header(), claims("")), USE, NOW)).once();
    assertEquals(one, proved(plain().read(proof(header(), claims("")), USE, NOW)).once());
    KeyHolder another = KeyHolder.of("ES256");
    String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + another.jwk("") + "}";
    assertNotEquals(one, proved(plain().read(another.signed(header, claims("")), USE, NOW)).once());
    String next = claims("").replace("\"j-1\"", "\"j-2\"");
    assertNotEquals(one, proved(plain().read(proof(header(), next), USE, NOW)).once());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"htm\":\"POST\" | \"htm\":\"GET\" | it is for another method",
        "\"htm\":\"POST\" | \"htm\":\"post\" | it is for another method",
        "\"htm\":\"POST\" | \"htm\":1 | it is for another method",
        "\"htm\":\"POST\", | '' | it is for another method",
        "/oauth2/token | /oauth2/tokens | it is for another URL",
        "https: | http: | it is for another URL",
        "login.example.org | login.example.org:8443 | it is for another URL",
        "login.example.org | x@login.example.org | it is for another URL",
        "\"jti\":\"j-1\", | '' | it has no jti",
        "\"jti\":\"j-1\" | \"jti\":\"\" | it has no jti",
        "\"iat\":1772359200 | \"iat\":1772358900 | it was not made just now",
        "\"iat\":1772359200 | \"iat\":1772359261 | it was not made just now",
        "\"iat\":1772359200 | \"iat\":-9223372036854775808 | it was not made just now",
        "\"iat\":1772359200 | \"x\":1 | it has no iat",
      })
  void whatIsMissingOrForSomethingElseProvesNothing(String good, String bad, String why) {
    String claims = claims("").replace(good, bad);
    assertNotEquals(claims(""), claims);
    assertEquals(why, invalid(plain().read(proof(header(), claims), USE, NOW)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"iat\":1772359200 | \"iat\":1772358901",
        "\"iat\":1772359200 | \"iat\":1772359260",
        "/oauth2/token | :443/oauth2/token",
        "/oauth2/token | /oauth2/token?a=b#c",
        "https://login.example.org/oauth2/token | HTTPS://LOGIN.example.ORG/%6Fauth2/./x/../token",
      })
  void spellingAndBoundsDoNotMatter(String good, String other) {
    String claims = claims("").replace(good, other);
    assertNotEquals(claims(""), claims);
    proved(plain().read(proof(header(), claims), USE, NOW));
  }

  @Test
  void whatIsInTheHeaderIsAPublicKeyThatSigned() {
    String jwk = HOLDER.jwk("");
    assertEquals("its type is not dpop+jwt", why(header().replace("dpop+jwt", "JWT")));
    assertEquals("its type is not dpop+jwt", why(header().replace("\"typ\":\"dpop+jwt\",", "")));
    String notSigned = "it is not signed by the public key in its header";
    assertEquals(notSigned, why(header().replace(jwk, KeyHolder.of("ES256").jwk(""))));
    assertEquals(notSigned, why(header().replace(",\"jwk\":" + jwk, "")));
    String noJwt = "it is no JWT signed by an asymmetric algorithm";
    assertEquals(noJwt, why(header().replace("ES256", "HS256")));
    assertEquals(noJwt, why(header().replace("ES256", "none")));
    String secret =
        new ECKey.Builder(HOLDER.jwk().toECKey())
            .privateKey((ECPrivateKey) HOLDER.pair().getPrivate())
            .build()
            .toJSONString();
    assertEquals(noJwt, why(header().replace(jwk, secret)));
    assertEquals(noJwt, invalid(plain().read("", USE, NOW)));
    assertEquals(
        noJwt,
        why(header().replace(jwk, "{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}")));
  }

  @Test
  void aNonceHoldsInItsStepAndTheNextAlsoAfterARotation() throws IOException {
    String nonce = nonces.at(NOW);
    assertEquals(24, nonce.length());
    Instant end = NOW.plus(Duration.ofMinutes(4));
    assertTrue(nonces.holds(nonce, NOW));
    assertTrue(nonces.holds(nonce, end.minusMillis(1)));
    assertFalse(nonces.holds(nonce, end));
    assertFalse(nonces.holds(nonce, NOW.minusMillis(1)), "it was not given out yet");
    assertFalse(nonces.holds("", NOW));
    assertFalse(nonces.holds(nonce + "A", NOW));
    custody.rotate(KeyKind.NONCE);
    assertTrue(nonces.holds(nonce, NOW));
    assertNotEquals(nonce, nonces.at(NOW));
    custody.destroy(KeyKind.NONCE, 1);
    assertFalse(nonces.holds(nonce, NOW));
  }

  @Test
  void aProofNamesANonceWhereOneIsRequiredAndARightOneInAnyCase() {
    var strict = new DpopProofs(nonces, true);
    String nonce = nonces.at(NOW);
    String without = proof(header(), claims(""));
    String right = proof(header(), claims(",\"nonce\":\"" + nonce + "\""));
    String wrong = proof(header(), claims(",\"nonce\":\"x\""));
    assertEquals(new DpopProofs.WantsNonce(nonce), strict.read(without, USE, NOW));
    proved(strict.read(right, USE, NOW));
    proved(plain().read(right, USE, NOW));
    for (DpopProofs each : List.of(strict, plain())) {
      assertEquals(new DpopProofs.WantsNonce(nonce), each.read(wrong, USE, NOW));
    }
  }

  private DpopProofs plain() {
    return new DpopProofs(nonces, false);
  }

  private String why(String header) {
    return invalid(plain().read(proof(header, claims("")), USE, NOW));
  }

  private static String header() {
    return "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + HOLDER.jwk("") + "}";
  }

  private static String claims(String more) {
    return "{\"jti\":\"j-1\",\"htm\":\"POST\",\"htu\":\""
        + URL
        + "\",\"iat\":1772359200"
        + more
        + "}";
  }

  private static String proof(String header, String claims) {
    return HOLDER.signed(header, claims);
  }

  private static Possession proved(DpopProofs.Reading reading) {
    return switch (reading) {
      case DpopProofs.Proved(Possession possession) -> possession;
      case DpopProofs.WantsNonce(String nonce) -> throw new AssertionError("wants " + nonce);
      case DpopProofs.Invalid(String why) -> throw new AssertionError(why);
    };
  }

  private static String invalid(DpopProofs.Reading reading) {
    return reading instanceof DpopProofs.Invalid(String why) ? why : "not invalid";
  }
}
