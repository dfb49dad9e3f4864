package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A head is refused or not, in however many pieces it comes; and none is admitted that is folded.
 */
final class HeadLinesFuzzTest {
  private static final Pattern REQUEST_LINE =
      Pattern.compile("[^\\x00-\\x20\\x7f]+ [^\\x00-\\x20\\x7f]+ [^\\x00-\\x20\\x7f]+");

  static Stream<byte[]> heads() {
    return Stream.concat(
            WireSeeds.requests().map(request -> request.replace("\n", "\r\n")),
            Stream.of(
                "\r\n\nGET / HTTP/1.1\nA: b\n c\n\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n Host: h\r\n\r\n",
                "GET /\tx HTTP/1.1\r\n\r\n"))
        .map(WireSeeds::octets);
  }

  @MethodSource("heads")
  @FuzzTest
  void judgesAHeadTheSameInPieces(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    boolean admitted = new HeadLines().admit(Unpooled.wrappedBuffer(input));
    var pieces = new HeadLines();
    boolean refusedEarly = false;
    for (int end = 1; end < input.length; end += 1 + end / 8) {
      refusedEarly |= !new HeadLines().admit(Unpooled.wrappedBuffer(input, 0, end));
    }
    if (admitted) {
      assertFalse(refusedEarly, "what is refused in part is refused as a whole");
    }
    assertEquals(admitted, pieces.admit(Unpooled.wrappedBuffer(input)));
    assertEquals(expected(text), admitted);
  }

  /** As the RFC says it, of whole lines. */
  private static boolean expected(String text) {
    String head = text.replaceFirst("^[\r\n]+", "");
    int end = head.indexOf('\n');
    if (end < 0) {
      return true;
    }
    String line = head.substring(0, end);
    if (!REQUEST_LINE.matcher(line.endsWith("\r") ? line.substring(0, end - 1) : line).matches()) {
      return false;
    }
    for (String field : head.substring(end + 1).split("\n", -1)) {
      if (field.startsWith(" ") || field.startsWith("\t")) {
        return false;
      }
      if (field.startsWith("\r") || field.isEmpty()) {
        return true;
      }
    }
    return true;
  }
}
