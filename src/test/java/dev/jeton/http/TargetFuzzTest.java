package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read begins with a slash, holds nothing invisible, and reads the same again. */
final class TargetFuzzTest {
  static Stream<byte[]> targets() {
    return Stream.concat(
            WireSeeds.targets(),
            Stream.of("http://h:80?a", "HTTPS://[::1]/%00", "//h/p", "*", "h:443", "http://u@h/"))
        .map(WireSeeds::octets);
  }

  @MethodSource("targets")
  @FuzzTest
  void isInOriginFormOrNothing(byte[] input) {
    String sent = new String(input, StandardCharsets.ISO_8859_1);
    Optional<Target> read = Target.of(sent);
    assertEquals(
        !sent.startsWith("/") || sent.chars().anyMatch(c -> c <= ' ' || c == 0x7f),
        read.flatMap(target -> sent.startsWith("/") ? Optional.of(target) : Optional.empty())
            .isEmpty());
    read.ifPresent(
        target -> {
          assertTrue(target.origin().startsWith("/"));
          assertFalse(target.origin().chars().anyMatch(c -> c <= ' ' || c == 0x7f));
          assertTrue(sent.endsWith(target.origin().substring(1)));
          assertEquals(
              Optional.of(new Target(target.origin(), Optional.empty())),
              Target.of(target.origin()));
        });
  }
}
