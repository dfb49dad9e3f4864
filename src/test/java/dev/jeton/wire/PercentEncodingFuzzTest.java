package dev.jeton.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import dev.jeton.wire.PercentEncoding.Pair;
import dev.jeton.wire.PercentEncoding.Plus;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is guessed and nothing is lost: what was decoded can be encoded again. */
final class PercentEncodingFuzzTest {
  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8, Charset.forName("windows-1250"), Charset.forName("windows-1252"));

  static Stream<byte[]> targets() {
    return WireSeeds.targets().map(WireSeeds::octets);
  }

  @MethodSource("targets")
  @FuzzTest
  void decodesWhatEncodesToTheSameOctets(byte[] input) {
    String text = new String(input, ISO_8859_1);
    Optional<byte[]> octets = PercentEncoding.octets(text, Plus.ITSELF);
    octets.ifPresent(
        decoded ->
            assertArrayEquals(
                decoded, PercentEncoding.octets(encoded(decoded), Plus.ITSELF).orElseThrow()));
    assertEquals(
        octets.isPresent(), !text.replaceAll("%[0-9A-Fa-f]{2}", "").contains("%"), "is decoded");
    for (Charset charset : CHARSETS) {
      PercentEncoding.text(text, charset, Plus.ITSELF)
          .ifPresent(
              decoded ->
                  assertArrayEquals(
                      octets.orElseThrow(), decoded.getBytes(charset), charset.name()));
    }
    byte[] blanks = PercentEncoding.octets(text.replace('+', ' '), Plus.ITSELF).orElse(input);
    assertArrayEquals(blanks, PercentEncoding.octets(text, Plus.BLANK).orElse(input));
  }

  @MethodSource("targets")
  @FuzzTest
  void splitsIntoPairsThatAreJoinedAgain(byte[] input) {
    String query = new String(input, ISO_8859_1);
    List<Pair> pairs = PercentEncoding.pairs(query);
    List<String> pieces =
        Arrays.stream(query.split("&")).filter(piece -> !piece.isEmpty()).toList();
    assertEquals(pieces.size(), pairs.size());
    for (int i = 0; i < pieces.size(); i++) {
      Pair pair = pairs.get(i);
      assertTrue(pair.name().indexOf('=') < 0);
      String joined = pair.name() + "=" + pair.value();
      assertEquals(pieces.get(i).contains("=") ? pieces.get(i) : pieces.get(i) + "=", joined);
    }
  }

  private static String encoded(byte[] octets) {
    return java.util.stream.IntStream.range(0, octets.length)
        .mapToObj(i -> "%%%02X".formatted(octets[i]))
        .collect(Collectors.joining());
  }
}
