package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a connection brings, what is answered is HTTP, what gets through is a request, and the
 * next connection is served. An input is what one connection sends before it ends its side.
 */
final class ListenerFuzzTest {
  private static final Pattern ANSWER =
      Pattern.compile(
          "HTTP/1\\.[01] ([1-5][0-9]{2}) [A-Za-z ]+\r\n((?:[!-9;-~]+: ?[ -~\\x80-\\xff]*\r\n)*)\r\n");
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: ?(\\d+)\r\n");
  private static final Set<String> STATUSES =
      Set.of(
          "100", "200", "400", "408", "413", "414", "415", "417", "431", "500", "501", "503",
          "505");

  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static EchoServer server;

  private static int connections;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.plain();
    server.letGo.countDown();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<byte[]> connections() {
    return Stream.concat(
            WireSeeds.requests().limit(5).map(ListenerFuzzTest::sent),
            Stream.of(
                "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: t\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
                "HEAD http://h/ HTTP/1.0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"))
        .map(WireSeeds::octets);
  }

  private static String sent(String request) {
    int blank = request.indexOf("\n\n");
    String head = (blank < 0 ? request : request.substring(0, blank)).strip();
    String body = blank < 0 ? "" : request.substring(blank + 2);
    return head.replace("\n", "\r\n") + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @MethodSource("connections")
  @FuzzTest
  void answersWhatGetsThroughAndServesTheNext(byte[] input) throws IOException {
    server.asked.clear();
    server.waiting.clear();
    String answers;
    try (RawClient client = server.connect()) {
      client.send(input);
      client.end();
      answers = client.rest();
    }
    boolean mayFail = false;
    for (Request request : server.asked) {
      assertTrue(request.target().startsWith("/"), request.target());
      assertFalse(request.target().chars().anyMatch(c -> c <= ' ' || c == 0x7f));
      for (Headers.Field field : request.headers().fields()) {
        assertTrue(field.name().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"), field.name());
        assertFalse(field.value().matches("(?s).*[\\x00\r\n].*"), "a field of two lines");
      }
      mayFail |= request.path().equals("/bug") || request.path().equals("/split");
    }
    assertAreAnswers(answers, mayFail);
    if (++connections % 64 == 0) {
      assertTrue(
          server
              .talk("GET /next HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
              .startsWith("HTTP/1.1 200 OK\r\n"));
    }
  }

  private static void assertAreAnswers(String answers, boolean mayFail) {
    Matcher answer = ANSWER.matcher(answers);
    int at = 0;
    while (at < answers.length()) {
      assertTrue(
          answer.region(at, answers.length()).lookingAt(), () -> "no answer of HTTP: " + answers);
      assertTrue(STATUSES.contains(answer.group(1)), answer.group(1));
      assertTrue(mayFail || !answer.group(1).equals("500"), "a bug was met");
      Matcher length = LENGTH.matcher(answer.group(2));
      at = answer.end();
      if (length.find() && !answers.startsWith("HTTP/1.", at)) { // no answer to HEAD
        at += Integer.parseInt(length.group(1));
        assertFalse(length.find(), "two lengths");
      }
    }
  }
}
