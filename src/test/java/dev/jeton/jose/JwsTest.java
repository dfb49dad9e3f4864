package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others sign, verified; the examples are those of RFC 7515 and RFC 7638. */
final class JwsTest {
  private static final String CLAIMS = "{\"iss\":\"joe\"}";

  /** RFC 7515, appendix A.2: header, claims and signature. */
  private static final String RS256 =
      "eyJhbGciOiJSUzI1NiJ9"
          + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
          + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

  private static final String RS256_KEY =
      "{\"kty\":\"RSA\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\",\"e\":\"AQAB\"}";

  /** RFC 7515, appendix A.3. */
  private static final String ES256 =
      "eyJhbGciOiJFUzI1NiJ9"
          + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
          + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

  private static final String ES256_KEY =
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";

  @Test
  void theExamplesOfRfc7515Hold() throws Exception {
    Jws rsa = Jws.of(RS256).orElseThrow();
    assertTrue(rsa.isSignedBy(JWK.parse(RS256_KEY)));
    assertEquals("joe", rsa.claims().getIssuer());
    Jws ec = Jws.of(ES256).orElseThrow();
    assertTrue(ec.isSignedBy(JWK.parse(ES256_KEY)));
    assertFalse(ec.isSignedBy(JWK.parse(RS256_KEY)), "a key of another kind");
    assertFalse(
        Jws.of(ES256.replace("DtEh", "DtEi")).orElseThrow().isSignedBy(JWK.parse(ES256_KEY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA",
        "Ed25519"
      })
  void eachAlgorithmIsTakenWithItsOwnKeysAlone(String algorithm) {
    KeyHolder holder = KeyHolder.of(algorithm);
    Jws jws = Jws.of(holder.signed("{\"alg\":\"" + algorithm + "\"}", CLAIMS)).orElseThrow();
    assertTrue(jws.isSignedBy(holder.jwk()));
    assertFalse(jws.isSignedBy(KeyHolder.of(algorithm).jwk()));
    assertTrue(Jws.algorithms().contains(algorithm));
    for (String other : List.of("ES256", "ES384", "RS256", "EdDSA")) {
      if (!other.equals(algorithm) && !(other + algorithm).equals("EdDSAEd25519")) {
        Jws relabelled = Jws.of(holder.signed("{\"alg\":\"" + other + "\"}", CLAIMS)).orElseThrow();
        assertFalse(relabelled.isSignedBy(holder.jwk()), other);
      }
    }
  }

  @Test
  void keysThatAreWeakOrMakeVerifyingSlowAreNotTaken() throws Exception {
    KeyHolder weak = KeyHolder.rsa("RS256", 1024);
    assertFalse(
        Jws.of(weak.signed("{\"alg\":\"RS256\"}", CLAIMS)).orElseThrow().isSignedBy(weak.jwk()));

    RSAPrivateCrtKey good = (RSAPrivateCrtKey) KeyHolder.of("RS256").pair().getPrivate();
    BigInteger one = BigInteger.ONE;
    BigInteger order = good.getPrimeP().subtract(one).multiply(good.getPrimeQ().subtract(one));
    BigInteger exponent = one.shiftLeft(2000).add(one);
    while (!exponent.gcd(order).equals(one)) {
      exponent = exponent.add(BigInteger.TWO);
    }
    KeyFactory factory = KeyFactory.getInstance("RSA");
    RSAPublicKey slow =
        (RSAPublicKey) factory.generatePublic(new RSAPublicKeySpec(good.getModulus(), exponent));
    PrivateKey other =
        factory.generatePrivate(
            new RSAPrivateKeySpec(good.getModulus(), exponent.modInverse(order)));
    var holder = new KeyHolder("RS256", new KeyPair(slow, other));
    Jws jws = Jws.of(holder.signed("{\"alg\":\"RS256\"}", CLAIMS)).orElseThrow();
    assertFalse(jws.isSignedBy(holder.jwk()));
  }

  @Test
  void whatIsNoPlainJwtByAnAsymmetricAlgorithmIsNone() {
    KeyHolder holder = KeyHolder.of("ES256");
    for (String header :
        List.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"HS256\"}",
            "{\"alg\":\"ES256K\"}",
            "{\"alg\":\"Ed448\"}",
            "{\"alg\":\"es256\"}",
            "{}",
            "{\"alg\":\"ES256\",\"alg\":\"ES256\"}",
            "{\"alg\":\"ES256\",\"crit\":[\"exp\"]}",
            "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}",
            "{\"alg\":\"ES256\",\"b64\":false}",
            "{\"alg\":\"ES256\",\"enc\":1",
            "null",
            "")) {
      assertTrue(Jws.of(holder.signed(header, CLAIMS)).isEmpty(), header);
    }
    for (String claims :
        List.of(
            "", "[]", "null", "{\"iss\":1}", "[[\"iss\",\"joe\"]]", "{\"a\":1,\"a\":2}", "{} {}")) {
      assertTrue(Jws.of(holder.signed("{\"alg\":\"ES256\"}", claims)).isEmpty(), claims);
    }
    String good = holder.signed("{\"alg\":\"ES256\"}", CLAIMS);
    assertTrue(Jws.of(good).isPresent());
    for (String text :
        List.of("", ".", "..", good + ".", good + "=", " " + good, good.replace(".", ".."))) {
      assertTrue(Jws.of(text).isEmpty(), text);
    }
    String huge = holder.signed("{\"alg\":\"ES256\"}", "{\"a\":\"" + "x".repeat(13_000) + "\"}");
    assertTrue(Jws.of(huge).isEmpty());
  }
}
