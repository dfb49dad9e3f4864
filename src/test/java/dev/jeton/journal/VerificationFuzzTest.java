package dev.jeton.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to a file of the trail is found, whatever the file is made of is read to its
 * end.
 */
final class VerificationFuzzTest {
  @TempDir private static Path folder = Path.of("");

  private static Map<String, PublicKey> keys = Map.of();
  private static List<Path> files = List.of();
  private static final Map<Path, byte[]> WRITTEN = new HashMap<>();
  private static Optional<SignedHead> head = Optional.empty();

  @BeforeAll
  static void write() throws IOException {
    var trail = new Trail(folder, Trail.SMALL);
    trail.write(1, 18);
    keys = Map.of("audit-1", trail.signer.publicKey());
    files = trail.files().stream().map(TrailFile::path).toList();
    for (Path file : files) {
      WRITTEN.put(file, Files.readAllBytes(file));
    }
    List<String> last = trail.lines(files.size() - 1);
    head = Line.read(last.getLast().getBytes(StandardCharsets.UTF_8)).flatMap(SignedHead::of);
    assertTrue(head.isPresent());
    assertEquals(0, findings());
  }

  /** Which file, whether to replace it as a whole, where, how many octets to leave out. */
  static Stream<byte[]> edits() {
    return Stream.of(
        new byte[] {0, 0, 40, 0, 1, 'x'},
        new byte[] {1, 2, 0, 0, 0},
        new byte[] {2, 0, 0, 1, 0, '\n'},
        WireSeeds.chosen(4, "    {}\n{\"line\":1}\n".getBytes(StandardCharsets.UTF_8)),
        WireSeeds.chosen(
            5,
            ("    {\"line\":1,\"previous\":\""
                    + Hash.OF_NOTHING
                    + "\",\"time\":\"x\",\"kind\":\"head-signed\",\"detail\":{\"key\":\"audit-1\"}}\n")
                .getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("edits")
  @FuzzTest
  void findsEveryChange(byte[] input) throws IOException {
    if (input.length < 5) {
      return;
    }
    Path file = files.get((input[0] & 3) % files.size());
    byte[] written = WRITTEN.getOrDefault(file, new byte[0]);
    byte[] more = Arrays.copyOfRange(input, 5, input.length);
    byte[] changed = (input[0] & 4) != 0 ? more : changed(written, ByteBuffer.wrap(input), more);
    try {
      Files.write(file, changed);
      boolean begunAtTheEnd = file.equals(files.getLast()) && isBegun(written, changed);
      if (!Arrays.equals(written, changed) && !begunAtTheEnd) {
        assertTrue(findings() > 0, "a change that is not found");
      } else {
        assertEquals(0, findings());
      }
    } finally {
      Files.write(file, written);
    }
  }

  /**
   * Whether all is there but what nothing vouches for: the last signed head's own line, which may
   * be torn, and what is begun behind it.
   */
  private static boolean isBegun(byte[] written, byte[] changed) {
    String before = new String(written, StandardCharsets.ISO_8859_1);
    String after = new String(changed, StandardCharsets.ISO_8859_1);
    String vouched = before.substring(0, before.lastIndexOf('\n', before.length() - 2) + 1);
    return (after.startsWith(before) && after.indexOf('\n', before.length()) < 0)
        || (after.startsWith(vouched) && after.indexOf('\n', vouched.length()) < 0);
  }

  private static byte[] changed(byte[] written, ByteBuffer input, byte[] more) {
    int at = Short.toUnsignedInt(input.getShort(1)) % (written.length + 1);
    int gone = Math.min(Short.toUnsignedInt(input.getShort(3)), written.length - at);
    var changed = ByteBuffer.allocate(written.length - gone + more.length);
    changed.put(written, 0, at).put(more).put(written, at + gone, written.length - at - gone);
    return changed.array();
  }

  private static long findings() throws IOException {
    return new Verification(keys, head, _ -> {}).run(folder).findings();
  }
}
