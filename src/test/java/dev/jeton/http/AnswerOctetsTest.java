package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole answers, octet by octet. */
final class AnswerOctetsTest {
  private static final String DATE = "Sun, 01 Mar 2026 12:00:00 GMT";

  private final AnswerOctets octets = new AnswerOctets();

  private String of(Reply reply, Optional<String> strictTransport) {
    return octets
        .of(UnpooledByteBufAllocator.DEFAULT, reply, DATE, strictTransport)
        .toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void anAnswerHasItsFieldsThenOursThenItsBody() {
    Reply reply = Reply.of(200, "text/plain", "abc").with("A", "b").with("A", "c");
    assertEquals(
        """
        HTTP/1.1 200 OK
        Content-Type: text/plain
        A: b
        A: c
        Date: Sun, 01 Mar 2026 12:00:00 GMT
        Strict-Transport-Security: max-age=1
        content-length: 3

        abc"""
            .replace("\n", "\r\n"),
        of(reply, Optional.of("max-age=1")));
  }

  @Test
  void nothingOfAnAnswerIsInTheNext() {
    of(Reply.of(200, "text/plain", "abc"), Optional.empty());
    assertEquals(
        "HTTP/1.1 404 Not Found\r\nDate: " + DATE + "\r\ncontent-length: 0\r\n\r\n",
        of(new Reply(404, Headers.none(), new byte[0]), Optional.empty()));
  }

  /** RFC 9110, section 8.6. */
  @Test
  void anAnswerThatHasNoBodyTellsNoLength() {
    assertEquals(
        "HTTP/1.1 204 No Content\r\nDate: " + DATE + "\r\n\r\n",
        of(new Reply(204, Headers.none(), new byte[0]), Optional.empty()));
  }

  @Test
  void aHeadMayBeOfAnyLength() {
    String value = "v".repeat(5000);
    assertEquals(
        "HTTP/1.1 200 OK\r\nA: " + value + "\r\nDate: " + DATE + "\r\ncontent-length: 0\r\n\r\n",
        of(new Reply(200, Headers.of("A", value), new byte[0]), Optional.empty()));
  }

  /** Of the last two the low octet is a line feed, and an octet of control. */
  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r", "\0", "\u007f", "a\u010Ab", "\u0201"})
  void aFieldOfTwoLinesOrOfControlIsNotSent(String value) {
    Reply reply = new Reply(200, Headers.of("A", value), new byte[0]);
    assertThrows(IllegalArgumentException.class, () -> of(reply, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> of(new Reply(200, Headers.of(value, "a"), new byte[0]), Optional.empty()));
  }
}
