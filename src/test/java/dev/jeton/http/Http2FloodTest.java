package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What HTTP/2 lets a client do that means harm, frame by frame (RFC 9113, section 10.5). */
@SuppressWarnings("NullAway.Init") // made before each test
@Timeout(60)
final class Http2FloodTest {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  @TempDir private Path folder;
  private Certified files;
  private EchoServer server;

  @BeforeEach
  void start() throws IOException {
    files = new Certified(folder);
    files.issue();
    var limits =
        new Limits(2048, 1024, 2048, 99, 99, 99, Duration.ofSeconds(20), Duration.ofSeconds(2));
    server =
        EchoServer.secure(
            new HttpConfig(Optional.empty(), List.of(), limits, Duration.ofSeconds(1)),
            files.source().read());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A request for / of localhost. */
  private static byte[] get() {
    var block = new ByteArrayOutputStream();
    block.writeBytes(new byte[] {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x41, 9});
    block.writeBytes("localhost".getBytes(StandardCharsets.US_ASCII));
    return block.toByteArray();
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    int length = payload.length;
    frame.writeBytes(
        new byte[] {
          (byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) type, (byte) flags
        });
    frame.writeBytes(number(stream));
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static byte[] number(int number) {
    return new byte[] {
      (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
    };
  }

  /** Sends all of it and tells the types of the frames that come until the connection ends. */
  private List<Integer> typesUntilTheEnd(byte[] settings, byte[] frames) throws Exception {
    var types = new java.util.ArrayList<Integer>();
    try (SSLSocket socket = CertificateReloadTest.connect(files.authority(), server.port(), "h2")) {
      assertEquals("h2", socket.getApplicationProtocol());
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(frame(SETTINGS, 0, 0, settings));
        socket.getOutputStream().write(frames);
        socket.getOutputStream().flush();
      } catch (SocketException _) {
        // it has hung up already
      }
      try {
        byte[] head = socket.getInputStream().readNBytes(9);
        while (head.length == 9) {
          types.add((int) head[3]);
          int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
          socket.getInputStream().readNBytes(length);
          head = socket.getInputStream().readNBytes(9);
        }
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException _) {
        // a reset ends it, too
      }
    }
    return types;
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
    List<Integer> types = typesUntilTheEnd(new byte[0], frames.toByteArray());
    assertTrue(server.asked.size() < 1000, "served " + server.asked.size());
    assertTrue(types.isEmpty() || types.contains(GOAWAY), types.toString());
    theNextIsServed();
  }

  @Test
  void aHeadThatNeverEndsEndsTheConnection() throws Exception {
    var frames = new ByteArrayOutputStream();
    frames.writeBytes(frame(HEADERS, END_STREAM, 1, get()));
    for (int i = 0; i < 2000; i++) {
      frames.writeBytes(frame(CONTINUATION, 0, 1, new byte[0]));
    }
    List<Integer> types = typesUntilTheEnd(new byte[0], frames.toByteArray());
    assertTrue(types.isEmpty() || types.contains(GOAWAY), types.toString());
    assertTrue(server.asked.isEmpty());
    theNextIsServed();
  }

  @Test
  void aHeadThatIsTooLargeIsNotServed() throws Exception {
    var block = new ByteArrayOutputStream();
    block.writeBytes(get());
    block.writeBytes(new byte[] {0, 1, 'x', 0x7f, (byte) 0x81, 0x5e}); // a value of 12,160 octets
    block.writeBytes("y".repeat(12_160).getBytes(StandardCharsets.US_ASCII));
    byte[] frames = frame(HEADERS, END_STREAM | END_HEADERS, 1, block.toByteArray());
    var _ = typesUntilTheEnd(new byte[0], frames);
    assertTrue(server.asked.isEmpty());
    theNextIsServed();
  }

  @Test
  void whoTakesNothingIsLetGo() throws Exception {
    byte[] noWindow = {0, 4, 0, 0, 0, 0};
    var frames = new ByteArrayOutputStream();
    for (int i = 0; i < 50; i++) {
      frames.writeBytes(frame(HEADERS, END_STREAM | END_HEADERS, 2 * i + 1, get()));
    }
    var _ = typesUntilTheEnd(noWindow, frames.toByteArray()); // it ends by itself
    assertEquals(50, server.asked.size());
    theNextIsServed();
  }
}
