package dev.jeton.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** What was sealed opens as it was, for what it is bound to, and changed octets never do. */
final class KeyRingFuzzTest {
  private static final byte[] BOUND = {1, 2, 3};

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static KeyRing ring;

  @BeforeAll
  static void open() throws IOException {
    ring = Rings.in(folder);
  }

  static Stream<byte[]> secrets() {
    return Stream.of(
            "\0\0secret",
            "\0\u0007geheim",
            "\u0010\u0001x",
            "\0\0\0\u0001aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("secrets")
  @FuzzTest
  void opensWhatItSealedAndNothingElse(byte[] input) {
    assertThrows(IllegalStateException.class, () -> ring.open(input, BOUND));
    byte[] sealed = ring.seal(Secret.of(input), BOUND);
    assertEquals(Secret.of(input), ring.open(sealed, BOUND));
    assertThrows(IllegalStateException.class, () -> ring.open(sealed, Arrays.copyOf(BOUND, 4)));
    if (input.length >= 2) {
      byte[] changed = sealed.clone();
      int at = (Byte.toUnsignedInt(input[0]) * 256 + Byte.toUnsignedInt(input[1])) % sealed.length;
      changed[at] ^= (byte) (1 << (input[0] & 7));
      assertThrows(IllegalStateException.class, () -> ring.open(changed, BOUND));
      byte[] cut = Arrays.copyOf(sealed, at);
      assertThrows(IllegalStateException.class, () -> ring.open(cut, BOUND));
    }
    assertArrayEquals(
        ring.mac(KeyKind.TOKEN, Secret.of(input)).octets(),
        ring.mac(KeyKind.TOKEN, Secret.of(input)).octets());
  }
}
