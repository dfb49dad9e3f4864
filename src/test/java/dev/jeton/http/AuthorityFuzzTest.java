package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read names a host that reads the same again, and no forged one comes back. */
final class AuthorityFuzzTest {
  private static final Origins ORIGINS =
      new Origins(true, Optional.empty(), new LinkedHashSet<>(List.of("localhost", "[::1]")));

  static Stream<byte[]> authorities() {
    return Stream.of(
            "localhost:8443",
            "LOCALHOST",
            "[::1]:443",
            "[fe80::1%25eth0]",
            "a:65536",
            "a:",
            "a:00080")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("authorities")
  @FuzzTest
  void namesAHostAndAPortOrNothing(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    Optional<Authority> read = Authority.of(text);
    read.ifPresent(
        authority -> {
          assertTrue(authority.host().matches("[a-z0-9._-]+|\\[[0-9a-f:.]+\\]"), authority.host());
          assertTrue(authority.port().matches("[0-9]{0,5}"), authority.port());
          assertTrue(authority.port().isEmpty() || Integer.parseInt(authority.port()) < 65_536);
          assertEquals(read, Authority.of(authority.host() + ":" + authority.port()));
        });
    String base = ORIGINS.base(read, 8443);
    assertTrue(base.matches("https://(localhost|\\[::1\\])(:[0-9]{1,5})?"), base);
  }
}
