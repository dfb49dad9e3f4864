package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.wire.Reply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** No event loop waits, and one that did would be found. */
final class EventLoopTest {
  private static final String GET = " HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final long LONG_ENOUGH = 200_000_000;

  @Test
  void whatWaitsLeavesTheEventLoopsFree() throws Exception {
    try (EventLoopWatch watch = EventLoopWatch.start();
        EchoServer server = EchoServer.plain();
        RawClient waiting = server.connect();
        RawClient quick = server.connect()) {
      waiting.send("GET /wait" + GET);
      server.asked.take();
      for (int i = 0; i < 200; i++) {
        quick.send("GET /" + i + GET);
        assertTrue(quick.answer().contains("\r\n\r\nGET /" + i + " "));
      }
      server.letGo.countDown();
      waiting.answer();
      assertEquals(List.of(), watch.found());
    }
  }

  @Test
  void anEventLoopThatWaitsIsFound() throws Exception {
    Handler waits =
        _ -> {
          LockSupport.parkNanos(LONG_ENOUGH);
          return new Work.Done(
              Answered.of(Reply.of(200, "text/plain", "late"), "echo", "Late", "late"));
        };
    try (EventLoopWatch watch = EventLoopWatch.start();
        var listeners =
            Listeners.start(
                List.of(new Listener("late", "127.0.0.1", 0, Optional.empty(), waits)),
                HttpConfig.DEFAULT,
                _ -> {},
                EchoServer.NOON);
        var client = new RawClient(listeners.port("late"))) {
      client.send("GET /" + GET);
      client.answer();
      assertFalse(watch.found().isEmpty());
    }
  }
}
