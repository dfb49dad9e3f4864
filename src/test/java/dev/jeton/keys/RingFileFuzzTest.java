package dev.jeton.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.ScriptedRandom;
import dev.jeton.dialect.WireSeeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** A ring's file is read as it was written, or is told to be damaged. */
final class RingFileFuzzTest {
  @TempDir private static Path folder = Path.of("");

  private static final RootKey ROOT = RootKey.random(new ScriptedRandom("root"));

  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static RingFile file;

  @SuppressWarnings("NullAway.Init")
  private static Ring written;

  private static String text = "";

  @BeforeAll
  static void write() throws IOException {
    file = new RingFile(folder.resolve("keyring"));
    var random = new ScriptedRandom("keys");
    Ring ring = Ring.empty();
    for (KeyKind kind : KeyKind.values()) {
      ring =
          kind.isPublished()
              ? ring.withPairs(kind, pair(kind, random), pair(kind, random), Instant.EPOCH)
              : ring.with(kind, Making.random(kind, random), Instant.EPOCH);
    }
    ring = ring.with(KeyKind.TOKEN, Making.random(KeyKind.TOKEN, random), Instant.EPOCH);
    written = ring;
    file.write(ring, ROOT);
    text = file.file().read().orElseThrow();
  }

  private static SigningPair pair(KeyKind kind, SecureRandom random) {
    return SigningPair.random(kind.signsBy().orElseThrow(), random);
  }

  /** How to change the file: from where, how many octets to leave out, and what to put there. */
  static Stream<byte[]> changes() {
    return Stream.of(
        new byte[] {0, 0, 0, 0},
        new byte[] {0, 37, 0x7f, (byte) 0xff}, // all behind the line of the root key
        new byte[] {0, 40, 0, 1, '7'},
        new byte[] {0, (byte) 200, 0, 20, '\n'},
        WireSeeds.octets(
            "\0\0\u007f\u00ffjeton-keyring 1\nroot 0\nTOKEN 1 made=x\nkeyset TOKEN AA==\n"));
  }

  @MethodSource("changes")
  @FuzzTest
  void isReadAsItWasWrittenOrNotAtAll(byte[] input) {
    if (input.length < 4) {
      return;
    }
    var buffer = ByteBuffer.wrap(input);
    int from = Short.toUnsignedInt(buffer.getShort()) % (text.length() + 1);
    int to = Math.min(text.length(), from + Short.toUnsignedInt(buffer.getShort()));
    String more = new String(Arrays.copyOfRange(input, 4, input.length), StandardCharsets.UTF_8);
    String changed = text.substring(0, from) + more + text.substring(to);
    try {
      Ring read = file.read(changed, ROOT);
      assertEquals(written.facts(), read.facts());
    } catch (IOException damaged) {
      assertFalse(changed.equals(text), () -> String.valueOf(damaged));
    }
  }
}
