package dev.jeton.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypesTest {
  private static final Type<Duration> LENGTH =
      Types.duration(Duration.ofMillis(1), Duration.ofDays(400));

  private enum Colour {
    RED,
    DARK_BLUE
  }

  private static <T> T read(Type<T> type, String text) {
    return type.read(new Content.Text(text));
  }

  private static String refusal(Type<?> type, Content content) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> type.read(content)).getMessage());
  }

  private static String refusal(Type<?> type, String text) {
    return refusal(type, new Content.Text(text));
  }

  @ParameterizedTest
  @CsvSource({
    "20m, PT20M",
    "12h, PT12H",
    "90s, PT90S",
    "24h, PT24H",
    "365d, PT8760H",
    "250ms, PT0.25S"
  })
  void durationsAreAWholeNumberAndAUnit(String text, Duration length) {
    assertEquals(length, read(LENGTH, text));
  }

  @ParameterizedTest
  @CsvSource({"PT20M, 20m", "PT90S, 90s", "PT24H, 1d", "PT8760H, 365d", "PT0.25S, 250ms"})
  void durationsAreWrittenInTheirLargestUnit(Duration length, String text) {
    assertEquals(text, LENGTH.write(length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20",
        "m",
        "1.5h",
        "-1s",
        "+1s",
        "1h30m",
        "20 m",
        " 20m",
        "20M",
        "020m",
        "0m",
        "401d",
        "1000000000s",
        "PT20M",
        "20m\n",
        ""
      })
  void whatIsNoDurationOrOutOfItsRangeIsRefused(String text) {
    assertEquals("want a duration from 1ms to 400d, not \"" + text + "\"", refusal(LENGTH, text));
  }

  @ParameterizedTest
  @CsvSource({"1024B, 1024", "256KiB, 262144", "2MiB, 2097152"})
  void sizesAreAWholeNumberAndAUnit(String text, int octets) {
    assertEquals(octets, read(Types.size(0, 1 << 30), text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"256", "256K", "256kB", "256kib", "1KB", "2GiB", "B"})
  void whatIsNoSizeIsRefused(String text) {
    assertEquals(
        "want a size from 0B to 1GiB, not \"" + text + "\"", refusal(Types.size(0, 1 << 30), text));
  }

  @Test
  void aSizeInWholeKibIsNeverRounded() {
    assertEquals(19456, read(Types.kibibytes(1, 20_480), "19MiB"));
    assertEquals("19MiB", Types.kibibytes(1, 20_480).write(19456));
    assertEquals(
        "want a size in whole KiB from 1KiB to 20MiB, not \"19457000B\"",
        refusal(Types.kibibytes(1, 20_480), "19457000B"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "256", "010", "+9", "-9", "9.0", "1e2", "0x10", "99999999999", "९"})
  void wholeNumbersAreDecimalDigitsInTheirRange(String text) {
    assertEquals(
        "want a whole number from 8 to 255, not \"" + text + "\"",
        refusal(Types.whole(8, 255), text));
    assertEquals(8, read(Types.whole(8, 255), "8"));
    assertEquals(255, read(Types.whole(8, 255), "255"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "on", "off", "True", "FALSE", "1", "0", ""})
  void onlyTrueAndFalseAreFlags(String text) {
    assertEquals("want true or false, not \"" + text + "\"", refusal(Types.FLAG, text));
    assertEquals(true, read(Types.FLAG, "true"));
    assertEquals(false, read(Types.FLAG, "false"));
  }

  @Test
  void constantsAreInLowerCaseWithDashes() {
    assertEquals(Colour.DARK_BLUE, read(Types.constants(Colour.class), "dark-blue"));
    assertEquals("dark-blue", Types.constants(Colour.class).write(Colour.DARK_BLUE));
    assertEquals(
        "want red or dark-blue, not \"RED\"", refusal(Types.constants(Colour.class), "RED"));
    assertEquals("want a, b or c, not \"d\"", refusal(Types.oneOf(List.of("a", "b", "c")), "d"));
  }

  @Test
  void listsAreItemsOrTextWithCommas() {
    Type<List<Integer>> numbers = Types.list(Types.whole(1, 9));
    assertEquals(List.of(1, 2), numbers.read(new Content.Items(List.of("1", "2"))));
    assertEquals(List.of(1, 2), read(numbers, "1, 2"));
    assertEquals(List.of(1, 2), numbers.read(new Content.Held("1\n2", "f")));
    assertEquals(List.of(), read(numbers, ""));
    assertEquals("[1, 2]", numbers.write(List.of(1, 2)));
    assertEquals("want a whole number from 1 to 9, not \"\"", refusal(numbers, "1,,2"));
    assertEquals("want one value, not a list", refusal(LENGTH, new Content.Items(List.of("1s"))));
  }

  @Test
  void aSetNamesNothingTwice() {
    assertEquals(
        "want a list that names nothing twice",
        refusal(Types.set(Types.TEXT), new Content.Items(List.of("a", "b", "a"))));
  }

  @Test
  void theIdOfAFormIsDecimalDigits() {
    assertEquals(
        "want decimal digits, not \"1169a\"", refusal(NoutKeys.USER_FORM_ID.type(), "1169a"));
  }

  @Test
  void anOptionalValueCanBeNone() {
    Type<Optional<Integer>> number = Types.whole(1, 9).or("none");
    assertEquals(Optional.empty(), read(number, "none"));
    assertEquals(Optional.of(9), read(number, "9"));
    assertEquals("none", number.write(Optional.empty()));
    assertEquals("want a whole number from 1 to 9 or none, not \"0\"", refusal(number, "0"));
  }

  @Test
  void pathsZonesAndTextsAreReadAsTheyStand() {
    assertEquals(Path.of("/var/lib/jeton"), read(Types.PATH, "/var/lib/jeton"));
    assertEquals(ZoneId.of("Europe/Paris"), read(Types.ZONE, "Europe/Paris"));
    assertEquals("Benutzer ž", read(Types.TEXT, "Benutzer ž"));
    assertEquals(
        "want a time zone such as Europe/Paris, not \"Europe/Pariss\"",
        refusal(Types.ZONE, "Europe/Pariss"));
    assertEquals("want a text, not \" \"", refusal(Types.TEXT, " "));
    assertEquals("want a path, not \"\"", refusal(Types.PATH, ""));
  }

  @Test
  void aLongValueIsToldInPart() {
    assertEquals(
        "want true or false, not \"" + "x".repeat(80) + "…\"", refusal(Types.FLAG, "x".repeat(81)));
  }

  @Test
  void whatAFileHoldsIsNeverTold() {
    assertEquals(
        "want true or false, not what f holds",
        refusal(Types.FLAG, new Content.Held("geheim", "f")));
    assertEquals(
        "want a secret, not what f holds", refusal(Types.SECRET, new Content.Held("", "f")));
    assertEquals(Secret.of("geheim"), Types.SECRET.read(new Content.Held("geheim", "f")));
  }
}
