package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is given for an assertion, for its header, its claims or a client's keys: it is read
 * without a fault, and what a stranger signed is verified by no key of the client.
 */
final class ClientAssertionsFuzzTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Set<String> US = Set.of("https://a.example");
  private static final KeyHolder CLIENT = KeyHolder.of("Ed25519");
  private static final KeyHolder STRANGER = KeyHolder.of("Ed25519");
  private static final String HEADER = "{\"alg\":\"EdDSA\"}";
  private static final String CLAIMS =
      "{\"iss\":\"c\",\"sub\":\"c\",\"aud\":\"https://a.example\",\"jti\":\"1\",\"exp\":1772359260}";

  static Stream<byte[]> texts() {
    return Stream.of(
            "",
            HEADER,
            CLAIMS,
            "null",
            "{\"alg\":\"EdDSA\",\"crit\":[\"exp\"],\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQ\"}}",
            "{\"alg\":\"ES256\",\"x5c\":[\"MIIB\"],\"x5u\":\"https://a\",\"kid\":1}",
            "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"},{\"kty\":\"EC\",\"crv\":\"P-256\"}]}",
            "{\"keys\":{}}",
            "{\"exp\":1e400,\"aud\":[null],\"iat\":\"x\",\"nbf\":-1.5}",
            "a.b.c")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("texts")
  @FuzzTest
  void isReadWithoutAFaultAndProvesNoStranger(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    isNoClient(text);
    isNoClient(STRANGER.signed(text, CLAIMS));
    isNoClient(STRANGER.signed(HEADER, text));
    var offered = ClientAssertions.read(Secret.of(CLIENT.signed(HEADER, CLAIMS)), US, NOW);
    assertTrue(
        offered instanceof ClientAssertions.Offered(String client, var assertion)
            && client.equals("c")
            && assertion.signedBy().test(CLIENT.jwks()));
    String point = CLIENT.jwk().toOctetKeyPair().getX().toString();
    assertFalse(signedBy(offered, text) && !text.contains(point));
  }

  private static boolean signedBy(ClientAssertions.Reading offered, String keys) {
    return offered instanceof ClientAssertions.Offered(var _, var assertion)
        && assertion.signedBy().test(keys);
  }

  private static void isNoClient(String assertion) {
    assertFalse(signedBy(ClientAssertions.read(Secret.of(assertion), US, NOW), CLIENT.jwks()));
  }
}
