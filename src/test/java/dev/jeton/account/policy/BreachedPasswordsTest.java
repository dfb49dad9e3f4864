package dev.jeton.account.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search in a file of hashes finds what is there and nothing else. */
final class BreachedPasswordsTest {
  private static final Judgement KNOWN = new Judgement.Weak("the password is known from a breach");
  private static final Judgement GOOD = new Judgement.Good();

  private Path file = Path.of("");

  @BeforeEach
  void name(@TempDir Path folder) {
    file = folder.resolve("sha1.txt");
  }

  private static String hash(int number) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(
              MessageDigest.getInstance("SHA-1")
                  .digest(("password " + number).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Judgement judge(int number) throws IOException {
    return BreachedPasswords.in(file).judge("anna", "password " + number);
  }

  /** Of files of every size up to 20: each that is in is found, each that is not is not. */
  @Test
  void whatIsInTheFileIsFoundAndNothingElse() throws IOException {
    var random = new Random(7);
    for (int size = 1; size <= 20; size++) {
      for (String end : List.of("\n", "\r\n")) {
        int count = size;
        List<String> lines =
            IntStream.range(0, size)
                .mapToObj(number -> hash(2 * number))
                .sorted()
                .map(hash -> random.nextBoolean() ? hash : hash.toLowerCase(Locale.ROOT))
                .map(hash -> random.nextBoolean() ? hash : hash + ":" + random.nextInt(1 << 30))
                .toList();
        for (String last : List.of("", end)) {
          Files.writeString(file, String.join(end, lines) + last);
          for (int number = 0; number < 2 * count; number++) {
            assertEquals(number % 2 == 0 ? KNOWN : GOOD, judge(number), number + " of " + lines);
          }
        }
      }
    }
  }

  @Test
  void aHundredThousandAreSearched() throws IOException {
    var hashes = new TreeSet<String>();
    for (int number = 0; number < 100_000; number++) {
      hashes.add(hash(2 * number));
    }
    Files.writeString(file, hashes.stream().collect(Collectors.joining(":1\n", "", ":1\n")));
    BreachedPasswords passwords = BreachedPasswords.in(file);
    for (int number = 0; number < 1000; number++) {
      assertEquals(
          number % 2 == 0 ? KNOWN : GOOD,
          passwords.judge("anna", "password " + number),
          () -> "of 100,000");
    }
  }

  @Test
  void aFileThatIsNotInOrderIsNotBelieved() throws IOException {
    List<String> hashes = IntStream.range(0, 1000).mapToObj(number -> hash(number)).toList();
    Files.writeString(file, String.join("\n", hashes));
    IOException refused = assertThrows(IOException.class, () -> BreachedPasswords.in(file));
    assertTrue(
        String.valueOf(refused.getMessage()).endsWith("its hashes are not in order"),
        refused::toString);
  }

  @Test
  void aFileIsExchangedWhileItIsInUse() throws IOException {
    Files.writeString(file, hash(1) + "\n");
    BreachedPasswords passwords = BreachedPasswords.in(file);
    assertEquals(GOOD, passwords.judge("anna", "password 2"));
    Path next = Files.writeString(file.resolveSibling("next"), hash(2) + "\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(KNOWN, passwords.judge("anna", "password 2"));
  }

  /** A file of 8 GiB, nearly all of it a hole: its ends are in reach, its middle is told. */
  @Test
  void noPartBeyondTheLinesLookedAtIsRead() throws IOException {
    String last = "F".repeat(40) + "\n";
    Files.writeString(file, "0".repeat(40) + "\n");
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.position(8L << 30);
      channel.write(ByteBuffer.wrap(last.getBytes(StandardCharsets.US_ASCII)));
    }
    IOException refused = assertThrows(IOException.class, () -> BreachedPasswords.in(file));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("want lines of 40 hex digits"),
        refused::toString);
  }
}
