package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections end whose requests were answered before Vert.x saw them. */
@Timeout(60)
final class ShortWayEndTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

  private static EchoServer server(Duration arrival, Duration idle) throws IOException {
    var limits = new Limits(2048, 1 << 20, 1024, 2048, 9, 9, 9, arrival, idle);
    return EchoServer.plain(
        new HttpConfig(Optional.empty(), List.of(), limits, Duration.ofSeconds(9)));
  }

  private static int answers(String all) {
    return all.split("HTTP/1\\.[01] 200 OK\r\n", -1).length - 1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET /last HTTP/1.1\r\nHost: h\r\nconnection: Close\r\n\r\n",
        "POST /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
        "GET /last HTTP/1.0\r\n\r\n",
        "GET /last HTTP/1.0\r\nHost: h\r\n\r\n"
      })
  void whoAsksForTheEndGetsItBehindItsAnswer(String last) throws IOException {
    try (EchoServer server = server(LONG, LONG)) {
      for (String before : List.of("", GET, GET + GET)) {
        try (RawClient client = server.connect()) {
          client.send(before);
          for (int i = 0; i < before.length() / GET.length(); i++) {
            client.answer();
          }
          client.send(last + GET);
          String rest = client.rest();
          assertEquals(1, answers(rest), rest);
          assertTrue(rest.contains("/last "), rest);
        }
        String together = server.talk(before + last + GET);
        assertEquals(1 + before.length() / GET.length(), answers(together), together);
      }
    }
  }

  @Test
  void whoIsNotAnsweredIsCutOffAndNothingBehindItIsServed() throws IOException {
    try (EchoServer server = server(LONG, LONG)) {
      String silent = "GET /silent HTTP/1.1\r\nHost: h\r\n\r\n";
      assertEquals("", server.talk(silent + GET));
      assertEquals(1, server.asked.size());
      assertEquals(1, answers(server.talk(GET + silent + GET)));
      assertEquals(3, server.asked.size());
    }
  }

  @Test
  void whoHasHadAnAnswerAndAsksNothingMoreIsLetGo() throws IOException {
    try (EchoServer server = server(LONG, SHORT);
        RawClient client = server.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send(GET);
        client.answer();
      }
      assertEquals("", client.rest());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a HT",
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nab",
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n"
      })
  void whoseNextRequestDripsIsRefused(String part) throws IOException {
    try (EchoServer server = server(SHORT, LONG);
        RawClient client = server.connect()) {
      client.send(GET + part);
      client.answer();
      String rest = client.rest();
      assertTrue(rest.startsWith("HTTP/1.1 408 "), rest);
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void whoHasSaidAllGetsItsAnswers() throws IOException {
    try (EchoServer server = server(LONG, LONG);
        RawClient client = server.connect()) {
      client.send(GET + GET.replace("/a", "/large") + GET);
      client.end();
      assertEquals(3, answers(client.rest()));
    }
  }

  @Test
  void aConnectionWithoutARequestEndsWithTheServer() throws IOException {
    EchoServer server = server(LONG, LONG);
    try (RawClient client = server.connect()) {
      client.send(GET);
      client.answer();
      long began = System.nanoTime();
      server.drain();
      assertEquals("", client.rest());
      assertTrue(System.nanoTime() - began < 5_000_000_000L, "it was waited for");
    }
  }
}
