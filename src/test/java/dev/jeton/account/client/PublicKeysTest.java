package dev.jeton.account.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.wire.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which JWK sets a client may have. The keys are those of RFC 7517, A.1, and RFC 8037, A.2. */
final class PublicKeysTest {
  private static final String X = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
  private static final String Y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";
  private static final String EC = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"%s}";
  private static final String ED =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIuaPcHURo\"}";

  private static PublicKeys read(String... keys) {
    String set = "{\"keys\":[" + String.join(",", keys) + "]}";
    return switch (Json.read(set.getBytes(StandardCharsets.UTF_8))) {
      case Json.Value(Object value) -> PublicKeys.of(value);
      case Json.Malformed(String why) -> throw new AssertionError(why);
    };
  }

  private static String why(String... keys) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> read(keys)).getMessage());
  }

  private static String ec(String more) {
    return EC.formatted(X, Y, more);
  }

  private static String rsa(int bits, String exponent) {
    byte[] modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE).toByteArray();
    return "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}"
        .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(modulus), exponent);
  }

  @Test
  void whatVerifyingNeedsIsKeptAndNothingElse() {
    PublicKeys keys =
        read(ec(",\"kid\":\"1\",\"alg\":\"ES256\",\"use\":\"sig\",\"x5c\":[\"MII\"]"), ED);
    assertEquals(
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
            + X
            + "\",\"y\":\""
            + Y
            + "\",\"kid\":\"1\",\"alg\":\"ES256\",\"use\":\"sig\"},{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIuaPcHURo\"}]}",
        keys.text());
    assertEquals(2, keys.count());
  }

  @Test
  void keysThatVerifyNothingAreLeftOut() {
    assertEquals(
        1,
        read(
                ec(",\"use\":\"enc\""),
                ec(",\"key_ops\":[\"encrypt\"]"),
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AAAA\"}",
                "{\"kty\":\"new\"}",
                ED)
            .count());
  }

  @ParameterizedTest
  @CsvSource({"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
  void aSecretIsRefusedWhateverItIsOf(String member) {
    assertEquals(
        "key 2: it is a secret: give its public half alone",
        why(ED, ec(",\"" + member + "\":\"AAAA\"")));
  }

  @Test
  void aSetWithoutAKeyThatCanBeUsedIsRefused() {
    String none =
        "no key of the set can verify signatures: RSA, EC on P-256, P-384 or P-521, or Ed25519";
    assertEquals(none, why());
    assertEquals(none, why(ec(",\"use\":\"enc\"")));
    assertThrows(IllegalArgumentException.class, () -> PublicKeys.of("keys"));
  }

  @Test
  void weakAndBrokenKeysAreRefused() {
    assertEquals("key 1: an RSA key has 2048 to 8192 bits", why(rsa(2047, "AQAB")));
    assertEquals("key 1: an RSA key has 2048 to 8192 bits", why(rsa(8193, "AQAB")));
    assertEquals("key 1: it is no RSA key", why(rsa(2048, "AQ")));
    assertEquals(1, read(rsa(2048, "AQAB")).count());
    assertEquals("key 1: its point is not on its curve", why(EC.formatted(X, X, "")));
    assertEquals(
        "key 1: on this curve x and y have 32 octets each", why(EC.formatted(X, "AAAA", "")));
    assertEquals("key 1: y is not base64url", why(EC.formatted(X, "!!", "")));
    assertEquals("key 1: a symmetric key is no public key", why("{\"kty\":\"oct\"}"));
    assertEquals("key 1: it lacks kty", why("{}"));
    assertEquals("key 1: it is no JSON object", why("7"));
  }

  @Test
  void thereAreNotEndlesslyMany() {
    String[] many = new String[33];
    java.util.Arrays.fill(many, ED);
    assertEquals("a JWK set has at most 32 keys", why(many));
  }
}
