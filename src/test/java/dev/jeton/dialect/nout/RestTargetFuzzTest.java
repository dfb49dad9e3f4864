package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is read can be written as a target that reads the same. */
final class RestTargetFuzzTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  static Stream<byte[]> targets() {
    return WireSeeds.targets().map(target -> WireSeeds.octets(target.substring(1)));
  }

  @MethodSource("targets")
  @FuzzTest
  void readsWhatIsWrittenAgainTheSame(byte[] input) {
    String target = "/" + new String(input, StandardCharsets.ISO_8859_1);
    String operation = RestTarget.operation(target);
    assertEquals(operation.toLowerCase(Locale.ROOT), operation);
    assertTrue(operation.chars().noneMatch(c -> c == '?' || c == ';' || c == '!'));
    RestTarget read;
    try {
      read = RestTarget.read(target);
    } catch (BadRequest refused) {
      assertEquals(1612, refused.fault().error().number());
      return;
    }
    String written =
        "/x?%s;%s!%s"
            .formatted(
                section(read.params()), section(read.options()), section(read.identification()));
    try {
      assertEquals(read, RestTarget.read(written));
    } catch (BadRequest refused) {
      throw new AssertionError(written, refused);
    }
  }

  private static String section(RestTarget.Section section) {
    for (Map.Entry<String, String> value : section.values().entrySet()) {
      assertEquals(value.getKey().toLowerCase(Locale.ROOT), value.getKey());
      assertEquals(value.getValue(), section.value(value.getKey()));
    }
    return section.values().entrySet().stream()
        .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    String hex = HexFormat.ofDelimiter("%").formatHex(text.getBytes(WINDOWS_1252));
    return hex.isEmpty() ? "" : "%" + hex;
  }
}
