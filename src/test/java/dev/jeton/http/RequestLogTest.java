package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is logged of a request, and what never is. */
final class RequestLogTest {
  private static final Logger REQUESTS = Logger.getLogger("dev.jeton.request");
  private static final Logger BUGS = Logger.getLogger("dev.jeton.http");

  private final LinkedBlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
  private final Handler keeper =
      new Handler() {
        @Override
        public void publish(LogRecord told) {
          records.add(told);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    REQUESTS.setLevel(Level.INFO);
    for (Logger logger : List.of(REQUESTS, BUGS)) {
      logger.addHandler(keeper);
      logger.setUseParentHandlers(false);
    }
  }

  @AfterEach
  void stopListening() {
    for (Logger logger : List.of(REQUESTS, BUGS)) {
      logger.removeHandler(keeper);
      logger.setUseParentHandlers(true);
    }
  }

  private RequestLine line() throws InterruptedException {
    return (RequestLine) records.take().getParameters()[0];
  }

  private static void get(EchoServer server, String request) throws IOException {
    server.talk(request + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  }

  @Test
  void aRequestLeavesOneRecordWithoutItsTarget() throws Exception {
    try (EchoServer server = EchoServer.plain()) {
      get(server, "GET /path?password=secret");
      RequestLine line = line();
      assertEquals("tb7yo0-1", line.id());
      assertEquals("tb7yo0-1 GET echo Echo 200 echoed " + line.micros() + "us", line.toString());
      get(server, "FROB /");
      assertEquals("-", line().method());
      get(server, "GET /silent");
      assertEquals(0, line().status());
      assertTrue(records.isEmpty());
    }
  }

  @Test
  void whatARequestCausesNamesItWhicheverThreadAnswers() throws Exception {
    try (EchoServer server = EchoServer.plain()) {
      server.letGo.countDown();
      String fields = "Host: h\r\nX-Request-Id: theirs\r\nConnection: close\r\n";
      String large = "x".repeat(20_000); // read on a virtual thread
      for (String request :
          List.of(
              "GET / HTTP/1.1\r\n" + fields + "\r\n",
              "GET /wait HTTP/1.1\r\n" + fields + "\r\n",
              "POST / HTTP/1.1\r\n" + fields + "Content-Length: 20000\r\n\r\n" + large)) {
        assertFalse(server.talk(request).contains("X-Request-Id"));
        String id = line().id();
        assertTrue(id.startsWith("tb7yo0-"), id);
        assertEquals(Map.of("request", id), server.events.take().detail());
      }
    }
  }

  @Test
  void aProxyOfOursMayHaveNamedIt() throws Exception {
    var ours =
        new ProxyConfig(ProxyConfig.Trust.ACCEPT, List.of(Cidr.of("127.0.0.0/8").orElseThrow()));
    var config =
        new HttpConfig(Optional.empty(), List.of(), Limits.DEFAULT, Duration.ofSeconds(5), ours);
    try (EchoServer server = EchoServer.plain(config)) {
      server.talk(
          "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Request-Id: 5f2c-9a.7e_41\r\n\r\n");
      assertEquals("5f2c-9a.7e_41", line().id());
      assertEquals(Map.of("request", "5f2c-9a.7e_41"), server.events.take().detail());
    }
  }

  @Test
  void whatHttpRefusesIsLoggedToo() throws Exception {
    try (EchoServer server = EchoServer.plain()) {
      server.talk("GET /secret HTTP/1.1\r\n\r\n");
      RequestLine line = line();
      assertEquals("tb7yo0-1 - - - 400 bad-head 0us", line.toString());
    }
  }

  @Test
  void aBugIsToldByItsFramesUnderTheIdOfTheAnswer() throws Exception {
    try (EchoServer server = EchoServer.plain()) {
      get(server, "GET /bug?secret");
      LogRecord bug = records.take();
      assertEquals("request tb7yo0-1 met a bug", bug.getMessage());
      assertEquals("java.lang.IllegalStateException", bug.getThrown().getMessage());
      assertEquals("take", bug.getThrown().getStackTrace()[0].getMethodName());
      assertFalse(bug.getThrown().toString().contains("secret"));
      assertEquals("tb7yo0-1", line().id());
    }
  }

  @Test
  void nothingIsLoggedWhereThatIsOff() throws Exception {
    REQUESTS.setLevel(Level.WARNING);
    try (EchoServer server = EchoServer.plain()) {
      get(server, "GET /");
      assertTrue(records.isEmpty());
    }
  }
}
