package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send ahead, more than is good for them. */
@Timeout(60)
final class PipeliningTest {
  @Test
  void aThousandRequestsSentAheadAreAnsweredInOrder() throws Exception {
    try (EchoServer server = EchoServer.plain();
        RawClient client = server.connect()) {
      var all = new StringBuilder("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      for (int i = 0; i < 1000; i++) {
        all.append("POST /").append(i).append(" HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
      }
      client.send(all.toString());
      server.waiting.take();
      assertEquals(1, server.asked.size());
      server.letGo.countDown();
      assertTrue(client.answer().contains("\r\n\r\nGET /wait "));
      for (int i = 0; i < 1000; i++) {
        String answer = client.answer();
        assertTrue(answer.contains("\r\n\r\nPOST /" + i + " "), answer);
      }
    }
  }

  @Test
  void noMoreThanEightAreDecodedBeforeTheirTurn() {
    EmbeddedChannel channel = Embedded.channel();
    Endpoint endpoint = Embedded.endpoint(_ -> new Work.Done(Embedded.answered()));
    var connection = new Connection(channel, endpoint);
    channel.pipeline().addLast(new StrictDecoder(endpoint.limits(), connection));
    channel.writeInbound(
        Unpooled.copiedBuffer(
            "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(20), StandardCharsets.US_ASCII));
    assertEquals(8, heads(channel));
    connection.answered();
    connection.answered();
    channel.runPendingTasks();
    assertEquals(2, heads(channel));
    channel.finishAndReleaseAll();
  }

  private static int heads(EmbeddedChannel channel) {
    int heads = 0;
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      heads += part instanceof HttpRequest ? 1 : 0;
      ReferenceCountUtil.release(part);
    }
    return heads;
  }

  @Test
  void whoDoesNotReadItsAnswersGetsNoMoreOfThem() throws Exception {
    byte[] requests =
        "GET /large HTTP/1.1\r\nHost: h\r\n\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    try (EchoServer server = EchoServer.plain();
        SocketChannel client =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))) {
      client.configureBlocking(false);
      ByteBuffer next = ByteBuffer.wrap(requests);
      int before = -1;
      long quiet = System.nanoTime();
      while (System.nanoTime() - quiet < 1_500_000_000L) {
        client.write(next); // as much as it takes
        if (!next.hasRemaining()) {
          next.rewind();
        }
        if (server.asked.size() != before) {
          before = server.asked.size();
          quiet = System.nanoTime();
        }
        Thread.onSpinWait();
      }
      // What the buffers of both sockets hold, and a few more.
      long answered = (long) server.asked.size() * EchoServer.LARGE;
      assertTrue(answered < 16L * 1024 * 1024, "answered " + answered);
      String other = server.talk("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertTrue(other.startsWith("HTTP/1.1 200 "), other);
    }
  }
}
