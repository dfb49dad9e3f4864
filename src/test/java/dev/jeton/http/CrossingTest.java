package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a server behind, and comes back, octet by octet. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class CrossingTest {
  private static final String HOST = " HTTP/1.1\r\nHost: h\r\n";
  private static final String CLOSE = "Connection: close\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** Answers each request with what it was asked. */
  private static Behind echoing() throws IOException {
    return new Behind(
        client -> {
          while (true) {
            client.send(answer(client.answer()));
          }
        });
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  /** Without the fields that tell of the request alone. */
  private static String plain(Behind behind, String request) {
    return request
        .replace("127.0.0.1:" + behind.port(), "BEHIND")
        .replaceAll("(?i)x-request-id: [0-9a-z-]+\r\n", "");
  }

  @Test
  void aRequestWithoutABodyGoesOnAsItIs() throws Exception {
    try (Behind behind = echoing();
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /a/./b?c=%zz;d!e" + HOST + "X-Kept: 1\r\n" + CLOSE + "\r\n");
      assertEquals(
          "GET /a/./b?c=%zz;d!e HTTP/1.1\r\nx-kept: 1\r\nhost: behind\r\n\r\n",
          lower(plain(behind, body(told))));
    }
  }

  private static String lower(String request) {
    int fields = request.indexOf("\r\n");
    return request.substring(0, fields) + request.substring(fields).toLowerCase(Locale.ROOT);
  }

  @Test
  void whatIsBeyondAsciiInATargetIsPercentEncoded() throws Exception {
    try (Behind behind = echoing();
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /?x=\u00e9" + HOST + CLOSE + "\r\n");
      assertTrue(body(told).startsWith("GET /?x=%E9 HTTP/1.1\r\n"), told);
    }
  }

  @Test
  void aBodyThatIsThereWholeIsMeasuredHoweverItCame() throws Exception {
    try (Behind behind = echoing();
        Front front = Front.before(behind.port())) {
      for (String path : List.of("/late", "/wait")) {
        String told =
            front.talk(
                "POST "
                    + path
                    + HOST
                    + CLOSE
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n");
        if (path.equals("/late")) {
          assertTrue(told.toLowerCase(Locale.ROOT).contains("\r\ncontent-length: 5\r\n"), told);
          assertTrue(told.endsWith("\r\n\r\nabcde"), told);
          assertFalse(told.contains("X-Trailer"), told);
        }
      }
    }
  }

  @Test
  void aLongBodyOfUnknownLengthIsChunkedAnew() throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  String head = client.head();
                  client.send(OK);
                  client.end();
                  head += client.rest();
                  throw new IOException(head);
                });
        Front front = Front.before(behind.port())) {
      String part = "0123456789abcdef".repeat(1024);
      String chunk = "4000\r\n" + part + "\r\n";
      String answer =
          front.talk(
              "POST /late"
                  + HOST
                  + CLOSE
                  + "Transfer-Encoding: chunked\r\n\r\n"
                  + chunk.repeat(4)
                  + "0\r\n\r\n");
      assertTrue(answer.endsWith("ok"), answer);
      String heard = behind.heard.take();
      assertTrue(heard.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked\r\n"), heard);
      assertFalse(heard.toLowerCase(Locale.ROOT).contains("content-length"), heard);
      assertEquals(
          part.repeat(4),
          heard
              .substring(heard.indexOf("\r\n\r\n") + 4)
              .replaceAll("(?s)\r\n[0-9a-f]+\r\n|^[0-9a-f]+\r\n", "")
              .strip(),
          heard.substring(0, 300));
    }
  }

  @Test
  void whoWaitsForOurWordIsTold() throws Exception {
    try (Behind behind = echoing();
        Front front = Front.before(behind.port());
        RawClient client = front.connect()) {
      client.send("POST /late" + HOST + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.head());
      client.send("abc");
      String told = client.answer();
      assertTrue(told.endsWith("\r\n\r\nabc"), told);
      assertFalse(told.toLowerCase(Locale.ROOT).contains("expect"), told);
    }
  }

  @Test
  void whoIsRefusedByItsHeadIsNotAskedForItsBody() throws Exception {
    try (Behind behind = echoing();
        Front front = Front.before(behind.port())) {
      String told =
          front.talk("POST /dead" + HOST + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      assertTrue(told.startsWith("HTTP/1.1 401 "), told);
      assertTrue(told.endsWith("\r\n\r\ndead"), told);
    }
  }

  @Test
  void whatIsOursIsStillReadWholeWithinOurLimits() throws Exception {
    try (Behind behind = echoing();
        Front front = Front.before(behind.port())) {
      String large = "x".repeat(100_000);
      assertTrue(
          front
              .talk("POST /ours" + HOST + CLOSE + "Content-Length: 100000\r\n\r\n" + large)
              .endsWith("ours, 100000 octets"));
      assertTrue(
          front
              .talk("POST /ours" + HOST + CLOSE + "Content-Length: 1000000\r\n\r\n" + large)
              .startsWith("HTTP/1.1 413 "));
      assertTrue(
          front
              .talk(
                  "POST /ours"
                      + HOST
                      + CLOSE
                      + "Content-Encoding: br\r\nContent-Length: 1\r\n\r\nx")
              .startsWith("HTTP/1.1 415 "));
    }
  }

  @Test
  void aBodyBeyondItsOwnLimitIsRefused() throws Exception {
    try (Behind behind = new Behind(client -> client.rest());
        Front front =
            new Front(
                Front.config("http://127.0.0.1:" + behind.port()),
                Optional.empty(),
                OptionalLong.of(100_000))) {
      assertTrue(
          front
              .talk("POST /x" + HOST + "Content-Length: 100001\r\n\r\n")
              .startsWith("HTTP/1.1 413 "));
      String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
      assertTrue(
          front
              .talk("POST /x" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(7))
              .startsWith("HTTP/1.1 413 "));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, 200 OK, Content-Length: 7",
    "GET, 204 No Content, X-A: 1",
    "GET, 304 Not Modified, Content-Length: 7"
  })
  void anAnswerWithoutABodyEndsWithItsHead(String method, String status, String field)
      throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  while (true) {
                    client.head();
                    client.send("HTTP/1.1 " + status + "\r\n" + field + "\r\n\r\n");
                  }
                });
        Front front = Front.before(behind.port());
        RawClient client = front.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send(method + " /" + HOST + "\r\n");
        String head = client.head();
        assertTrue(head.startsWith("HTTP/1.1 " + status + "\r\n"), head);
        assertTrue(head.toLowerCase(Locale.ROOT).contains(field.toLowerCase(Locale.ROOT)), head);
        assertFalse(head.toLowerCase(Locale.ROOT).contains("transfer-encoding"), head);
      }
    }
  }

  private static Behind saying(String answer) throws IOException {
    return new Behind(
        client -> {
          client.head();
          client.send(answer);
          client.end();
        });
  }

  @Test
  void anAnswerOfUnknownLengthIsChunkedAnew() throws Exception {
    try (Behind behind =
            saying(
                """
                HTTP/1.1 200 OK\r
                Transfer-Encoding: chunked\r
                Connection: X-Hop\r
                X-Hop: 1\r
                Keep-Alive: 5\r
                X-Kept: 1\r
                \r
                3\r
                abc\r
                0\r
                X-Trailer: 1\r
                \r
                """);
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /" + HOST + CLOSE + "\r\n").toLowerCase(Locale.ROOT);
      assertTrue(told.contains("transfer-encoding: chunked\r\n"), told);
      assertTrue(told.contains("x-kept: 1\r\n"), told);
      assertTrue(told.endsWith("\r\n\r\n3\r\nabc\r\n0\r\n\r\n"), told);
      for (String gone : List.of("x-hop", "keep-alive", "x-trailer")) {
        assertFalse(told.contains(gone), told);
      }
    }
  }

  @Test
  void anAnswerThatTheConnectionEndsIsChunkedAnew() throws Exception {
    try (Behind behind = saying("HTTP/1.0 200 OK\r\n\r\nabc");
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /" + HOST + CLOSE + "\r\n");
      assertTrue(told.endsWith("\r\n\r\n3\r\nabc\r\n0\r\n\r\n"), told);
    }
  }

  @Test
  void toHttp10AnAnswerOfUnknownLengthEndsWithItsConnection() throws Exception {
    try (Behind behind =
            saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        Front front = Front.before(behind.port())) {
      String told =
          front.talk("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").toLowerCase(Locale.ROOT);
      assertTrue(told.endsWith("\r\n\r\nabc"), told);
      assertFalse(told.contains("transfer-encoding"), told);
      assertFalse(told.contains("keep-alive"), told);
    }
  }

  @Test
  void aRedirectionWithinTheServerBehindLeadsToUs() throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  String host = client.head().replaceAll("(?s).*\r\n[Hh]ost: ([^\r]*)\r.*", "$1");
                  client.send(
                      "HTTP/1.1 302 Found\r\nLocation: http://"
                          + host
                          + "/next?a\r\n"
                          + "Content-Length: 0\r\n\r\n");
                });
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /" + HOST + CLOSE + "\r\n");
      String port = ":" + front.port();
      assertTrue(
          told.toLowerCase(Locale.ROOT)
              .contains("location: http://localhost" + port + "/next?a\r\n"),
          told);
    }
  }

  @Test
  void aGoodAnswerIsRewrittenWhereThatIsAskedFor() throws Exception {
    try (Behind behind = saying("HTTP/1.1 200 OK\r\nETag: 1\r\nContent-Length: 5\r\n\r\nolden");
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /wsdl" + HOST + CLOSE + "\r\n");
      assertTrue(told.endsWith("\r\n\r\nanewen"), told);
      assertTrue(told.toLowerCase(Locale.ROOT).contains("content-length: 6\r\n"), told);
      assertFalse(told.toLowerCase(Locale.ROOT).contains("etag"), told);
    }
  }

  @Test
  void noServerBehindIsToldAsSuch() throws Exception {
    int nobody;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    try (Front front = Front.before(nobody)) {
      assertTrue(front.talk("GET /" + HOST + CLOSE + "\r\n").startsWith("HTTP/1.1 502 "));
      String told = front.talk("POST /x" + HOST + "Content-Length: 9\r\n\r\nabc");
      assertTrue(told.startsWith("HTTP/1.1 502 "), told);
      assertTrue(told.endsWith("\r\n\r\ndown"), told);
    }
  }

  /** Its head is so heavy that it takes room; the rest of it comes once that is seen. */
  @ParameterizedTest
  @CsvSource({
    "/, cde, 200",
    "/, '', 0",
    "/late, cde, 200",
    "/late, '', 0",
    "/wait, cde, 200",
    "/ours, cde, 200",
    "/dead, cde, 401",
    "/slow, cde, 504",
    "/broken, cde, 502"
  })
  void howeverARequestEndsItHoldsNothingMore(String target, String rest, int status)
      throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  String asked = client.answer();
                  if (asked.startsWith("POST /slow")) {
                    client.rest();
                  } else {
                    client.send(asked.startsWith("POST /broken") ? "HTTP/1.1 200" : OK);
                  }
                });
        Front front = Front.before(behind.port())) {
      RawClient client = front.connect();
      client.send("POST " + target + HOST + "A: b\r\n".repeat(90) + "Content-Length: 5\r\n\r\nab");
      if (status != 401) { // which does not wait for the rest
        Held.await(front::held, now -> now >= 20_000);
      }
      if (status != 0) {
        client.send(rest);
        String answer = client.answer();
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        Held.await(front::held, now -> now == 0);
      }
      client.close();
      Held.await(front::held, now -> now == 0);
    }
  }

  @Test
  void whatIsStillChosenForIsHeldAlsoWhenItsClientIsGone() throws Exception {
    try (Behind behind = echoing();
        Front front = Front.before(behind.port())) {
      RawClient client = front.connect();
      client.send("POST /held" + HOST + "A: b\r\n".repeat(90) + "Content-Length: 5\r\n\r\nab");
      front.choosing.take();
      long held = front.held();
      assertTrue(held > 20_000, "held " + held);
      client.close();
      RawClient other = front.connect();
      other.send("POST /late" + HOST + "A: b\r\n".repeat(90) + "Content-Length: 5\r\n\r\nab");
      Held.await(front::held, now -> now >= held + 20_000);
      other.close();
      Held.await(front::held, now -> now <= held); // so much later
      assertEquals(held, front.held());
      front.letGo.countDown();
      Held.await(front::held, now -> now == 0);
    }
  }

  @Test
  void aServerBehindThatDoesNotAnswerIsToldAsSuch() throws Exception {
    try (Behind behind = new Behind(client -> client.rest());
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /" + HOST + CLOSE + "\r\n");
      assertTrue(told.startsWith("HTTP/1.1 504 "), told);
      assertTrue(told.endsWith("\r\n\r\nslow"), told);
    }
  }

  @Test
  void aServerBehindThatSpeaksNoHttpIsDown() throws Exception {
    try (Behind behind = saying("SSH-2.0-OpenSSH_9.9\r\n\r\n");
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /" + HOST + CLOSE + "\r\n");
      assertTrue(told.startsWith("HTTP/1.1 502 "), told);
    }
  }

  @Test
  void whatWaitsBeyondTheQueueIsToldThatItIsTooMuch() throws Exception {
    var begun = new CountDownLatch(1);
    var letGo = new CountDownLatch(1);
    try (Behind behind =
            new Behind(
                client -> {
                  client.head();
                  begun.countDown();
                  letGo.await();
                  client.send(OK);
                });
        Front front =
            new Front(
                Front.config("http://127.0.0.1:" + behind.port(), Optional.empty(), false, 1),
                Optional.empty(),
                OptionalLong.empty());
        RawClient first = front.connect()) {
      first.send("GET /" + HOST + "\r\n");
      begun.await();
      var answers = new java.util.concurrent.LinkedBlockingQueue<String>();
      for (int i = 0; i < 4; i++) {
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    answers.add(front.talk("GET /" + HOST + CLOSE + "\r\n"));
                  } catch (IOException e) {
                    answers.add(e.toString());
                  }
                });
      }
      String told = answers.take();
      assertTrue(told.startsWith("HTTP/1.1 503 "), told);
      letGo.countDown();
      assertTrue(first.answer().endsWith("ok"));
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNoWholeOne() throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  client.head();
                  client.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                });
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /" + HOST + "\r\n");
      assertTrue(told.endsWith("abc\r\n"), told);
    }
    try (Behind behind = saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
        Front front = Front.before(behind.port())) {
      String told = front.talk("GET /" + HOST + "\r\n");
      assertTrue(told.endsWith("\r\n\r\nabc"), told);
    }
  }

  @Test
  void aClientThatGoesAwayEndsWhatWasAskedForIt() throws Exception {
    var asked = new CountDownLatch(1);
    try (Behind behind =
            new Behind(
                client -> {
                  client.head();
                  asked.countDown();
                  client.rest();
                  throw new IOException("nobody waits");
                });
        Front front =
            new Front(
                new BackendConfig(
                    java.net.URI.create("http://127.0.0.1:" + behind.port()),
                    Optional.empty(),
                    false,
                    1,
                    1,
                    java.time.Duration.ofSeconds(5),
                    java.time.Duration.ofMinutes(5),
                    java.time.Duration.ofMinutes(5),
                    java.time.Duration.ofMinutes(5)),
                Optional.empty(),
                OptionalLong.empty())) {
      try (RawClient client = front.connect()) {
        client.send("GET /" + HOST + "\r\n");
        asked.await();
      }
      assertEquals("ended: nobody waits", behind.heard.take());
    }
  }

  @Test
  void anAnswerThatNeedsNoBodyEndsTheConnection() throws Exception {
    try (Behind behind =
            new Behind(
                answeringTheHead(
                    "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig"));
        Front front = Front.before(behind.port())) {
      String told = front.talk("POST /" + HOST + "Content-Length: 1000000\r\n\r\nabc");
      assertTrue(told.startsWith("HTTP/1.1 413 "), told);
      assertTrue(told.endsWith("\r\n\r\nbig"), told);
    }
  }

  private static Behind.Script answeringTheHead(String answer) {
    return client -> {
      client.head();
      client.send(answer);
      client.rest();
    };
  }

  @Test
  void anAnswerBeforeTheBodyCostsNoConnectionWhereLittleIsLeft() throws Exception {
    try (Behind behind = new Behind(answeringTheHead(OK));
        Front front = Front.before(behind.port());
        RawClient client = front.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send("POST /" + HOST + "Content-Length: 65536\r\n\r\nabc");
        String told = client.answer();
        assertTrue(told.endsWith("\r\n\r\nok"), told);
        assertFalse(told.toLowerCase(Locale.ROOT).contains("connection: close"), told);
        client.send("x".repeat(65533));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1000000", "Transfer-Encoding: chunked"})
  void whoseConnectionEndsWithAnAnswerIsToldSo(String framing) throws Exception {
    try (Behind behind = new Behind(answeringTheHead(OK));
        Front front = Front.before(behind.port())) {
      String told = front.talk("POST /" + HOST + framing + "\r\n\r\n3\r\nabc\r\n");
      assertTrue(told.toLowerCase(Locale.ROOT).contains("connection: close\r\n"), told);
      assertTrue(told.endsWith("\r\n\r\nok"), told);
    }
  }

  @Test
  void aBodyThatTurnsOutCorruptIsNotCompletedBehind() throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  client.head();
                  throw new IOException(client.rest());
                });
        Front front = Front.before(behind.port())) {
      String told =
          front.talk(
              "POST /" + HOST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n0\r\n\r\n");
      assertTrue(told.startsWith("HTTP/1.1 400 "), told);
      String heard = behind.heard.take();
      assertFalse(heard.contains("\r\n0\r\n"), heard);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +3\r\n\r\nabc",
        "GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\n folded: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\rX-B: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nHost: other\r\n\r\n",
        "GET /\u0001 HTTP/1.1\r\nHost: h\r\n\r\n",
        "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n"
      })
  void whatCouldBeReadInTwoWaysGoesNoFurther(String request) throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  throw new IOException(client.head());
                });
        Front front = Front.before(behind.port())) {
      String told = front.talk(request);
      assertTrue(told.startsWith("HTTP/1.1 400 ") || told.startsWith("HTTP/1.1 501 "), told);
      assertTrue(behind.heard.isEmpty(), behind.heard::toString);
    }
  }

  @Test
  void aRequestBehindAnotherIsAnotherRequestBehind() throws Exception {
    try (Behind behind = echoing();
        Front front = Front.before(behind.port());
        RawClient client = front.connect()) {
      client.send(
          "POST /1"
              + HOST
              + "Content-Length: 44\r\n\r\n"
              + "GET /inner HTTP/1.1\r\nHost: h\r\nX-Inner: 1\r\n\r\n".substring(0, 44)
              + "GET http://other.example/2"
              + HOST
              + "\r\n");
      String first = client.answer();
      assertTrue(body(first).startsWith("POST /1 HTTP/1.1\r\n"), first);
      String second = client.answer();
      assertTrue(body(second).startsWith("GET /2 HTTP/1.1\r\n"), second);
      assertTrue(
          plain(behind, second).toLowerCase(Locale.ROOT).contains("host: behind\r\n"), second);
    }
  }

  @Test
  void onlyWhatMayBeDoneTwiceIsSentAgainWhereAConnectionWasStale() throws Exception {
    var connections = new AtomicLong();
    try (Behind behind =
            new Behind(
                client -> {
                  boolean stale = connections.incrementAndGet() % 2 == 1;
                  client.head();
                  if (!stale) {
                    client.send(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
                  }
                });
        Front front = Front.before(behind.port())) {
      assertTrue(front.talk("GET /" + HOST + CLOSE + "\r\n").endsWith("ok"));
      assertEquals(2, connections.get());
      assertTrue(
          front
              .talk("POST /" + HOST + CLOSE + "Content-Length: 0\r\n\r\n")
              .startsWith("HTTP/1.1 502 "));
      assertEquals(3, connections.get());
    }
  }

  @Test
  void noMoreIsTakenInThanTheServerBehindTakes() throws Exception {
    try (Behind behind =
            new Behind(
                client -> {
                  client.head();
                  Thread.currentThread().join(0);
                });
        Front front = Front.before(behind.port());
        RawClient client = front.connect()) {
      client.send("POST /" + HOST + "Content-Length: 100000000\r\n\r\n");
      var sent = new AtomicLong();
      var sending =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      byte[] part = new byte[64 * 1024];
                      for (int i = 0; i < 1500; i++) {
                        client.send(part);
                        sent.addAndGet(part.length);
                      }
                    } catch (IOException _) {
                      // refused as too slow in the end
                    }
                  });
      String told = client.head();
      long before = sent.get(); // from here on it is thrown away
      assertTrue(told.startsWith("HTTP/1.1 504 "), told);
      assertTrue(before < 20_000_000, () -> before + " octets went somewhere");
      sending.join();
    }
  }

  @Test
  void noMoreIsTakenFromTheServerBehindThanTheClientTakes() throws Exception {
    var sent = new AtomicLong();
    try (Behind behind =
            new Behind(
                client -> {
                  client.head();
                  client.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
                  byte[] part = new byte[64 * 1024];
                  for (int i = 0; i < 1500; i++) {
                    client.send(part);
                    sent.addAndGet(part.length);
                  }
                });
        Front front = Front.before(behind.port());
        RawClient client = front.connect()) {
      client.send("GET /" + HOST + "\r\n");
      client.head();
      String ended = behind.heard.take(); // we gave up, since nothing moved
      assertTrue(ended.startsWith("ended: "), ended);
      assertTrue(sent.get() < 20_000_000, () -> sent + " octets went somewhere");
    }
  }

  @Test
  void aHundredMegabytesGoEachWay() throws Exception {
    int parts = 1600;
    byte[] part = new byte[64 * 1024];
    new java.util.Random(1).nextBytes(part);
    try (EventLoopWatch watch = EventLoopWatch.start();
        Behind behind =
            new Behind(
                client -> {
                  client.head();
                  long sum = client.sum((long) parts * part.length);
                  client.send(
                      "HTTP/1.1 200 OK\r\nX-Sum: "
                          + sum
                          + "\r\nContent-Length: "
                          + (long) parts * part.length
                          + "\r\n\r\n");
                  for (int i = 0; i < parts; i++) {
                    client.send(part);
                  }
                });
        Front front = Front.before(behind.port());
        RawClient client = front.connect()) {
      client.send("POST /" + HOST + "Content-Length: " + (long) parts * part.length + "\r\n\r\n");
      for (int i = 0; i < parts; i++) {
        client.send(part);
      }
      long expected = 0;
      for (byte octet : part) {
        expected += octet;
      }
      String head = client.head();
      assertTrue(
          head.toLowerCase(Locale.ROOT).contains("x-sum: " + expected * parts + "\r\n"), head);
      assertEquals(expected * parts, client.sum((long) parts * part.length));
      assertEquals(List.of(), watch.found());
    }
  }
}
