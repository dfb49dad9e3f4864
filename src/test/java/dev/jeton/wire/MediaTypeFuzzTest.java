package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A type and a charset are taken from a header as they stand there, and no others. */
final class MediaTypeFuzzTest {
  static Stream<byte[]> types() {
    return Stream.concat(
            WireSeeds.fields("Content-Type"),
            Stream.of("TEXT/XML ; a=b;CHARSET='utf-8'; charset=x", ";charset=\"", "charset=a"))
        .map(WireSeeds::octets);
  }

  @MethodSource("types")
  @FuzzTest
  void readsWhatStandsInTheHeader(byte[] input) {
    String header = new String(input, StandardCharsets.ISO_8859_1);
    MediaType type = MediaType.of(header);
    assertEquals(header.split(";", -1)[0].strip().toLowerCase(Locale.ROOT), type.type());
    type.charset().ifPresent(charset -> assertTrue(header.contains(charset)));
    String plain = type.type() + type.charset().map(charset -> ";charset=" + charset).orElse("");
    boolean quoted =
        type.charset().filter(c -> c.startsWith("'") || c.startsWith("\"")).isPresent();
    if (!quoted) {
      assertEquals(
          new MediaType(type.type(), type.charset().map(String::stripTrailing)),
          MediaType.of(plain));
    }
    assertEquals(type, MediaType.of(Headers.of("content-TYPE", header)));
    assertEquals(Optional.of(header), Headers.of("content-TYPE", header).first("Content-Type"));
  }
}
