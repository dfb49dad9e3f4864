package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that say that a request is their last one. */
@Timeout(60)
final class LastRequestsTest {
  private static final String BEHIND = "GET /behind HTTP/1.1\r\nHost: h\r\n\r\n";

  /** {@code TE, close} is what Perl's clients say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: close",
        "connection: Close",
        "Connection: TE, close",
        "Connection: close, TE",
        "Connection: x,close,y",
        "Connection: TE\r\nConnection: close",
        "Connection: keep-alive, close",
        "Connection: keep-alive\r\nConnection: TE, close"
      })
  void isTheirLast(String field) throws IOException {
    try (EchoServer server = EchoServer.plain()) {
      server.letGo.countDown();
      for (String path : new String[] {"/now", "/wait", "/begun"}) {
        for (String body : new String[] {"", "some body"}) {
          server.asked.clear();
          String length = "\r\nContent-Length: " + body.length() + "\r\n\r\n";
          String request = "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + field + length + body;
          String answer = server.talk(request + BEHIND);
          assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
          assertTrue(answer.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n"), answer);
          assertEquals(1, server.asked.size());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Connection: TE", "Connection: closed", "X-Connection: close", "Close: x"})
  void othersAreNot(String field) throws IOException {
    try (EchoServer server = EchoServer.plain();
        RawClient client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n" + field + "\r\n\r\n" + BEHIND);
      String first = client.answer();
      assertFalse(first.toLowerCase(Locale.ROOT).contains("\r\nconnection: "), first);
      assertTrue(client.answer().contains("GET /behind "));
    }
  }

  /** Not even while its answer is still on its way. */
  @Test
  void nothingBehindIsDecoded() {
    EmbeddedChannel channel = Embedded.channel();
    Endpoint endpoint = Embedded.endpoint(_ -> new Work.Done(Embedded.answered()));
    var connection = new Connection(channel, endpoint);
    channel.pipeline().addLast(new StrictDecoder(endpoint.limits(), connection));
    String last = "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx";
    for (String part : new String[] {BEHIND + last + BEHIND, BEHIND, "not HTTP\n"}) {
      channel.writeInbound(Unpooled.copiedBuffer(part, StandardCharsets.US_ASCII));
    }
    int heads = 0;
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      heads += part instanceof HttpRequest ? 1 : 0;
      ReferenceCountUtil.release(part);
    }
    assertEquals(2, heads);
    channel.finishAndReleaseAll();
  }
}
