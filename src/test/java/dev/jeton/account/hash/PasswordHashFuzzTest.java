package dev.jeton.account.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.account.hash.ForeignHash.Salt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A text is a hash within the bounds, which is written and read the same, or it is refused without
 * a word of it.
 */
final class PasswordHashFuzzTest {
  /** The hashes of hashes.csv: scheme, salt and text, each on a line. */
  static Stream<byte[]> foreign() throws IOException {
    return Files.readAllLines(Path.of("src/test/java/dev/jeton/account/hash/hashes.csv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .filter(cells -> cells.length >= 5)
        .map(cells -> String.join("\n", Arrays.copyOfRange(cells, cells.length - 3, cells.length)))
        .map(text -> text.replace("\"", "").getBytes(StandardCharsets.UTF_8));
  }

  static Stream<byte[]> kept() throws IOException {
    Stream<String> none =
        Stream.of("this is no hash at all", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$", "$2b$99$x");
    Stream<String> hashes =
        foreign()
            .map(PasswordHashFuzzTest::read)
            .flatMap(Optional::stream)
            .flatMap(
                hash ->
                    Stream.of(
                        hash.toString(),
                        PasswordHash.blank(
                                new WrappedScheme(
                                    hash.scheme() instanceof WrappedScheme w
                                        ? w.inner()
                                        : hash.scheme(),
                                    Argon2Scheme.id(19456, 2, 1, new byte[Argon2Scheme.SALT])))
                            .toString()));
    return Stream.concat(none, hashes).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("kept")
  @FuzzTest
  void readsWhatIsKeptWithinTheBounds(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      assertSound(PasswordHash.parse(text));
    } catch (IllegalArgumentException refused) {
      assertTellsNothing(refused, text);
    }
    assertFalse(PasswordHash.cost(text).isEmpty());
  }

  @MethodSource("foreign")
  @FuzzTest
  void readsHashesFromElsewhereWithinTheBounds(byte[] input) {
    read(input).ifPresent(PasswordHashFuzzTest::assertSound);
  }

  private static Optional<PasswordHash> read(byte[] input) {
    String[] part = new String(input, StandardCharsets.UTF_8).split("\n", 3);
    if (part.length < 3) {
      return Optional.empty();
    }
    Optional<String> scheme = Optional.of(part[0]).filter(s -> !s.equals("-"));
    try {
      Salt salt = part[1].equals("-") ? Salt.NONE : Salt.of(part[1], "text");
      return Optional.of(ForeignHash.read(part[2], scheme, salt));
    } catch (IllegalArgumentException refused) {
      assertTellsNothing(refused, part[2]);
      return Optional.empty();
    }
  }

  private static void assertSound(PasswordHash hash) {
    String text = hash.toString();
    PasswordHash again = PasswordHash.parse(text);
    assertEquals(text, again.toString());
    assertArrayEquals(hash.hash(), again.hash());
    assertEquals(hash.scheme().length(), hash.hash().length);
    assertTrue(hash.hash().length >= Bound.LEAST_HASH && hash.hash().length <= Bound.MOST_HASH);
    assertEquals(hash.scheme().isStrong(), again.scheme().isStrong());
    assertEquals(hash.cost(), again.cost());
    assertEquals(hash.cost(), PasswordHash.cost(hash.cost()));
  }

  /** Its numbers may be told, its octets not. */
  private static void assertTellsNothing(IllegalArgumentException refused, String text) {
    String why = String.valueOf(refused.getMessage());
    boolean wordsAlone = text.matches("[a-z ]*"); // which may be ours
    assertFalse(text.length() >= 12 && !wordsAlone && why.contains(text), why);
    for (String piece : text.split("[$,{}:|]", -1)) {
      boolean number = piece.matches("([a-z]=)?-?[0-9]+");
      assertFalse(piece.length() >= 22 && !number && why.contains(piece), why);
    }
  }
}
