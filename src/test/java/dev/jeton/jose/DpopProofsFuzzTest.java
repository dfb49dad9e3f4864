package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.keys.Rings;
import dev.jeton.session.Possession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is given for a proof, its header, its claims or its URL: it is read without a fault, and
 * nobody proves the key of somebody else.
 */
final class DpopProofsFuzzTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final KeyHolder OWNER = KeyHolder.of("Ed25519");
  private static final KeyHolder STRANGER = KeyHolder.of("Ed25519");
  private static final DpopProofs.Use USE =
      new DpopProofs.Use("GET", "https://a.example/b", Optional.empty());
  private static final String HEADER =
      "{\"typ\":\"dpop+jwt\",\"alg\":\"EdDSA\",\"jwk\":" + OWNER.jwk("") + "}";
  private static final String CLAIMS =
      "{\"jti\":\"1\",\"htm\":\"GET\",\"htu\":\"https://a.example/b\",\"iat\":1772359200}";

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static DpopProofs proofs;

  @BeforeAll
  static void open() throws IOException {
    proofs = new DpopProofs(new DpopNonces(Rings.in(folder)), false);
  }

  static Stream<byte[]> texts() {
    return Stream.of(
            "",
            HEADER,
            CLAIMS,
            "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}",
            "{\"typ\":\"dpop+jwt\",\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQ\"}}",
            "{\"typ\":1,\"alg\":\"EdDSA\",\"jwk\":null}",
            "{\"jti\":\"1\",\"htm\":\"GET\",\"htu\":\"https://a.example/%\",\"iat\":1e99,\"nonce\":1}",
            "https://[::/../%2e%2E/",
            "a.b.c")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("texts")
  @FuzzTest
  void isReadWithoutAFaultAndProvesNobodyElse(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    isNotTheOwner(text);
    isNotTheOwner(STRANGER.signed(text, CLAIMS));
    isNotTheOwner(STRANGER.signed(HEADER, text));
    proofs.read(OWNER.signed(HEADER, text), USE, NOW);
    TargetUri.of(text).ifPresent(one -> assertEquals(Optional.of(one), TargetUri.of(one)));
  }

  private static void isNotTheOwner(String proof) {
    assertFalse(
        proofs.read(proof, USE, NOW) instanceof DpopProofs.Proved(Possession possession)
            && possession.binding().thumbprint().equals(OWNER.thumbprint()));
  }
}
