package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same octets are the same requests, in however many pieces they come: two readers that differ
 * in this can be played off against each other. What gets through has one reading alone.
 */
final class StrictDecoderFuzzTest {
  private static final Endpoint ENDPOINT =
      Embedded.endpoint(_ -> new Work.Done(Embedded.answered()));

  static Stream<byte[]> streams() {
    return Stream.concat(
            WireSeeds.requests().limit(12).map(request -> request.replace("\n", "\r\n")),
            Stream.of(
                "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.0\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: t\r\n\r\nGET / HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST / HTTP/1.1\nContent-Length: +3\n\nabcGET / HTTP/1.1\n\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: identity, chunked\r\n\r\nffffffffffffffff1\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\nGET  /2 HTTP/1.1\r\n\r\n",
                "GET / HTTp/1.1\r\n\r\n",
                "GET / HTTP/2.0\r\nA : b\r\n\r\n"))
        .map(request -> WireSeeds.chosen(3, WireSeeds.octets(request)));
  }

  @MethodSource("streams")
  @FuzzTest
  void decodesTheSameInPieces(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] octets = Arrays.copyOfRange(input, 1, input.length);
    List<String> whole = decoded(octets, octets.length + 1);
    assertEquals(whole, decoded(octets, 1 + Byte.toUnsignedInt(input[0]) % 32));
  }

  /** Each request and body as text, and whether one was refused. */
  private static List<String> decoded(byte[] octets, int piece) {
    EmbeddedChannel channel = Embedded.channel();
    channel
        .pipeline()
        .addLast(new StrictDecoder(ENDPOINT.limits(), new Connection(channel, ENDPOINT)));
    var decoded = new ArrayList<String>();
    var body = new StringBuilder();
    for (int from = 0; from < octets.length && channel.isOpen(); from += piece) {
      channel.writeInbound(
          Unpooled.copiedBuffer(octets, from, Math.min(piece, octets.length - from)));
      for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
        if (part instanceof HttpRequest request) {
          decoded.add(told(request, octets));
          body.setLength(0);
        }
        if (part instanceof HttpContent content) {
          body.append(content.content().toString(StandardCharsets.ISO_8859_1));
        }
        if (part instanceof LastHttpContent last) {
          decoded.add(body.toString());
          assertTrue(last.decoderResult().isSuccess());
        }
        ReferenceCountUtil.release(part);
      }
      assertTrue(channel.isOpen() || channel.inboundMessages().isEmpty());
    }
    for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      String answer = ((ByteBuf) out).toString(StandardCharsets.ISO_8859_1);
      assertTrue(answer.matches("(?s)HTTP/1\\.1 (400|414|431|505) .*"), answer);
      decoded.add("refused"); // what has two faults may be told of the one that came first
      ReferenceCountUtil.release(out);
    }
    assertTrue(decoded.stream().filter("refused"::equals).count() <= 1, "one refusal");
    channel.finishAndReleaseAll();
    return decoded;
  }

  private static String told(HttpRequest request, byte[] octets) {
    String line = request.method().name() + ' ' + request.uri() + ' ' + request.protocolVersion();
    assertTrue(new String(octets, StandardCharsets.ISO_8859_1).contains(line), "word for word");
    assertTrue(request.decoderResult().isSuccess());
    HttpVersion version = request.protocolVersion();
    assertTrue(version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0));
    assertFalse(request.uri().chars().anyMatch(c -> c <= ' ' || c == 0x7f), request.uri());
    int lengths = request.headers().getAll("Content-Length").size();
    assertTrue(lengths <= 1, "two lengths");
    assertFalse(lengths == 1 && request.headers().contains("Transfer-Encoding"), "two framings");
    var told = new StringBuilder(line);
    for (Map.Entry<String, String> field : request.headers()) {
      assertTrue(
          field.getKey().isEmpty() || field.getKey().chars().allMatch(c -> c > ' ' && c != ':'));
      assertFalse(field.getValue().chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0));
      told.append('\n').append(field.getKey()).append(": ").append(field.getValue());
    }
    return told.toString();
  }
}
