package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How the server stops, and how it fails to start. */
final class DrainTest {
  @Test
  void aRequestInFlightIsAnsweredWhileTheServerStops() throws Exception {
    EchoServer server = EchoServer.plain();
    try (RawClient idle = server.connect();
        RawClient busy = server.connect()) {
      idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      idle.answer();
      busy.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      server.asked.take();
      server.asked.take();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::drain);
      assertEquals("", idle.rest()); // closed at once
      assertThrows(
          ConnectException.class,
          () -> {
            while (true) { // until the socket is closed
              server.connect().close();
            }
          });
      server.letGo.countDown();
      String answer = busy.rest();
      assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
      stopped.get();
    }
  }

  @Test
  void aPortThatIsTakenIsToldByName() throws IOException {
    try (EchoServer server = EchoServer.plain()) {
      var taken =
          new Listener(
              "second",
              "127.0.0.1",
              server.port(),
              Optional.empty(),
              Handler.waiting("none", _ -> dev.jeton.wire.Reply.silence()));
      var problem =
          assertThrows(
              IOException.class,
              () -> Listeners.start(List.of(taken), HttpConfig.DEFAULT, _ -> {}, EchoServer.NOON));
      String told = String.valueOf(problem.getMessage());
      assertTrue(
          told.startsWith("second: can't listen on 127.0.0.1:" + server.port() + ": "), told);
    }
  }
}
