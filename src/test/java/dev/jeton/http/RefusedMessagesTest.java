package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What HTTP/1 itself refuses: one answer, and the end of the connection. */
final class RefusedMessagesTest {
  private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static EchoServer server;

  /** Another one, whose events come when they will. */
  @SuppressWarnings("NullAway.Init")
  private static EchoServer untold;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.plain();
    untold = EchoServer.plain();
  }

  /** Each case has one to itself: what a network repeats is told in part. */
  private static int networks;

  @AfterAll
  static void stop() {
    server.close();
    untold.close();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("two hosts", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        refused("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
        refused("a host with a path", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        refused("a host with a user", 400, "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
        refused("a port that is none", 400, "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n"),
        refused("a folded field", 400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n"),
        refused("a field folded by a tab", 400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n\tb\r\n\r\n"),
        refused("a folded request line", 400, "GET / HTTP/1.1\r\n X: a\r\nHost: h\r\n\r\n"),
        refused(
            "a folded field behind empty lines",
            400,
            "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n"),
        refused("a control octet in the target", 400, "GET /\u0001 HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("a NUL in the target", 400, "GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("a DEL in the target", 400, "GET /\u007f HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("a bare CR in the target", 400, "GET /\rX HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("a tab for a blank", 400, "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("two blanks", 400, "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("a blank in the target", 400, "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("no version", 400, "GET /\r\n\r\n"),
        refused("NULs before the method", 400, "\0\0GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("bare line feeds", 400, "GET / HTTP/1.1\nHost: h\n\n"),
        refused("a bare line feed between fields", 400, "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n"),
        refused("a bare CR in a value", 400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n"),
        refused("a NUL in a value", 400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"),
        refused("a blank before the colon", 400, "GET / HTTP/1.1\r\nHost : h\r\n\r\n"),
        refused("a field without a colon", 400, "GET / HTTP/1.1\r\nHost: h\r\nX\r\n\r\n"),
        refused("a field without a name", 400, "GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n"),
        refused("a method that is no token", 400, "G(T / HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("a target in no form", 400, "GET a/b HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("a target of another scheme", 400, "GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused(
            "an absolute target without a host", 400, "GET http:///a HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("the asterisk", 400, "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("CONNECT", 501, "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n"),
        refused("TRACE", 501, "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n"),
        refused("HTTP/1.2", 505, "GET / HTTP/1.2\r\nHost: h\r\n\r\n"),
        refused("HTTP/2 in clear text", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        refused(
            "another protocol",
            400,
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n"),
        refused(
            "a length and chunks",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        refused(
            "two lengths",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nContent-Length: 3\r\n\r\nabc"),
        refused(
            "a length twice",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
        refused(
            "lengths in a list",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3, 3\r\n\r\nabc"),
        refused(
            "a signed length", 400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +3\r\n\r\nabc"),
        refused(
            "a negative length",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -3\r\n\r\nabc"),
        refused(
            "a length in hex", 400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x3\r\n\r\nabc"),
        refused(
            "an empty length", 400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \r\n\r\nabc"),
        refused(
            "chunks in HTTP/1.0",
            400,
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        refused(
            "another transfer coding",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n"),
        refused(
            "chunked like",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        refused(
            "chunked twice",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        refused(
            "chunked not last",
            400,
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
        refused(
            "two transfer codings",
            501,
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        chunk("no size", "\r\n\r\n"),
        chunk("a size that is no number", "x\r\nabc\r\n0\r\n\r\n"),
        chunk("a signed size", "-1\r\nabc\r\n0\r\n\r\n"),
        chunk("a size with 0x", "0x3\r\nabc\r\n0\r\n\r\n"),
        chunk("a huge size", "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n"),
        chunk("an extension of two words", "3;GET /b HTTP/1.1\r\nabc\r\n0\r\n\r\n"),
        chunk("a size too small", "2\r\nabc\r\n0\r\n\r\n"),
        chunk("a bare line feed behind the size", "3\nabc\r\n0\r\n\r\n"),
        refused(
            "an unknown expectation",
            417,
            "POST / HTTP/1.1\r\nHost: h\r\nExpect: x\r\nContent-Length: 1\r\n\r\n"),
        refused(
            "an unknown coding",
            415,
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx"),
        refused(
            "two codings",
            415,
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 1\r\n\r\nx"));
  }

  private static Arguments refused(String what, int status, String octets) {
    return Arguments.of(what, status, octets);
  }

  private static Arguments chunk(String what, String body) {
    return Arguments.of(
        "chunks: " + what,
        400,
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedOnceAndNothingBehindItIsRead(String what, int status, String octets)
      throws Exception {
    server.asked.clear();
    server.told.clear();
    long before = refusals();
    String from = "127.0.1." + ++networks;
    String answer;
    try (var client = new RawClient(server.port(), from)) {
      client.send(octets + NEXT);
      answer = client.rest();
    }
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("\r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\n"), answer);
    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    assertEquals(answer.indexOf("HTTP/1.1"), answer.lastIndexOf("HTTP/1.1"), answer);
    assertTrue(server.asked.isEmpty(), () -> what + " was served: " + server.asked);
    AuditEvent event = server.told.take();
    assertEquals(AuditEvent.Kind.MESSAGE_REFUSED, event.kind());
    assertEquals(Set.of("cause", "address", "request"), event.detail().keySet());
    assertEquals(from, event.detail().get("address"));
    assertTrue(server.told.isEmpty());
    assertEquals(before + 1, refusals());
    String next = server.talk("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertTrue(next.startsWith("HTTP/1.1 200 "), next);
  }

  private static long refusals() {
    return server.refusals().values().stream().mapToLong(Long::longValue).sum();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedToo_OctetByOctet(String what, int status, String octets) throws IOException {
    try (RawClient client = untold.connect()) {
      for (int i = 0; i < octets.length(); i++) {
        client.send(octets.substring(i, i + 1));
      }
      client.send(NEXT);
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), () -> what + ": " + answer);
    }
  }

  @Test
  void whatAProxyWouldSayIsRefusedWhereNoneIs() throws IOException {
    var none = new ProxyConfig(ProxyConfig.Trust.REJECT, List.of());
    HttpConfig usual = HttpConfig.DEFAULT;
    var config =
        new HttpConfig(usual.publicUrl(), usual.hosts(), usual.limits(), usual.drain(), none);
    try (EchoServer own = EchoServer.plain(config)) {
      String answer =
          own.talk("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n" + NEXT);
      assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
      assertTrue(own.asked.isEmpty());
    }
  }

  @Test
  void whatCameBeforeIsAnsweredFirst() throws IOException {
    try (EchoServer own = EchoServer.plain();
        RawClient client = own.connect()) {
      client.send(
          "GET /wait HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n");
      own.letGo.countDown();
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
      assertTrue(answer.contains("HTTP/1.1 400 Bad Request\r\n"), answer);
    }
  }
}
