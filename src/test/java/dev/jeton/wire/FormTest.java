package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormTest {
  private static Optional<Form> read(String body) {
    return Form.read(body.getBytes(StandardCharsets.ISO_8859_1), Set.of("resource"));
  }

  @ParameterizedTest
  @CsvSource({
    "token=abc, abc",
    "a=1&token=abc&b=2, abc",
    "token=a+b, a b",
    "token=a%2Bb, a+b",
    "t%6Fken=abc, abc",
    "token=%C5%BE, ž",
    "token=a=b, a=b",
    "&&token=abc&, abc",
    "Token=abc, ",
    "token=, ",
    "token, ",
    "other=x, "
  })
  void aValueIsDecodedAndOneThatIsEmptyIsNotThere(String body, String value) {
    assertEquals(Optional.ofNullable(value), read(body).orElseThrow().value("token"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token=a&token=b",
        "token=a&token=a",
        "token=a&t%6Fken=b",
        "token=&token=a",
        "token=%",
        "token=%F",
        "token=%zz",
        "token=%FF",
        "token=\u00FF",
        "%FF=a"
      })
  void whatCanBeReadInTwoWaysOrInNoneIsNotRead(String body) {
    assertTrue(read(body).isEmpty());
  }

  @Test
  void aNameThatMayBeRepeatedHasItsValuesInOrder() {
    Form form = read("resource=b&x=1&resource=a&resource=&resource=b").orElseThrow();
    assertEquals(List.of("b", "a", "b"), form.values("resource"));
    assertEquals(List.of(), form.values("x"));
  }

  @Test
  void nothingIsAFormToo() {
    assertEquals(Optional.empty(), read("").orElseThrow().value("token"));
  }
}
