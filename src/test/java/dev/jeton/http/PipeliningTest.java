package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void whoDoesNotReadItsAnswersIsNotListenedToForLong() throws Exception {
    byte[] request =
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20000\r\n\r\n" + "x".repeat(20000))
            .getBytes(StandardCharsets.US_ASCII);
    try (EchoServer server = EchoServer.plain();
        SocketChannel client =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))) {
      client.configureBlocking(false);
      long sent = 0;
      long stalled = System.nanoTime();
      ByteBuffer next = ByteBuffer.wrap(request);
      while (System.nanoTime() - stalled < 1_500_000_000L && sent < 100_000_000) {
        int octets = client.write(next);
        sent += octets;
        if (octets > 0) {
          stalled = System.nanoTime();
        }
        if (!next.hasRemaining()) {
          next.rewind();
        }
      }
      // What the buffers of both sockets hold, and not what it would like to send.
      assertTrue(sent < 60_000_000, "took " + sent);
      String other = server.talk("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertTrue(other.startsWith("HTTP/1.1 200 "), other);
    }
  }
}
