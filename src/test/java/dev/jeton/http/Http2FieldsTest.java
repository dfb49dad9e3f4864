package dev.jeton.http;

import static dev.jeton.http.Frames.GOAWAY;
import static dev.jeton.http.Frames.HEADERS;
import static dev.jeton.http.Frames.PROTOCOL_ERROR;
import static dev.jeton.http.Frames.RST_STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.http.Frames.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that HTTP/2 can carry and must not (RFC 9113, sections 8.1 to 8.3). */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(60)
final class Http2FieldsTest {
  @TempDir private static Path folder;
  private static Certified files;
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    files = new Certified(folder);
    files.issue();
    server = EchoServer.secure(HttpConfig.DEFAULT, files.source().read());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() {
    server.asked.clear();
  }

  static Stream<Arguments> ofTheConnection() {
    return Stream.of(
        more("connection", "close"),
        more("connection", ""),
        more("transfer-encoding", "chunked"),
        more("keep-alive", "timeout=5"),
        more("proxy-connection", "keep-alive"),
        more("upgrade", "h2c"),
        more("te", "gzip"),
        more("te", "trailers, deflate"));
  }

  static Stream<Arguments> spoiled() {
    return Stream.of(
        more("x", "a\r\nx-role: admin"),
        more("x", "a\nb"),
        more("x", "a\rb"),
        more("x", "a\0b"),
        more("x", " a"),
        more("x", "a "),
        more("x", "\ta"),
        more("x\r\ny", "a"),
        more("x\n", "a"),
        more("x\0", "a"),
        more("x y", "a"),
        more("x:y", "a"),
        more("X", "a"),
        more("", "a"),
        more("\u00e9", "a"),
        more("cookie", "a\r\nb"));
  }

  static Stream<Arguments> misplaced() {
    return Stream.of(
        more(":path", "/other"),
        more(":status", "200"),
        more(":protocol", "websocket"),
        more(":magic", "x"),
        more("x", "y", ":path", "/late"),
        whole(":method", "GET", ":scheme", "https", ":authority", "localhost"),
        whole(":scheme", "https", ":path", "/", ":authority", "localhost"),
        whole(":method", "GET", ":path", "/", ":authority", "localhost"),
        whole(":method", "GET", ":scheme", "https", ":path", "", ":authority", "localhost"));
  }

  private static Arguments more(String... fields) {
    String[] request = {
      ":method", "GET", ":scheme", "https", ":path", "/", ":authority", "localhost"
    };
    String[] all = Arrays.copyOf(request, request.length + fields.length);
    System.arraycopy(fields, 0, all, request.length, fields.length);
    return Arguments.of(String.join("|", fields), all);
  }

  private static Arguments whole(String... fields) {
    return Arguments.of(String.join("|", fields), fields);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofTheConnection")
  void aFieldOfTheConnectionIsAnErrorOfItsStream(String what, String[] fields) throws Exception {
    isRefused(fields);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiled")
  void aFieldThatWouldBeTwoOrNoneIsAnErrorOfItsStream(String what, String[] fields)
      throws Exception {
    isRefused(fields);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misplaced")
  void aRequestLineThatIsNoneIsAnErrorOfItsStream(String what, String[] fields) throws Exception {
    isRefused(fields);
  }

  private static void isRefused(String... fields) throws Exception {
    long before = server.refusals().getOrDefault("bad-frame", 0L);
    try (var client = new FrameClient(files.authority(), server.port())) {
      client.ask(1, Frames.fields(fields));
      Frame refusal = client.next(RST_STREAM, GOAWAY, HEADERS);
      assertEquals(RST_STREAM, refusal.type());
      assertEquals(1, refusal.stream());
      assertEquals(PROTOCOL_ERROR, refusal.error());
      assertTrue(server.asked.isEmpty());
      client.ask(3, Frames.get());
      assertEquals(3, client.next(RST_STREAM, GOAWAY, HEADERS).stream());
      assertEquals("/", server.asked.take().target());
    }
    assertEquals(before + 1, server.refusals().get("bad-frame"));
  }

  @Test
  void trailersMayBeAskedFor() throws Exception {
    try (var client = new FrameClient(files.authority(), server.port())) {
      client.ask(1, Frames.joined(Frames.get(), Frames.fields("te", "trailers")));
      assertEquals(HEADERS, client.next(RST_STREAM, GOAWAY, HEADERS).type());
    }
  }
}
