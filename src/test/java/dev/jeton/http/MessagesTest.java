package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.wire.Request;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP/1 clients of all ages send, and what they get. */
final class MessagesTest {
  private static final String DATE = "Date: Sun, 01 Mar 2026 12:00:00 GMT\r\n";

  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.plain();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String base() {
    return "http://localhost:" + server.port();
  }

  @Test
  void aRequestGetsItsAnswerAndMayBeFollowedByOthers() throws IOException {
    try (RawClient client = server.connect()) {
      for (String target : List.of("/a", "/b?c=d")) {
        client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        String body = "GET " + target + " http://localhost ";
        assertEquals(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                + DATE
                + "content-length: "
                + body.length()
                + "\r\n\r\n"
                + body,
            client.answer());
      }
    }
  }

  @Test
  void whatWasBegunIsAnsweredInItsTurnOnceItIsDone() throws IOException {
    String answers =
        server.talk(
            """
            GET /begun?at-once HTTP/1.1
            Host: localhost

            GET /begun HTTP/1.1
            Host: localhost

            GET /now HTTP/1.1
            Host: localhost
            Connection: close

            """
                .replace("\n", "\r\n"));
    assertTrue(
        answers.matches("(?s).*\r\n\r\nat onceHTTP.*\r\n\r\nwaited forHTTP.*GET /now .*"), answers);
  }

  @Test
  void anHttp10RequestGetsALengthAndTheEnd() throws IOException {
    String body = "GET / " + base() + " ";
    assertEquals(
        "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n"
            + DATE
            + "content-length: "
            + body.length()
            + "\r\n\r\n"
            + body,
        server.talk("GET / HTTP/1.0\r\n\r\n"));
  }

