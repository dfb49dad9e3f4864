package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.wire.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are answered before Vert.x sees them, and that no client can tell. */
@Timeout(60)
final class ShortWayTest {
  private static final String ANSWER =
      """
      HTTP/1.1 200 OK
      Content-Type: text/plain
      Date: Sun, 01 Mar 2026 12:00:00 GMT
      content-length: 0

      """
          .replace("\n", "\r\n");

  /** What went on to Vert.x, which takes it or not. */
  private final List<String> passed = new ArrayList<>();

  private final List<Handed> taken = new ArrayList<>();

  private EmbeddedChannel channel(Handler handler, boolean takes) {
    EmbeddedChannel channel = Embedded.channel();
    Endpoint endpoint = Embedded.endpoint(handler);
    var connection = new Connection(channel, endpoint);
    channel
        .pipeline()
        .addLast(new StrictDecoder(endpoint.limits(), connection))
        .addLast(new ShortWay(connection, endpoint, new AnswerOctets()))
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object part) {
                if (part instanceof HttpRequest request) {
                  passed.add(request.method() + " " + request.uri());
                  if (takes) {
                    connection.handed().ifPresent(taken::add);
                  }
                }
                ReferenceCountUtil.release(part);
              }
            });
    return channel;
  }

  private static Work answering(Request request) {
    return new Work.Done(Embedded.answered());
  }

  private static Work waiting(Request request) {
    return new Work.Waiting(() -> new Work.Done(Embedded.answered()), Embedded::answered);
  }

  private static void send(EmbeddedChannel channel, String octets) {
    channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.ISO_8859_1));
  }

  private static String answers(EmbeddedChannel channel) {
    var all = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      all.append(out.toString(StandardCharsets.ISO_8859_1));
      out.release();
    }
    return all.toString();
  }

  @Test
  void requestsThatCanBeAnsweredAtOnceAre() {
    EmbeddedChannel channel = channel(ShortWayTest::answering, true);
    send(channel, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    send(channel, "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
    send(channel, "GET /c HTTP/1.1\r\nHost: h\r\nConnection: Keep-Alive\r\n\r\n".repeat(2));
    assertEquals(ANSWER.repeat(4), answers(channel));
    assertEquals(List.of(), passed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Encoding: gzip\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nx",
        "GET / HTTP/1.1\r\n\r\n"
      })
  void whatAsksForMoreThanAnAnswerOrMustBeRefusedGoesOn(String octets) {
    EmbeddedChannel channel = channel(ShortWayTest::answering, true);
    send(channel, octets);
    assertEquals("", answers(channel));
    assertEquals(List.of(octets.substring(0, octets.indexOf(" HTTP"))), passed);
  }

  @Test
  void bodiesThatTakeTimeToReadGoOn() {
    EmbeddedChannel channel = channel(ShortWayTest::answering, true);
    int large = Reception.SMALL + 1;
    String head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + large + "\r\n\r\n";
    send(channel, head + "x".repeat(large));
    assertEquals("", answers(channel));
    assertEquals(List.of("POST /"), passed);
  }

  @Test
  void whatHasToWaitGoesOnWithWhatIsBegun() {
    EmbeddedChannel channel = channel(ShortWayTest::waiting, true);
    send(channel, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    assertEquals(List.of("GET /"), passed);
    assertTrue(taken.getFirst().begun().orElseThrow() instanceof Work.Waiting);
    assertTrue(channel.isOpen());
  }

  @Test
  void whileOneIsUnderWayNoneOvertakesIt() {
    EmbeddedChannel channel = channel(ShortWayTest::answering, true);
    send(
        channel,
        "GET /a HTTP/1.1\r\nHost: h\r\nConnection: te\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    assertEquals("", answers(channel));
    assertEquals(List.of("GET /a", "GET /b"), passed);
  }

  /** It would be taken for the next one's. */
  @Test
  void whatWasBegunForARequestThatVertxDoesNotShowEndsWithTheConnection() {
    EmbeddedChannel channel = channel(ShortWayTest::waiting, false);
    send(channel, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    assertFalse(channel.isOpen());
  }

  /** By a Connection field that changes nothing, a client can choose the way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a",
        "/a?b=c\u00e9",
        "http://127.0.0.1:1/a",
        "/large",
        "/split",
        "/bug",
        "/silent",
        "/wait",
        "/begun?at-once",
        "/begun",
        "/status?200",
        "/status?201",
        "/status?204",
        "/status?205",
        "/status?302",
        "/status?304",
        "/status?413",
        "/status?422",
        "/status?503",
        "/status?599",
        "/status?999",
        "*",
        "a"
      })
  void noClientCanTellTheWayOfItsAnswer(String target) throws IOException {
    try (EchoServer server = EchoServer.plain()) {
      server.letGo.countDown();
      for (String body : List.of("", "some body")) {
        String request = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
        String rest = body.length() + "\r\n\r\n" + body;
        Optional<String> byTheShort = answer(server, request + rest);
        Optional<String> byTheLong =
            answer(server, request.replace("\r\nContent", "\r\nConnection: te\r\nContent") + rest);
        assertEquals(byTheLong, byTheShort);
        assertEquals(target.equals("/silent"), byTheShort.isEmpty());
      }
      assertEquals(target.length() > 1 ? 4 : 0, server.asked.size());
    }
  }

  /** Without the request's id, which is another each time; empty if there is none. */
  private static Optional<String> answer(EchoServer server, String request) throws IOException {
    try (RawClient client = server.connect()) {
      client.send(request);
      try {
        return Optional.of(client.answer().replaceAll("(request |X-Request-Id: )[0-9a-z-]+", "$1"));
      } catch (IOException ended) {
        return Optional.empty();
      }
    }
  }
}
