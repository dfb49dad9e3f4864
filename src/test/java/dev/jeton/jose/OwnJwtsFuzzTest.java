package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.Rings;
import dev.jeton.secret.Secret;
import dev.jeton.session.Presented;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is given for a token of ours: it is read without a fault, and never taken for one. */
final class OwnJwtsFuzzTest {
  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static OwnJwts tokens;

  @SuppressWarnings("NullAway.Init")
  private static String genuine;

  @BeforeAll
  static void open() throws IOException {
    KeyRing keys = Rings.in(folder);
    var jwks = new Jwks(keys);
    tokens = new OwnJwts(() -> "https://login.example.org", jwks);
    genuine =
        new JwtIssuer(
                () -> "https://login.example.org",
                JwtConfig.DEFAULT,
                keys,
                jwks,
                new SecureRandom())
            .accessToken(Sessions.ofOAuth(), List.of("api"), Sessions.NOW)
            .revealText();
  }

  static Stream<byte[]> texts() {
    return Stream.of(
            "",
            "..",
            "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJub25lIn0.e30.",
            "eyJ0eXAiOiJhdCtqd3Qi",
            "a.b.c",
            "{\"iss\":1}",
            "\u00ff.\u00ff.\u00ff")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("texts")
  @FuzzTest
  void isNeverOneOfOurs(byte[] input) {
    isRefused(Secret.of(input));
    String text = new String(input, StandardCharsets.ISO_8859_1);
    String[] parts = genuine.split("\\.", -1);
    isRefused(Secret.of(parts[0] + "." + text + "." + parts[2]));
    isRefused(Secret.of(parts[0] + "." + KeyHolder.encoded(input) + "." + parts[2]));
    isRefused(Secret.of(parts[0] + "." + parts[1] + "." + text));
  }

  private static void isRefused(Secret token) {
    assertFalse(
        tokens.read(token, Sessions.NOW) instanceof OwnJwt.Genuine
            && !token.revealText().equals(genuine));
    assertFalse(
        tokens.presented(token, Sessions.NOW) instanceof Presented.OfSession
            && !token.revealText().equals(genuine));
  }
}
