package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A flood from one network, and the others meanwhile. 127.0.0.2 and so on are such networks. */
@Timeout(60)
final class GateTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  private final List<RawClient> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (RawClient client : open) {
      client.close();
    }
  }

  private static EchoServer limited(int connections, int byNetwork, ProxyConfig proxies)
      throws IOException {
    Duration hour = Duration.ofHours(1);
    var limits =
        new Limits(
            1024, 1 << 20, 1024, 1024, connections, byNetwork, 9, Duration.ofMinutes(10), hour);
    return EchoServer.plain(
        new HttpConfig(Optional.empty(), List.of(), limits, Duration.ofSeconds(1), proxies));
  }

  /** Whether a connection from there is served; it stays open. */
  private boolean served(EchoServer server, String from) throws IOException {
    var socket =
        new Socket(InetAddress.getLoopbackAddress(), server.port(), InetAddress.ofLiteral(from), 0);
    var client = new RawClient(socket);
    open.add(client);
    try {
      client.send(GET);
      return client.answer().startsWith("HTTP/1.1 200 ");
    } catch (SocketException _) {
      return false;
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).endsWith("ended behind: "), e.getMessage());
      return false;
    }
  }

  private int served(EchoServer server, String from, int times) throws IOException {
    int served = 0;
    for (int i = 0; i < times; i++) {
      served += served(server, from) ? 1 : 0;
    }
    return served;
  }

  @Test
  void aNetworkThatHasManyCanNotTakeTheLastFifth() throws IOException {
    try (EchoServer server = limited(50, 50, ProxyConfig.DEFAULT)) {
      assertEquals(40, served(server, "127.0.0.2", 60));
      assertEquals(8, served(server, "127.0.0.3", 60));
      assertEquals(2, served(server, "127.0.0.4", 60));
      assertEquals(0, served(server, "127.0.0.5", 1));
      assertEquals(20 + 52 + 58 + 1, server.refusals().get("connections"));
    }
  }

  @Test
  void aNetworkHasItsLimit() throws IOException {
    try (EchoServer server = limited(50, 3, ProxyConfig.DEFAULT)) {
      assertEquals(3, served(server, "127.0.0.2", 9));
      assertEquals(3, served(server, "127.0.0.3", 9));
    }
  }

  @Test
  void aTrustedProxySpeaksForMany() throws IOException {
    var proxies =
        new ProxyConfig(ProxyConfig.Trust.ACCEPT, List.of(Cidr.of("127.0.0.2").orElseThrow()));
    try (EchoServer server = limited(20, 3, proxies)) {
      assertEquals(20, served(server, "127.0.0.2", 30));
    }
  }
}
