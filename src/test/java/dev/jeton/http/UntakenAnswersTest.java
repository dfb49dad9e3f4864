package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that is at its end does end, also where its client does nothing for that. */
@Timeout(60)
final class UntakenAnswersTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final Duration IDLE = Limits.DEFAULT.idle();

  /** A socket whose client takes nothing out any more: what is written stays, closing waits. */
  private static final class Untaken extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      ReferenceCountUtil.release(message);
    }
  }

  /** As Vert.x's: it first writes all, and so waits for the client. */
  private static final class Waiting extends ChannelOutboundHandlerAdapter {
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {}
  }

  private static List<Consumer<Connection>> ends() {
    return List.of(
        connection -> connection.refuseNow("1", Problem.LARGE_BODY, "127.0.0.1"),
        Connection::close,
        connection -> {
          connection.close();
          connection.answered();
        },
        connection -> {
          connection.closes();
          connection.answered();
        });
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whoTakesNoAnswerIsCutOffOnceItWouldHaveBeenIdle(Consumer<Connection> end) {
    for (String behind : List.of("", GET)) {
      EmbeddedChannel channel = Embedded.channel();
      Endpoint endpoint = Embedded.endpoint(_ -> new Work.Done(Embedded.answered()));
      var connection = new Connection(channel, endpoint);
      channel
          .pipeline()
          .addLast(new Untaken())
          .addLast(new StrictDecoder(endpoint.limits(), connection))
          .addLast(new Waiting());
      send(channel, GET);
      long before = System.nanoTime();
      end.accept(connection);
      send(channel, behind);
      connection.check(before + IDLE.minusSeconds(1).toNanos());
      assertTrue(channel.isOpen());
      connection.check(System.nanoTime() + IDLE.toNanos());
      assertFalse(channel.isOpen());
      channel.finishAndReleaseAll();
    }
  }

  private static void send(EmbeddedChannel channel, String octets) {
    channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.US_ASCII));
  }

  /** The request behind the refused one is none any more, and gives its sender no time. */
  @ParameterizedTest
  @ValueSource(strings = {"", GET, "GET / HT"})
  void whoSendsOnBehindARefusalIsCutOffSoon(String behind) throws Exception {
    var limits =
        new Limits(
            1024, 1 << 20, 1024, 1024, 9, 9, 9, Duration.ofMinutes(9), Duration.ofMinutes(9));
    var config = new HttpConfig(Optional.empty(), List.of(), limits, Duration.ofSeconds(1));
    try (EchoServer server = EchoServer.plain(config);
        RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\n\r\n");
      assertTrue(client.rest().startsWith("HTTP/1.1 413 "));
      client.send("x".repeat(2000) + behind);
      assertThrows(IOException.class, () -> sendFor(Duration.ofSeconds(9), client));
    }
  }

  /** An octet now and then, until that fails. */
  private static void sendFor(Duration most, RawClient client) throws IOException {
    long began = System.nanoTime();
    while (System.nanoTime() - began < most.toNanos()) {
      client.send("x");
      Thread.onSpinWait();
    }
  }

  @Test
  void whatWasAskedBeforeTheEndStillHasItsTime() {
    EmbeddedChannel channel = Embedded.channel();
    Endpoint endpoint = Embedded.endpoint(_ -> new Work.Done(Embedded.answered()));
    var connection = new Connection(channel, endpoint);
    channel.pipeline().addLast(new StrictDecoder(endpoint.limits(), connection));
    send(channel, GET);
    connection.closes();
    connection.check(System.nanoTime() + Duration.ofDays(1).toNanos());
    assertTrue(channel.isOpen());
    channel.finishAndReleaseAll();
  }
}
