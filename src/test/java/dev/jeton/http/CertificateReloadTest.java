package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.Trust;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that were there before a certificate was exchanged, and those that come after. */
@Timeout(60)
final class CertificateReloadTest {
  @TempDir private Path folder;

  static SSLSocket connect(Path authority, int port, String... protocols) throws Exception {
    var socket = (SSLSocket) Trust.in(authority).getSocketFactory().createSocket("localhost", port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Over a connection that stays the caller's to end by itself. */
  static SSLSocket over(Socket below, Path authority) throws Exception {
    var socket =
        (SSLSocket)
            Trust.in(authority)
                .getSocketFactory()
                .createSocket(below, "localhost", below.getPort(), false);
    socket.startHandshake();
    return socket;
  }

  private static Certificate seen(SSLContext context, int port) throws IOException {
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void anOpenConnectionGoesOnAndEveryNewOneSeesTheNewCertificate() throws Exception {
    var files = new Certified(folder);
    X509Certificate first = files.issue();
    SSLContext trusting = Trust.in(files.authority());
    try (EchoServer server = EchoServer.secure(HttpConfig.DEFAULT, files.source().read());
        var kept =
            new RawClient(trusting.getSocketFactory().createSocket("localhost", server.port()))) {
      kept.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
      assertTrue(kept.answer().contains("GET /1 "));
      assertEquals(first, seen(trusting, server.port()));
      X509Certificate second = files.issue();
      server.show(files.source().read());
      for (int i = 0; i < 10; i++) { // whichever event loop takes it
        assertEquals(second, seen(trusting, server.port()));
      }
      kept.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
      assertTrue(kept.answer().contains("GET /2 "));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpClient.Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void aRequestInFlightIsAnsweredThroughAReload(HttpClient.Version version) throws Exception {
    var files = new Certified(folder);
    X509Certificate first = files.issue();
    try (EchoServer server = EchoServer.secure(HttpConfig.DEFAULT, files.source().read());
        HttpClient client =
            HttpClient.newBuilder()
                .sslContext(Trust.in(files.authority()))
                .version(version)
                .build()) {
      URI base = URI.create("https://localhost:" + server.port() + "/");
      HttpRequest wait = HttpRequest.newBuilder(base.resolve("wait")).build();
      var waiting = client.sendAsync(wait, HttpResponse.BodyHandlers.ofString());
      server.waiting.take();
      X509Certificate second = files.issue();
      server.show(files.source().read());
      server.letGo.countDown();
      HttpResponse<String> answer = waiting.get();
      assertEquals(version, answer.version());
      assertEquals(200, answer.statusCode());
      assertEquals(
          first, answer.sslSession().orElseThrow().getPeerCertificates()[0], "the old connection");
      HttpResponse<String> next =
          client.send(HttpRequest.newBuilder(base).build(), HttpResponse.BodyHandlers.ofString());
      assertEquals(first, next.sslSession().orElseThrow().getPeerCertificates()[0], "still open");
      try (HttpClient other =
          HttpClient.newBuilder()
              .sslContext(Trust.in(files.authority()))
              .version(version)
              .build()) {
        HttpResponse<String> fresh =
            other.send(HttpRequest.newBuilder(base).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(second, fresh.sslSession().orElseThrow().getPeerCertificates()[0]);
      }
    }
  }
}
