package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that trusts the kept authority, over every version of TLS and HTTP. */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(60)
final class TlsTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  @TempDir private static Path folder;
  private static SSLContext trusting;
  private static EchoServer server;

  @BeforeAll
  static void start() throws Exception {
    server = EchoServer.secure(HttpConfig.DEFAULT, identity());
    trusting = Trust.in(folder.resolve("ca.pem"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TlsIdentity identity() throws IOException {
    return TlsIdentity.kept(
        folder, List.of(), new SecureRandom(), java.time.InstantSource.system());
  }

  private static SSLSocket connect(String host, int port, String... protocols) throws IOException {
    var socket = (SSLSocket) trusting.getSocketFactory().createSocket(host, port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(protocols);
    socket.setSSLParameters(parameters);
    return socket;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bothVersionsAreSpokenUnderEveryNameOfTheLoopback(String version) throws IOException {
    for (String host : List.of("localhost", "127.0.0.1")) {
      SSLSocket socket = connect(host, server.port(), version);
      try (var client = new RawClient(socket)) {
        client.send(GET);
        String answer = client.rest();
        assertTrue(answer.endsWith("GET / https://localhost:" + server.port() + " "), answer);
        assertEquals(version, socket.getSession().getProtocol());
      }
    }
  }

  @Test
  void olderVersionsAreNotSpoken() throws Exception {
    SSLContext any = Trust.in(folder.resolve("ca.pem"));
    try (var socket = (SSLSocket) any.getSocketFactory().createSocket("localhost", server.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThrows(SSLException.class, socket::startHandshake);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aSessionIsResumed(String version) throws Exception {
    SSLContext own = Trust.in(folder.resolve("ca.pem"));
    List<Long> born = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      var socket = (SSLSocket) own.getSocketFactory().createSocket("localhost", server.port());
      socket.setEnabledProtocols(new String[] {version});
      try (var client = new RawClient(socket)) {
        client.send(GET);
        client.rest(); // TLS 1.3 sends its tickets behind the handshake
        born.add(socket.getSession().getCreationTime());
      }
    }
    assertEquals(born.getFirst(), born.getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_2", "HTTP_1_1"})
  void clientsChooseTheirVersionOfHttp(HttpClient.Version version) throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting).version(version).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(url("/a%zz?b".replace("%zz", "%E9")))
                  .POST(HttpRequest.BodyPublishers.ofString("body"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(version, answer.version());
      assertEquals("POST /a%E9?b https://localhost:" + server.port() + " body", answer.body());
    }
  }

  @Test
  void manyRequestsShareAnHttp2Connection() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
        EchoServer own = EchoServer.secure(HttpConfig.DEFAULT, identity())) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        var request =
            HttpRequest.newBuilder(
                    URI.create("https://localhost:" + own.port() + (i % 2 == 0 ? "/wait" : "/now")))
                .build();
        answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      for (int i = 1; i < 20; i += 2) {
        assertEquals(200, answers.get(i).get().statusCode());
      }
      own.letGo.countDown();
      for (int i = 0; i < 20; i += 2) {
        assertEquals(200, answers.get(i).get().statusCode());
      }
    }
  }

  @Test
  void onHttp2SilenceAndRefusalsEndTheStreamAlone() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
      HttpRequest silent = HttpRequest.newBuilder(url("/silent")).build();
      assertThrows(
          IOException.class, () -> client.send(silent, HttpResponse.BodyHandlers.ofString()));
      HttpRequest large =
          HttpRequest.newBuilder(url("/"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[300_000]))
              .build();
      assertEquals(413, client.send(large, HttpResponse.BodyHandlers.ofString()).statusCode());
      HttpRequest next = HttpRequest.newBuilder(url("/")).build();
      assertEquals(200, client.send(next, HttpResponse.BodyHandlers.ofString()).statusCode());
    }
  }

  @Test
  void onHttp2ABodyThatDripsIsCutOff() throws Exception {
    var config = limited(9, Duration.ofSeconds(2), Duration.ofSeconds(60));
    try (EchoServer own = EchoServer.secure(config, identity());
        HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
      assertEquals(
          408, client.send(unending(own), HttpResponse.BodyHandlers.ofString()).statusCode());
    }
  }

  private static HttpConfig limited(int connections, Duration arrival, Duration idle) {
    var limits = new Limits(1024, 1 << 20, 1024, 1024, connections, connections, 9, arrival, idle);
    return new HttpConfig(Optional.empty(), List.of(), limits, Duration.ofSeconds(1));
  }

  /** A request whose body never comes. */
  private static HttpRequest unending(EchoServer server) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/"))
        .POST(HttpRequest.BodyPublishers.fromPublisher(_ -> {}))
        .build();
  }

  @Test
  void aRefusalIsReadableOverTlsToo() throws IOException {
    try (var client = new RawClient(connect("localhost", server.port(), "TLSv1.3"))) {
      client.send("GET / HTTP/1.1\r\n\r\n");
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
    }
  }

  @Test
  void aClientThatNeverShakesHandsIsCutOff() throws IOException {
    var config = limited(1, Duration.ofMillis(300), Duration.ofSeconds(60));
    try (EchoServer own = EchoServer.secure(config, identity());
        var client = new RawClient(own.port())) {
      assertEquals("", client.rest());
    }
  }

  @Test
  void connectionsAreCountedBeforeTheyShakeHands() throws IOException {
    var config = limited(1, Duration.ofSeconds(60), Duration.ofSeconds(60));
    try (EchoServer own = EchoServer.secure(config, identity());
        var first = new RawClient(own.port())) {
      first.send("\u0016\u0003");
      try (var second = new RawClient(own.port())) {
        assertEquals("", second.rest());
      }
    }
  }

  @Test
  void browsersAreToldToComeByTlsAloneWhereThatIsSet() throws Exception {
    var tls = new Tls(identity(), ClientCertificates.NONE, Optional.of(Duration.ofDays(365)));
    try (EchoServer own = EchoServer.secure(HttpConfig.DEFAULT, tls, Transports.NATIVE);
        var told = new RawClient(connect("localhost", own.port(), "TLSv1.3"));
        var refused = new RawClient(connect("localhost", own.port(), "TLSv1.3"));
        var untold = new RawClient(connect("localhost", server.port(), "TLSv1.3"))) {
      told.send(GET);
      String answer = told.rest();
      assertTrue(answer.contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"), answer);
      refused.send("GET / HTTP/1.1\r\n\r\n");
      String refusal = refused.rest();
      assertTrue(refusal.startsWith("HTTP/1.1 400 "), refusal);
      assertTrue(refusal.contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"), refusal);
      untold.send(GET);
      assertTrue(!untold.rest().contains("Strict-Transport-Security"));
    }
  }

  @Test
  void anIdentityOfSomebodyElseIsRead() throws Exception {
    TlsIdentity read = TlsIdentity.read(folder.resolve("server.pem"), folder.resolve("server.key"));
    assertArrayEquals(
        identity().chain().getFirst().getEncoded(), read.chain().getFirst().getEncoded());
    var problem =
        assertThrows(
            IOException.class,
            () -> TlsIdentity.read(folder.resolve("server.key"), folder.resolve("server.key")));
    assertTrue(String.valueOf(problem.getMessage()).contains("server.key"), problem.getMessage());
  }

  private static URI url(String target) {
    return URI.create("https://localhost:" + server.port() + target);
  }
}
