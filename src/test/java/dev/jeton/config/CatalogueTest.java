package dev.jeton.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueTest {
  private static Key<?> key(String name) {
    return new Key<>(name, Types.TEXT, "x", "");
  }

  private static Catalogue catalogue(String... names) {
    return new Catalogue(
        List.of(new Section("", Arrays.stream(names).<Key<?>>map(CatalogueTest::key).toList())),
        List.of());
  }

  private static String refusal(Runnable making) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, making::run).getMessage());
  }

  @Test
  void noTwoKeysShareAVariable() {
    assertEquals("two keys share JETON_A_B", refusal(() -> catalogue("a-b", "a.b")));
    assertEquals("two keys share JETON_A", refusal(() -> catalogue("a", "a")));
    assertEquals("two keys share JETON_A_FILE", refusal(() -> catalogue("a", "a-file")));
  }

  @Test
  void aFormerNameHasASuccessorAndIsNoKey() {
    List<Section> sections = List.of(new Section("", List.of(key("a"))));
    assertEquals(
        "b has no successor",
        refusal(() -> new Catalogue(sections, List.of(new Former.Renamed("b", "c")))));
    assertEquals(
        "two keys share JETON_A",
        refusal(() -> new Catalogue(sections, List.of(new Former.Removed("a", "a")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "a.", ".a", "a..b", "a.b.c.d", "a-", "1a", "a b", "ä"})
  void namesAreLowerCaseWithDashes(String name) {
    assertEquals("no name of a key: " + name, refusal(() -> key(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "nout.idel-timeout, nout.idle-timeout",
    "nout.idle, vz.idle",
    "idle-timeout, nout.idle-timeout",
    "htps.port, https.port",
    "http.prot, http.port",
    "x, vz.idle"
  })
  void theNearestNameIsTheOneOfTheFewestSlips(String written, String nearest) {
    assertEquals(
        nearest,
        catalogue("nout.idle-timeout", "vz.idle", "http.port", "https.port").nearest(written));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, ab, 1",
    "ab, abc, 1",
    "abc, axc, 1",
    "'', abc, 3"
  })
  void aSlipIsOneLetterOrTwoInEachOthersPlace(String a, String b, int slips) {
    assertEquals(slips, Nearest.distance(a, b));
  }
}
