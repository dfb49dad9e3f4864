package dev.jeton.http;

import static dev.jeton.http.Frames.DATA;
import static dev.jeton.http.Frames.HEADERS;
import static dev.jeton.http.Frames.RST_STREAM;
import static dev.jeton.http.Frames.WINDOW_UPDATE;
import static dev.jeton.http.Frames.fields;
import static dev.jeton.http.Frames.frame;
import static dev.jeton.http.Frames.number;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.http.Frames.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of HTTP/2 that ask and leave the answers lying, which their windows let them do (RFC
 * 9113, section 10.5): what they take of the server has a bound, and it is given back. One network
 * has 250,000 octets here.
 */
@SuppressWarnings("NullAway.Init") // made before each test
@Timeout(60)
final class UntakenStreamsTest {
  /** SETTINGS_INITIAL_WINDOW_SIZE of nothing. */
  private static final byte[] CLOSED = {0, 4, 0, 0, 0, 0};

  private static final int REFUSED = 7;
  private static final int CANCEL = 8;

  @TempDir private Path folder;
  private Certified files;

  @BeforeEach
  void issue() throws IOException {
    files = new Certified(folder);
    files.issue();
  }

  private static HttpConfig config(Duration idle) {
    var limits = new Limits(2048, 1_000_000, 1024, 2048, 99, 99, 99, Duration.ofSeconds(20), idle);
    return new HttpConfig(Optional.empty(), List.of(), limits, Duration.ofSeconds(1));
  }

  private EchoServer echo(Duration idle) throws IOException {
    return EchoServer.secure(config(idle), files.source().read());
  }

  private FrameClient closed(int port) throws Exception {
    return new FrameClient(files.authority(), port, CLOSED);
  }

  private static byte[] get(String path) {
    return fields(":method", "GET", ":scheme", "https", ":path", path, ":authority", "localhost");
  }

  private static byte[] open(int stream) {
    return frame(WINDOW_UPDATE, 0, stream, number(100_000));
  }

  private static String text(Frame data) {
    return new String(data.payload(), US_ASCII);
  }

  @Test
  void streamsBeyondTheRoomAreResetUnasked() throws Exception {
    try (EchoServer server = echo(Duration.ofHours(1))) {
      int answered = 0;
      try (FrameClient client = closed(server.port())) {
        for (int i = 0; i < 100; i++) {
          client.ask(2 * i + 1, get("/"));
          Frame frame = client.next(HEADERS, RST_STREAM);
          assertEquals(2 * i + 1, frame.stream());
          if (frame.type() == HEADERS) {
            answered++;
            assertEquals(answered, i + 1, "answered behind one that was reset");
          } else {
            assertEquals(REFUSED, frame.error());
          }
        }
        assertEquals(36, answered);
        assertEquals(36, server.asked.size());
        assertEquals(64L, server.refusals().get("no-room"));
        assertEquals("no-room", server.told.take().detail().get("cause"));
        client.send(open(1));
        assertTrue(text(client.next(DATA)).startsWith("GET / https://localhost"));
        client.ask(201, get("/"));
        assertEquals(201, client.next(HEADERS, RST_STREAM).stream());
        assertEquals(37, server.asked.size());
      }
      Held.await(server::held, now -> now == 0);
    }
  }

  @Test
  void aLargeAnswerWithoutRoomBecomesOneOfAnOverload() throws Exception {
    try (EchoServer server = echo(Duration.ofHours(1));
        FrameClient client = closed(server.port())) {
      for (int stream = 1; stream <= 9; stream += 2) {
        client.ask(stream, get("/large"));
        assertEquals(stream, client.next(HEADERS).stream());
      }
      client.send(open(9));
      assertEquals("Service Unavailable\n", text(client.next(DATA)));
      client.send(open(1));
      assertTrue(text(client.next(DATA)).startsWith("xxxx"));
      assertEquals(2L, server.refusals().get("no-room"));
      client.leave();
      Held.await(server::held, now -> now == 0);
    }
  }

