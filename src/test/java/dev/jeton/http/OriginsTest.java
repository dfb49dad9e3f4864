package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that an answer may name. */
final class OriginsTest {
  private static String base(boolean secure, Optional<String> publicUrl, String host, int port) {
    return new Origins(secure, publicUrl, Hosts.ofThisMachine(List.of("Login.Example.org")))
        .base(Authority.of(host), port);
  }

  @ParameterizedTest
  @CsvSource({
    "login.example.org, https://login.example.org",
    "LOGIN.example.org:9443, https://login.example.org:9443",
    "localhost:8443, https://localhost:8443",
    "127.0.0.1:1, https://127.0.0.1:1",
    "[::1]:8443, https://[::1]:8443",
    "evil.example:8443, https://login.example.org:8443",
    "login.example.org.evil.example, https://login.example.org:8443"
  })
  void onlyAllowedHostsComeBack(String asked, String base) {
    assertEquals(base, base(true, Optional.empty(), asked, 8443));
  }

  @Test
  void thePublicUrlComesBackWhateverIsAsked() {
    assertEquals(
        "https://login.example.org:444",
        base(false, Optional.of("https://login.example.org:444"), "localhost:1", 8052));
  }

  @Test
  void theUsualPortIsLeftOut() {
    assertEquals("https://login.example.org", base(true, Optional.empty(), "evil", 443));
    assertEquals("http://login.example.org", base(false, Optional.empty(), "evil", 80));
    assertEquals("http://login.example.org:443", base(false, Optional.empty(), "evil", 443));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "a b",
        "a/b",
        "a@b",
        "[::1",
        "::1",
        "[]",
        "a:b",
        "a:1:2",
        "a:123456",
        "\u00e9"
      })
  void whatIsNoAuthorityIsNone(String text) {
    assertTrue(Authority.of(text).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h",
        "https://h/",
        "https://h/path",
        "https://u@h:1?x",
        "h",
        "https://",
        "https:// h"
      })
  void aPublicUrlThatIsMoreOrLessThanAnOriginIsRefused(String url) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HttpConfig(Optional.of(url), List.of(), Limits.DEFAULT, Duration.ZERO));
  }
}
