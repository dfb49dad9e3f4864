package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one client may use. */
final class LimitsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  private static EchoServer limited(
      int connections, int byAddress, int waiting, Duration arrival, Duration idle)
      throws IOException {
    var limits =
        new Limits(2048, 1 << 20, 1024, 2048, connections, byAddress, waiting, arrival, idle);
    return EchoServer.plain(
        new HttpConfig(Optional.empty(), java.util.List.of(), limits, Duration.ofSeconds(1)));
  }

  private static EchoServer usual() throws IOException {
    return limited(100, 100, 100, LONG, LONG);
  }

  @Test
  void aTargetThatIsTooLongIsRefused() throws IOException {
    try (EchoServer server = usual()) {
      String answer = server.talk("GET /" + "a".repeat(1100) + " HTTP/1.1\r\nHost: h\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 414 URI Too Long\r\n"), answer);
    }
  }

  @Test
  void fieldsThatAreTooLongAreRefused() throws IOException {
    try (EchoServer server = usual()) {
      String answer =
          server.talk("GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(2100) + "\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"), answer);
    }
  }

  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

  /** What is sent, and how HTTP refuses it. */
  static Stream<Arguments> tooMuch() {
    return Stream.of(
        Arguments.of(
            "many fields", "431", "GET / HTTP/1.1\r\nHost: h\r\n" + "A: b\r\n".repeat(5000)),
        Arguments.of(
            "many fields without a value",
            "431",
            "GET / HTTP/1.1\r\nHost: h\r\n" + "A:\r\n".repeat(5000)),
        Arguments.of("a long name", "431", "GET / HTTP/1.1\r\nHost: h\r\n" + "A".repeat(20_000)),
        Arguments.of(
            "a field without end", "431", "GET / HTTP/1.1\r\nHost: h\r\nA: " + "a".repeat(20_000)),
        Arguments.of("a method without end", "414", "G".repeat(20_000)),
        Arguments.of(
            "a long chunk extension",
            "400",
            CHUNKED + "1;a=" + "b".repeat(20_000) + "\r\na\r\n0\r\n\r\n"),
        Arguments.of("many chunk extensions", "400", CHUNKED + "1" + ";a=b".repeat(5000)),
        Arguments.of(
            "a size of many zeros", "400", CHUNKED + "0".repeat(20_000) + "1\r\na\r\n0\r\n\r\n"),
        Arguments.of(
            "a long trailer",
            "400",
            CHUNKED + "1\r\na\r\n0\r\nA: " + "b".repeat(20_000) + "\r\n\r\n"),
        Arguments.of(
            "many trailers", "400", CHUNKED + "1\r\na\r\n0\r\n" + "A: b\r\n".repeat(5000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooMuch")
  void tooMuchOfAnythingIsRefusedBeforeItEnds(String what, String status, String octets)
      throws Exception {
    try (EchoServer server = usual()) {
      String answer = server.talk(octets);
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertTrue(server.asked.isEmpty());
      assertEquals("127.0.0.1", server.told.take().detail().get("address"));
      assertEquals(1L, server.refusals().values().stream().mapToLong(Long::longValue).sum());
      assertTrue(
          server
              .talk("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
              .startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void aBodyAnnouncedTooLargeIsRefusedBeforeItComes() throws IOException {
    try (EchoServer server = usual()) {
      String answer =
          server.talk(
              "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2049\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 413 Content Too Large\r\n"), answer);
    }
  }

  @Test
  void aChunkedBodyIsRefusedAsSoonAsItIsTooLarge() throws IOException {
    try (EchoServer server = usual();
        RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("800\r\n" + "a".repeat(2048) + "\r\n1\r\na\r\n");
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }
  }

  @Test
  void aBodyOfJustTheLimitIsServed() throws IOException {
    try (EchoServer server = usual();
        RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2048\r\n\r\n" + "b".repeat(2048));
      assertTrue(client.answer().endsWith("b".repeat(2048)));
    }
  }

  @Test
  void aConnectionThatSendsNothingIsClosedInSilence() throws IOException {
    try (EchoServer server = limited(9, 9, 9, SHORT, LONG);
        RawClient client = server.connect()) {
      assertEquals("", client.rest());
    }
  }

  @Test
  void aHeadThatDripsIsCutOff() throws IOException {
    try (EchoServer server = limited(9, 9, 9, SHORT, LONG);
        RawClient client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\nX: ");
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 408 Request Timeout\r\n"), answer);
    }
  }

  @Test
  void theHeadOfALaterRequestMayNotDripEither() throws IOException {
    try (EchoServer server = limited(9, 9, 9, SHORT, LONG);
        RawClient client = server.connect()) {
      client.send(GET);
      client.answer();
      client.send("GET / HTTP/1.1\r\n");
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }
  }

  @Test
  void aBodyThatDripsIsCutOff() throws IOException {
    try (EchoServer server = limited(9, 9, 9, SHORT, LONG);
        RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\na");
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }
  }

  @Test
  void anIdleConnectionIsClosedInSilence() throws IOException {
    try (EchoServer server = limited(9, 9, 9, LONG, SHORT);
        RawClient client = server.connect()) {
      client.send(GET);
      client.answer();
      assertEquals("", client.rest());
    }
  }

  @Test
  void aRequestThatIsBeingServedIsNotCutOff() throws Exception {
    try (EchoServer server = limited(9, 9, 9, SHORT, SHORT);
        RawClient client = server.connect();
        RawClient idle = server.connect()) {
      client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      server.asked.take();
      assertEquals("", idle.rest()); // so much later
      server.letGo.countDown();
      assertTrue(client.answer().startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void connectionsBeyondTheLimitsAreClosedAndLaterOnesServed() throws IOException {
    for (EchoServer server :
        java.util.List.of(limited(2, 9, 9, LONG, LONG), limited(9, 2, 9, LONG, LONG))) {
      try (server) {
        try (RawClient one = server.connect();
            RawClient two = server.connect()) {
          one.send(GET);
          one.answer();
          two.send(GET);
          two.answer();
          try (RawClient three = server.connect()) {
            assertEquals("", three.rest());
          }
        }
        String answer = "";
        while (answer.isEmpty()) { // until the server has noticed that the two are gone
          try (RawClient four = server.connect()) {
            four.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            answer = four.rest();
          } catch (java.net.SocketException _) {
            // closed before we could speak
          }
        }
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      }
    }
  }

  @Test
  void whatWaitsIsBounded() throws Exception {
    try (EchoServer server = limited(9, 9, 1, LONG, LONG);
        RawClient first = server.connect();
        RawClient second = server.connect()) {
      first.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      server.waiting.take();
      second.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      assertTrue(second.answer().endsWith("\r\n\r\noverloaded"));
      server.letGo.countDown();
      assertTrue(first.answer().contains("\r\n\r\nGET /wait "));
    }
  }

  @Test
  void aLimitOutOfItsRangeIsRefusedByName() {
    var problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Limits(10, 1 << 20, 1024, 1024, 1, 1, 1, LONG, LONG));
    assertEquals("body: want 1024 to 67108864, not 10", problem.getMessage());
  }

  @Test
  void aRoomThatIsTooSmallForALargeRequestOfEachFourNetworksIsRefused() {
    long least = 4 * (256 * 1024 + 7 * 1024 + 100 * 288 + 24 * 1024);
    Limits usual = Limits.DEFAULT;
    assertEquals(least, roomy(usual, least).bodies());
    var problem = assertThrows(IllegalArgumentException.class, () -> roomy(usual, least - 1));
    assertEquals(
        "limits.bodies: want at least 1261 KiB, for four of the largest requests, not 1260 KiB; it is"
            + " an eighth of the Java heap unless it is set",
        problem.getMessage());
  }

  private static Limits roomy(Limits usual, long bodies) {
    return new Limits(
        usual.body(),
        bodies,
        usual.requestLine(),
        usual.headers(),
        usual.connections(),
        usual.connectionsByNetwork(),
        usual.waiting(),
        usual.arrival(),
        usual.idle());
  }

  @Test
  void moreFieldsThanAnyClientSendsAreRefusedEachOfWhichIsShort() throws IOException {
    String head = "GET / HTTP/1.1\r\nHost: h\r\n";
    try (EchoServer server = usual()) {
      String answer = server.talk(head + "A: b\r\n".repeat(99) + "Connection: close\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
      answer = server.talk(head + "A: b\r\n".repeat(98) + "Connection: close\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
  }
}
