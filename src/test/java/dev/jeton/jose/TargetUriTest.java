package dev.jeton.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs in one spelling (RFC 3986). */
final class TargetUriTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.example/b, https://a.example/b",
    "HTTPS://A.Example:443, https://a.example/",
    "http://a.example:80/?x#y, http://a.example/",
    "http://a.example:443/, http://a.example:443/",
    "https://a.example/%7Eb%2fc%2E, https://a.example/~b%2Fc.",
    "https://a.example/b/./c/../d/..//., https://a.example/b//",
    "https://a.example/../../b, https://a.example/b",
    "https://a.example/b/.., https://a.example/",
    "https://a.example/%2e%2e/b, https://a.example/b",
    "https://[2001:DB8::1]:8443/b, https://[2001:db8::1]:8443/b",
    "https://a.example/B, https://a.example/B",
  })
  void hasOneSpelling(String written, String one) {
    assertEquals(Optional.of(one), TargetUri.of(written));
    assertEquals(Optional.of(one), TargetUri.of(one));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/b",
        "a.example/b",
        "ftp://a.example/",
        "https:b",
        "https://u@a.example/",
        "https://a b/",
        "https://a.example/%zz"
      })
  void isAnAbsoluteUrlOfHttp(String text) {
    assertEquals(Optional.empty(), TargetUri.of(text));
  }
}
