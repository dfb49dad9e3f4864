package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that say that they have said all: {@code nc -N}, and scripts of old. */
@Timeout(60)
final class HalfClosedTest {
  private static final String WAIT = "GET /wait HTTP/1.1\r\nHost: h\r\n\r\n";

  @TempDir private Path folder;

  private static Socket socket(EchoServer server) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  @Test
  void whoStopsSendingStillGetsItsAnswer() throws Exception {
    try (EchoServer server = EchoServer.plain();
        Socket socket = socket(server);
        var client = new RawClient(socket)) {
      client.send(WAIT);
      socket.shutdownOutput();
      server.waiting.take();
      server.letGo.countDown();
      String answer = client.rest(); // and the end behind it
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      assertTrue(answer.contains("\r\n\r\nGET /wait "), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40})
  void allThatWasAskedBeforeIsAnswered(int more) throws Exception {
    try (EchoServer server = EchoServer.plain();
        Socket socket = socket(server);
        var client = new RawClient(socket)) {
      client.send(WAIT + "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n".repeat(more));
      socket.shutdownOutput();
      server.letGo.countDown();
      String answer = client.rest();
      assertEquals(more + 1, answer.split("HTTP/1.1 200 ", -1).length - 1, answer);
    }
  }

  /** The end of TCP alone, without TLS's goodbye before it. */
  @Test
  void alsoOverBoringSslWhereNoGoodbyeIsSaid() throws Exception {
    var files = new Certified(folder);
    files.issue();
    try (EchoServer server =
            EchoServer.secure(
                HttpConfig.DEFAULT, Tls.of(files.source().read()), Transports.NATIVE);
        Socket below = socket(server);
        var client = new RawClient(CertificateReloadTest.over(below, files.authority()))) {
      client.send(WAIT);
      below.shutdownOutput();
      server.waiting.take();
      server.letGo.countDown();
      String answer = client.answer();
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
  }

  /** BoringSSL writes nothing more once its peer has said goodbye; the JDK's TLS does. */
  @Test
  void alsoOverTheJdksTls() throws Exception {
    var files = new Certified(folder);
    files.issue();
    try (EchoServer server =
            EchoServer.secure(HttpConfig.DEFAULT, Tls.of(files.source().read()), Transports.JDK);
        var socket = CertificateReloadTest.connect(files.authority(), server.port());
        var client = new RawClient(socket)) {
      client.send(WAIT);
      socket.shutdownOutput();
      server.waiting.take();
      server.letGo.countDown();
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
  }

  @Test
  void whoStopsInTheMiddleOfARequestIsLetGoAtOnce() throws Exception {
    for (String half :
        new String[] {
          "", "GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf"
        }) {
      var limits =
          new Limits(
              1024, 1 << 20, 1024, 1024, 9, 9, 9, Duration.ofMinutes(9), Duration.ofHours(1));
      var config =
          new HttpConfig(
              java.util.Optional.empty(), java.util.List.of(), limits, Duration.ofSeconds(1));
      try (EchoServer server = EchoServer.plain(config);
          Socket socket = socket(server);
          var client = new RawClient(socket)) {
        client.send(half);
        socket.shutdownOutput();
        assertEquals("", client.rest());
      }
    }
  }
}
