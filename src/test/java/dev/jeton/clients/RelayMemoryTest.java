package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jeton.ServerProcess;
import dev.jeton.app.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is handed on is never kept: bodies go through that are larger than all of our memory. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init") // made before each test
final class RelayMemoryTest {
  private static final int OCTETS = 100_000_000;

  /** Heap, and what buffers take beside it. */
  private static final List<String> BOUNDS = List.of("-Xmx40m", "-XX:MaxDirectMemorySize=40m");

  @TempDir private Path folder;
  private HttpServer behind;
  private ServerProcess server;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    behind.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    behind.createContext("/", RelayMemoryTest::answer);
    behind.start();
    Path config =
        Files.writeString(
            folder.resolve("jeton.yaml"),
            "wipsos: {upstream: {url: \"http://127.0.0.1:%d\"}}\n"
                .formatted(behind.getAddress().getPort()));
    server = ServerProcess.within(BOUNDS, folder.resolve("data"), "--config", config.toString());
    client = HttpClient.newBuilder().sslContext(server.trusting()).build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    behind.stop(0);
  }

  /** Tells the sum of what came, and sends as much of its own. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      long sum = sum(exchange.getRequestBody());
      exchange.getResponseHeaders().set("X-Sum", Long.toString(sum));
      exchange.sendResponseHeaders(200, OCTETS);
      try (OutputStream out = exchange.getResponseBody();
          InputStream noise = new Noise(2)) {
        noise.transferTo(out);
      }
    }
  }

  private static long sum(InputStream from) throws IOException {
    var summed = new CheckedInputStream(from, new CRC32());
    summed.transferTo(OutputStream.nullOutputStream());
    return summed.getChecksum().getValue();
  }

  private String login() throws Exception {
    server.jeton("", "account", "add", "till", "--kind", "machine", "--dialect", "wipsos");
    Document pair = server.jeton("", "key", "issue", "till", "--json").json();
    return server
        .get(
            "/Token",
            "Identifiant",
            pair.text("identifiant").orElseThrow(),
            "MotDePasse",
            pair.text("motDePasse").orElseThrow())
        .replaceAll(".*\"TokenID\":\"([0-9a-f]+)\".*", "$1");
  }

  @Test
  void aHundredMegabytesEachWayGoThroughFortyOfHeap() throws Exception {
    String token = login();
    String there = Long.toString(sum(new Noise(1)));
    long back = sum(new Noise(2));
    for (HttpClient.Version version : HttpClient.Version.values()) {
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server.https() + "/V1/Everything"))
                  .version(version)
                  .header("Authorization", "Bearer " + token)
                  .POST(
                      BodyPublishers.fromPublisher(
                          BodyPublishers.ofInputStream(() -> new Noise(1)), OCTETS))
                  .build(),
              BodyHandlers.ofInputStream());
      assertEquals(200, answer.statusCode());
      assertEquals(version, answer.version());
      assertEquals(there, answer.headers().firstValue("X-Sum").orElse(""));
      try (InputStream body = answer.body()) {
        assertEquals(back, sum(body));
      }
    }
    assertTrue(server.said().lines().noneMatch(line -> line.contains("OutOfMemory")));
  }

  /** So many octets, the same for the same seed, in however many pieces they are read. */
  private static final class Noise extends InputStream {
    private final int seed;
    private int at;

    Noise(int seed) {
      this.seed = seed;
    }

    private byte next() {
      return (byte) ((at++ ^ seed) * 0x9E3779B1 >>> 24);
    }

    @Override
    public int read() {
      return at < OCTETS ? next() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      int count = Math.min(most, OCTETS - at);
      for (int i = from; i < from + count; i++) {
        into[i] = next();
      }
      return count == 0 && most > 0 ? -1 : count;
    }
  }
}
