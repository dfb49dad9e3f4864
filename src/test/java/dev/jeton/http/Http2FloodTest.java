package dev.jeton.http;

import static dev.jeton.http.Frames.ACK;
import static dev.jeton.http.Frames.CONTINUATION;
import static dev.jeton.http.Frames.END_HEADERS;
import static dev.jeton.http.Frames.END_STREAM;
import static dev.jeton.http.Frames.ENHANCE_YOUR_CALM;
import static dev.jeton.http.Frames.GOAWAY;
import static dev.jeton.http.Frames.HEADERS;
import static dev.jeton.http.Frames.PING;
import static dev.jeton.http.Frames.PRIORITY;
import static dev.jeton.http.Frames.RST_STREAM;
import static dev.jeton.http.Frames.SETTINGS;
import static dev.jeton.http.Frames.WINDOW_UPDATE;
import static dev.jeton.http.Frames.frame;
import static dev.jeton.http.Frames.get;
import static dev.jeton.http.Frames.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent;
import dev.jeton.http.Frames.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What HTTP/2 lets a client do that means harm, frame by frame (RFC 9113, section 10.5). */
@SuppressWarnings("NullAway.Init") // made before each test
@Timeout(60)
final class Http2FloodTest {
  @TempDir private Path folder;
  private Certified files;
  private EchoServer server;

  @BeforeEach
  void start() throws IOException {
    files = new Certified(folder);
    files.issue();
    var limits =
        new Limits(
            2048, 1 << 20, 1024, 2048, 99, 99, 99, Duration.ofSeconds(20), Duration.ofSeconds(2));
    server =
        EchoServer.secure(
            new HttpConfig(Optional.empty(), List.of(), limits, Duration.ofSeconds(1)),
            files.source().read());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Sends all of it and tells the frames that come until the connection ends. */
  private List<Frame> untilTheEnd(byte[] settings, byte[] frames) throws Exception {
    try (var client = new FrameClient(files.authority(), server.port(), settings)) {
      client.send(frames);
      return client.rest();
    }
  }

  /** Whether the connection was ended with a word, unless a reset overtook it. */
  private static void assertEnded(List<Frame> frames) {
    assertTrue(
        frames.isEmpty() || frames.stream().anyMatch(frame -> frame.type() == GOAWAY),
        frames.toString());
  }

  private void isToldOnce(String cause) throws InterruptedException {
    AuditEvent event = server.told.take();
    assertEquals(AuditEvent.Kind.MESSAGE_REFUSED, event.kind());
    String request = event.detail().getOrDefault("request", "none");
    assertEquals(
        Map.of("cause", cause, "address", "127.0.0.1", "request", request), event.detail());
    assertTrue(server.told.isEmpty());
    assertEquals(1L, server.refusals().get(cause));
  }

  private void theNextIsServed() throws Exception {
    try (SSLSocket socket =
            CertificateReloadTest.connect(files.authority(), server.port(), "http/1.1");
        var client = new RawClient(socket)) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertTrue(client.answer().startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void streamsThatAreResetAtOnceEndTheConnection() throws Exception {
    var frames = new ByteArrayOutputStream();
    for (int i = 0; i < 2000; i++) {
      frames.writeBytes(frame(HEADERS, END_STREAM | END_HEADERS, 2 * i + 1, get()));
      frames.writeBytes(frame(RST_STREAM, 0, 2 * i + 1, number(8)));
    }
    assertEnded(untilTheEnd(new byte[0], frames.toByteArray()));
    assertTrue(server.asked.size() < 1000, "served " + server.asked.size());
    isToldOnce("flood");
    theNextIsServed();
  }

  @Test
  void aHeadThatNeverEndsEndsTheConnection() throws Exception {
    var frames = new ByteArrayOutputStream();
    frames.writeBytes(frame(HEADERS, END_STREAM, 1, get()));
    for (int i = 0; i < 2000; i++) {
      frames.writeBytes(frame(CONTINUATION, 0, 1, new byte[0]));
    }
    assertEnded(untilTheEnd(new byte[0], frames.toByteArray()));
    assertTrue(server.asked.isEmpty());
    isToldOnce("flood");
    theNextIsServed();
  }

  @Test
  void aHeadThatIsTooLargeIsNotServed() throws Exception {
    var block = new ByteArrayOutputStream();
    block.writeBytes(get());
    block.writeBytes(new byte[] {0, 1, 'x', 0x7f, (byte) 0x81, 0x5e}); // a value of 12,160 octets
    block.writeBytes("y".repeat(12_160).getBytes(StandardCharsets.US_ASCII));
    byte[] frames = frame(HEADERS, END_STREAM | END_HEADERS, 1, block.toByteArray());
    var _ = untilTheEnd(new byte[0], frames);
    assertTrue(server.asked.isEmpty());
    theNextIsServed();
  }

  @Test
  void whoTakesNothingIsLetGo() throws Exception {
    byte[] noWindow = {0, 4, 0, 0, 0, 0};
    var frames = new ByteArrayOutputStream();
    for (int i = 0; i < 30; i++) {
      frames.writeBytes(frame(HEADERS, END_STREAM | END_HEADERS, 2 * i + 1, get()));
    }
    var _ = untilTheEnd(noWindow, frames.toByteArray()); // it ends by itself
    assertEquals(30, server.asked.size());
    theNextIsServed();
  }

  /** Frames that ask for work or for nothing, and are no requests. */
  static Stream<Arguments> idle() {
    return Stream.of(
        Arguments.of("settings", frame(SETTINGS, 0, 0, new byte[0])),
        Arguments.of("settings acknowledged", frame(SETTINGS, ACK, 0, new byte[0])),
        Arguments.of("pings", frame(PING, 0, 0, new byte[8])),
        Arguments.of("pings answered", frame(PING, ACK, 0, new byte[8])),
        Arguments.of("priorities", frame(PRIORITY, 0, 1, new byte[5])),
        Arguments.of("windows", frame(WINDOW_UPDATE, 0, 0, number(1))),
        Arguments.of("goodbyes", frame(GOAWAY, 0, 0, new byte[8])),
        Arguments.of("unknown frames", frame(99, 0, 0, new byte[5])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("idle")
  void framesThatAskForNothingEndTheConnectionInTheEnd(String what, byte[] one) throws Exception {
    var frames = new ByteArrayOutputStream();
    for (int i = 0; i < 5000; i++) {
      frames.writeBytes(one);
    }
    List<Frame> got = untilTheEnd(new byte[0], frames.toByteArray());
    assertEnded(got);
    for (Frame frame : got) {
      if (frame.type() == GOAWAY) {
        assertEquals(ENHANCE_YOUR_CALM, frame.error());
      }
    }
    assertTrue(got.size() < 1010, "answered " + got.size());
    isToldOnce("flood");
    theNextIsServed();
  }

  @Test
  void someOfThemAreWelcome() throws Exception {
    try (var client = new FrameClient(files.authority(), server.port())) {
      for (int i = 0; i < 900; i++) {
        client.send(frame(PING, 0, 0, new byte[8]));
      }
      for (int i = 0; i < 100; i++) {
        client.ask(2 * i + 1, get());
        assertEquals(2 * i + 1, client.next(HEADERS, GOAWAY).stream());
        for (int j = 0; j < 4; j++) {
          client.send(frame(WINDOW_UPDATE, 0, 0, number(1)));
        }
      }
    }
    assertTrue(server.told.isEmpty());
  }
}
