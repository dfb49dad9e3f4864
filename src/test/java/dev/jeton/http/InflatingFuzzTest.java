package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** A body comes out whole, within the limit, or not at all. */
final class InflatingFuzzTest {
  private static final int LARGEST = 16_384;
  private static final List<Optional<String>> CODINGS =
      List.of(
          Optional.of("gzip"),
          Optional.of("DEFLATE"),
          Optional.of("identity"),
          Optional.empty(),
          Optional.of("x-gzip"));

  static Stream<byte[]> bodies() throws IOException {
    byte[] bomb = zipped(new byte[100_000]);
    byte[] two = Arrays.copyOf(bomb, bomb.length * 2);
    System.arraycopy(bomb, 0, two, bomb.length, bomb.length);
    byte[] small = zipped("<a/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return Stream.of(bomb, two, small, Arrays.copyOf(small, small.length - 3))
        .map(body -> WireSeeds.chosen(0, body));
  }

  @MethodSource("bodies")
  @FuzzTest
  void comesOutWithinTheLimit(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    Optional<String> coding = CODINGS.get(Byte.toUnsignedInt(input[0]) % CODINGS.size());
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    switch (Inflating.undo(coding, body, LARGEST)) {
      case Inflating.Inflated.Body(byte[] octets) -> {
        boolean plain = coding.isEmpty() || coding.get().equals("identity");
        if (plain) {
          assertSame(body, octets);
        } else {
          assertTrue(octets.length <= LARGEST);
        }
      }
      case Inflating.Inflated.Refused(Problem problem) ->
          assertTrue(problem == Problem.LARGE_BODY || problem == Problem.BAD_BODY);
    }
    byte[] plain = body.length > LARGEST ? Arrays.copyOf(body, LARGEST) : body;
    var back =
        assertInstanceOf(
            Inflating.Inflated.Body.class,
            Inflating.undo(Optional.of("gzip"), zipped(plain), LARGEST));
    assertArrayEquals(plain, back.octets());
    if (plain.length > 0) {
      assertEquals(
          new Inflating.Inflated.Refused(Problem.LARGE_BODY),
          Inflating.undo(Optional.of("gzip"), zipped(plain), plain.length - 1));
    }
  }

  private static byte[] zipped(byte[] octets) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(octets);
    }
    return out.toByteArray();
  }
}
