package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.Trust;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which protocols a server behind is spoken to, and which certificates of it are good. */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class BackendTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  @TempDir private static Path folder;
  private static Vertx vertx;
  private static Certified certified;
  private static int plain;
  private static int secure;

  @BeforeAll
  static void start() throws Exception {
    certified = new Certified(folder);
    certified.issue();
    vertx = Vertx.vertx();
    plain = listen(new HttpServerOptions());
    secure =
        listen(
            new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .addCertPath(certified.chain().toString())
                        .addKeyPath(certified.key().toString())));
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Answers with the protocol, and how much it was sent. */
  private static int listen(HttpServerOptions options) {
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body ->
                                request
                                    .response()
                                    .end(request.version() + " " + body.length() + " octets")));
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static Front front(String url, Optional<Path> authority, boolean http2)
      throws IOException {
    return new Front(
        Front.config(url, authority, http2, 4), Optional.empty(), OptionalLong.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "http, false, HTTP_1_1",
    "http, true, HTTP_2",
    "https, false, HTTP_1_1",
    "https, true, HTTP_2"
  })
  void itIsSpokenToAsIsSet(String scheme, boolean http2, String version) throws Exception {
    boolean tls = scheme.equals("https");
    String url = scheme + "://localhost:" + (tls ? secure : plain);
    try (Front front =
        front(url, tls ? Optional.of(certified.authority()) : Optional.empty(), http2)) {
      for (int i = 0; i < 3; i++) {
        String told = front.talk(GET);
        assertTrue(told.endsWith("\r\n\r\n" + version + " 0 octets"), told);
      }
      String large = "x".repeat(1_000_000);
      String told =
          front.talk(
              "POST /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + "f4240\r\n"
                  + large
                  + "\r\n0\r\n\r\n");
      assertTrue(told.endsWith("\r\n\r\n" + version + " 1000000 octets"), told);
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNotBelieved() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Certified another = new Certified(other);
    for (Optional<Path> authority :
        List.of(Optional.of(another.authority()), Optional.<Path>empty())) {
      try (Front front = front("https://localhost:" + secure, authority, false)) {
        String told = front.talk(GET);
        assertTrue(told.startsWith("HTTP/1.1 502 "), told);
      }
    }
  }

  @Test
  void aCertificateForAnotherHostIsNotBelieved() throws Exception {
    int port =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertPath(certified.chain().toString())
                            .addKeyPath(certified.key().toString())))
            .requestHandler(request -> request.response().end("heard"))
            .listen(0, "0.0.0.0")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    try (Front front =
        front("https://127.0.0.2:" + port, Optional.of(certified.authority()), false)) {
      String told = front.talk(GET);
      assertTrue(told.startsWith("HTTP/1.1 502 "), told);
    }
    try (Front front =
        front("https://127.0.0.1:" + port, Optional.of(certified.authority()), false)) {
      assertTrue(front.talk(GET).endsWith("heard"));
    }
  }

  @Test
  void anAuthorityThatCanNotBeReadStopsTheStart() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "no certificate");
    IOException refused =
        assertThrows(
            IOException.class,
            () -> {
              try (Front _ = front("https://localhost:1", Optional.of(wrong), false)) {
                throw new AssertionError("started");
              }
            });
    assertTrue(refused.toString().contains("wrong.pem"), refused::toString);
  }

  @Test
  void aClientByHttp2IsHandedOnToo() throws Exception {
    Tls tls = Tls.of(new CertificateSource.Given(certified.chain(), certified.key()).read());
    try (Front front =
            new Front(
                Front.config("http://127.0.0.1:" + plain), Optional.of(tls), OptionalLong.empty());
        HttpClient client =
            HttpClient.newBuilder().sslContext(Trust.in(certified.authority())).build()) {
      for (String path : List.of("/", "/late", "/wait")) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("https://localhost:" + front.port() + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000_000]))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        assertEquals("HTTP_1_1 1000000 octets", answer.body());
      }
    }
  }
}
