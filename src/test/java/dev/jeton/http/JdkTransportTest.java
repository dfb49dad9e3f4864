package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.Trust;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where no native library is at hand: NIO and the JDK's TLS. */
@SuppressWarnings("NullAway.Init") // made before each test
@Timeout(60)
final class JdkTransportTest {
  @TempDir private Path folder;
  private Certified files;
  private EchoServer server;
  private SSLContext trusting;

  @BeforeEach
  void start() throws Exception {
    files = new Certified(folder);
    files.issue();
    server = EchoServer.secure(HttpConfig.DEFAULT, Tls.of(files.source().read()), Transports.JDK);
    trusting = Trust.in(files.authority());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpClient.Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void bothVersionsOfHttpAreServed(HttpClient.Version version) throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting).version(version).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/a?b"))
                  .POST(HttpRequest.BodyPublishers.ofString("body"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(version, answer.version());
      assertEquals("POST /a?b https://localhost:" + server.port() + " body", answer.body());
    }
  }

  @Test
  void itsCertificateIsExchangedToo() throws Exception {
    var second = files.issue();
    server.show(files.source().read());
    try (var socket =
        (javax.net.ssl.SSLSocket)
            trusting.getSocketFactory().createSocket("localhost", server.port())) {
      socket.startHandshake();
      assertEquals(second, socket.getSession().getPeerCertificates()[0]);
    }
  }

  @Test
  void whatIsMalformedIsRefusedReadably() throws Exception {
    try (var client =
        new RawClient(trusting.getSocketFactory().createSocket("localhost", server.port()))) {
      client.send("GET / HTTP/1.1\r\n\r\n");
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
    }
  }
}
