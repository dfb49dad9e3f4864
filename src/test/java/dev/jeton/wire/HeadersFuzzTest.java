package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A field is found by its name in whatever case, and no other is. */
final class HeadersFuzzTest {
  static Stream<byte[]> heads() {
    return WireSeeds.requests()
        .map(request -> request.substring(0, Math.max(0, request.indexOf("\n\n"))))
        .distinct()
        .map(WireSeeds::octets);
  }

  @MethodSource("heads")
  @FuzzTest
  void findsFieldsByTheirNameInAnyCase(byte[] input) {
    var headers = Headers.none();
    List<String> lines = new String(input, StandardCharsets.ISO_8859_1).lines().limit(50).toList();
    for (String line : lines) {
      String[] field = line.split(":", 2);
      headers = headers.with(field[0], field.length > 1 ? field[1] : "");
    }
    assertEquals(lines.size(), headers.fields().size());
    for (Headers.Field field : headers.fields()) {
      String upper = asciiUpper(field.name());
      List<String> all = headers.all(upper);
      assertTrue(all.contains(field.value()));
      assertEquals(all, headers.all(field.name()));
      assertEquals(all.stream().findFirst(), headers.first(upper));
    }
  }

  private static String asciiUpper(String name) {
    return name.chars().allMatch(c -> c < 0x80) ? name.toUpperCase(Locale.ROOT) : name;
  }
}