  @Test
  void anHttp10ConnectionStaysOpenWhereThatIsAsked() throws IOException {
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.0\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nhi");
      String first = client.answer();
      assertTrue(first.contains("\r\nconnection: keep-alive\r\n"), first);
      assertTrue(first.endsWith(" hi"), first);
      client.send("GET /next HTTP/1.0\r\n\r\n");
      assertTrue(client.rest().endsWith("GET /next " + base() + " "));
    }
  }

  @Test
  void aClientThatAsksToCloseIsClosed() throws IOException {
    String answer = server.talk("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertTrue(answer.contains("\r\nconnection: close\r\n"), answer);
  }

  @Test
  void anAnswerToHeadHasTheLengthWithoutTheBody() throws IOException {
    String answer = server.talk("HEAD /h HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertTrue(answer.contains("\r\nContent-Length: 25\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
  }

  @Test
  void aClientThatWaitsToSendItsBodyIsToldToGoOn() throws IOException {
    try (RawClient client = server.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-Continue\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.head());
      client.send("body");
      assertTrue(client.answer().endsWith(" body"));
    }
  }

  @Test
  void anHttp10ClientIsNotToldToGoOn() throws IOException {
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\nx");
      assertTrue(client.rest().startsWith("HTTP/1.0 200 OK\r\n"));
    }
  }

  @Test
  void aChunkedBodyArrivesWhole() throws IOException {
    String answer =
        server.talk(
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String.join(
                    "\r\n", "3", "abc", "A;x=y", "0123456789", "0", "Trailer: t", "", ""));
    assertTrue(answer.endsWith(" abc0123456789"), answer);
  }

  @Test
  void trailersAndChunkExtensionsChangeNothing() throws Exception {
    server.asked.clear();
    String answer =
        server.talk(
            "POST /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String.join(
                    "\r\n",
                    "3;a=\"GET /b\";b",
                    "abc",
                    "0;x",
                    "Host: evil",
                    "Content-Length: 99",
                    "Transfer-Encoding: gzip",
                    "X-Forwarded-For: 192.0.2.9",
                    "",
                    ""));
    assertTrue(answer.endsWith("\r\n\r\nPOST /a http://localhost abc"), answer);
    Request asked = server.asked.take();
    assertEquals("127.0.0.1", asked.origin().address());
    assertEquals(
        List.of("Host", "Connection", "Transfer-Encoding"),
        asked.headers().fields().stream().map(dev.jeton.wire.Headers.Field::name).toList());
    assertTrue(server.asked.isEmpty());
  }

  @Test
  void aBodyMayComeInPieces() throws IOException {
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n");
      for (String piece : List.of("a", "b", "c")) {
        client.send(piece);
      }
      assertTrue(client.answer().endsWith(" abc"));
    }
  }

  @Test
  void aGetMayAnnounceAnEmptyBody() throws IOException {
    String answer =
        server.talk(
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
  }

  @Test
  void requestsSentAheadAreAnsweredInTheirOrder() throws IOException {
    try (EchoServer own = EchoServer.plain();
        RawClient client = own.connect()) {
      client.send(
          "GET /wait?1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx"
              + "GET /wait?3 HTTP/1.1\r\nHost: h\r\n\r\nGET /4 HTTP/1.1\r\nHost: h\r\n\r\n");
      own.letGo.countDown();
      for (String begin : List.of("GET /wait?1 ", "POST /2 ", "GET /wait?3 ", "GET /4 ")) {
        String answer = client.answer();
        assertTrue(answer.contains("\r\n\r\n" + begin), answer);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%zz",
        "/%E9?a=%u20",
        "/\u00e9\u00ff?\u0080=\u00a0",
        "/a!b;c=d!SessionToken=x",
        "/?a?b#c",
        "//x/../y/%2e%2e",
        "/{\"a\":[1]}|^`\\<>"
      })
  void aTargetReachesTheHandlerAsItWasSent(String target) throws Exception {
    server.asked.clear();
    server.talk("GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    Request asked = server.asked.take();
    assertEquals(target, asked.target());
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:1/a?b, /a?b",
    "HTTPS://localhost:1, /",
    "http://localhost:1?q, /?q"
  })
  void anAbsoluteTargetIsReducedAndItsHostCounts(String target, String reduced) throws IOException {
    String answer =
        server.talk("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    assertTrue(answer.endsWith("GET " + reduced + " http://localhost:1 "), answer);
  }

  @Test
  void fieldsKeepTheirOrderAndLetters() throws Exception {
    server.asked.clear();
    server.talk(
        "GET / HTTP/1.1\r\nHost: h\r\nX-a:  one \r\nx-A: \r\nConnection: close\r\nS\u00e4: \u00ff\r\n\r\n"
            .replace("S\u00e4", "Sa"));
    assertEquals(
        "[Field[name=Host, value=h], Field[name=X-a, value=one], Field[name=x-A, value=],"
            + " Field[name=Connection, value=close], Field[name=Sa, value=\u00ff]]",
        server.asked.take().headers().fields().toString());
  }

  @Test
  void silenceEndsTheConnectionWithoutAnOctet() throws IOException {
    assertEquals("", server.talk("GET /silent HTTP/1.1\r\nHost: h\r\n\r\n"));
  }

  @Test
  void aBugIsAnsweredWithAnIdAndNothingElse() throws IOException {
    String answer = server.talk("GET /bug?secret HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 500 Internal Server Error\r\n"), answer);
    int at = answer.indexOf("X-Request-Id: ") + "X-Request-Id: ".length();
    String id = answer.substring(at, answer.indexOf('\r', at));
    assertTrue(answer.endsWith("\r\n\r\nInternal error, request " + id + ".\n"), answer);
  }

  @Test
  void aFieldThatWouldSplitTheAnswerIsABug() throws IOException {
    String answer = server.talk("GET /split HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
    assertTrue(!answer.contains("X-Other"), answer);
  }

  @Test
  void aClientThatGoesAwayHarmsNobody() throws Exception {
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf");
    }
    try (EchoServer own = EchoServer.plain()) {
      try (RawClient client = own.connect()) {
        client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
        own.asked.take();
      }
      own.letGo.countDown();
      assertTrue(
          own.talk("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
              .startsWith("HTTP/1.1 200 "));
    }
  }
}