  @Test
  void whoLeavesAnAnswerLyingForTooLongLosesIt() throws Exception {
    try (EchoServer server = echo(Duration.ofMillis(200));
        FrameClient client = closed(server.port())) {
      client.ask(1, get("/wait")); // keeps the connection from being idle
      client.ask(3, get("/"));
      assertEquals(3, client.next(HEADERS).stream());
      Frame reset = client.next(RST_STREAM);
      assertEquals(3, reset.stream());
      assertEquals(CANCEL, reset.error());
      client.send(open(1));
      server.letGo.countDown();
      assertEquals(1, client.next(HEADERS).stream());
      assertTrue(text(client.next(DATA)).startsWith("GET /wait "));
    }
  }

  @Test
  void whatHasNoBodyGoesOnWithoutOne() throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  String head = client.head();
                  client.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  throw new IOException(head);
                });
        Front front = front(behind, Optional.of(Tls.of(files.source().read())));
        FrameClient client = new FrameClient(files.authority(), front.port())) {
      client.ask(1, get("/"));
      assertEquals("ok", text(client.next(DATA)));
      String heard = behind.heard.take().toLowerCase(Locale.ROOT);
      assertFalse(heard.contains("transfer-encoding"), heard);
    }
  }

  /** A server behind that answers each request with so much, chunked or with its length. */
  private static Behind behind(int octets, boolean chunked) throws IOException {
    String body = "old" + "x".repeat(octets - 3);
    return new Behind(
        client -> {
          while (true) {
            client.head();
            client.send(
                chunked
                    ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                        .formatted(octets, body)
                    : "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(octets, body));
          }
        });
  }

  private Front front(Behind behind, Optional<Tls> tls) throws IOException {
    return new Front(
        Front.config("http://127.0.0.1:" + behind.port()),
        tls,
        OptionalLong.empty(),
        config(Duration.ofHours(1)));
  }

  @Test
  void whatIsHandedOnCountsUntilItIsTaken() throws Exception {
    try (Behind behind = behind(4000, true);
        Front front = front(behind, Optional.of(Tls.of(files.source().read())));
        FrameClient client = closed(front.port())) {
      client.ask(1, get("/"));
      Held.await(front::held, now -> now >= 128 * 1024);
      client.ask(3, get("/"));
      client.send(open(3));
      assertEquals("busy", text(client.next(DATA)));
      client.send(open(1));
      assertTrue(text(client.next(DATA)).startsWith("oldx"));
      Held.await(front::held, now -> now == 0);
      client.ask(5, get("/"));
      client.send(open(5));
      assertTrue(text(client.next(DATA)).startsWith("oldx"));
    }
  }

  @Test
  void ofAnAnswerWhoseLengthIsToldOnlyThatCounts() throws Exception {
    try (Behind behind = behind(4000, false);
        Front front = front(behind, Optional.of(Tls.of(files.source().read())));
        FrameClient client = closed(front.port())) {
      for (int stream = 1; stream <= 19; stream += 2) {
        client.ask(stream, get("/"));
      }
      client.send(open(19));
      assertTrue(text(client.next(DATA)).startsWith("oldx"));
    }
  }

  @Test
  void anAnswerThatIsRewrittenCountsUntilItIsTaken() throws Exception {
    try (Behind behind = behind(100_000, false);
        Front front = front(behind, Optional.of(Tls.of(files.source().read())));
        FrameClient client = closed(front.port())) {
      client.ask(1, get("/wsdl"));
      Held.await(front::held, now -> now > 90_000);
      client.leave();
      Held.await(front::held, now -> now == 0);
    }
  }

  @Test
  void anAnswerThatCanNotBeRewrittenForLackOfRoomIsOneOfAnOverload() throws Exception {
    try (Behind behind = behind(400_000, false);
        Front front = front(behind, Optional.empty());
        RawClient client = front.connect()) {
      client.send("GET /wsdl HTTP/1.1\r\nHost: h\r\n\r\n");
      String told = client.answer();
      assertTrue(told.startsWith("HTTP/1.1 503 ") && told.endsWith("\r\n\r\nbusy"), told);
      assertEquals(0, front.held());
      client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertTrue(client.rest().contains("\r\n\r\noldx"));
    }
  }
}
