package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that there is no room for: each is told so in its dialect's words of an overload. */
@SuppressWarnings("NullAway.Init") // made before each test
@Timeout(60)
final class CrowdedRequestsTest {
  private static final String FIELDS =
      " HTTP/1.1\r\nHost: h\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\n"
          + "A: b\r\n".repeat(90)
          + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n";

  private final LinkedBlockingQueue<AuditEvent> events = new LinkedBlockingQueue<>();
  private final List<RawClient> open = new ArrayList<>();
  private Listeners listeners;

  /** One network's share is full of requests whose heads are heavy, and that never end. */
  @BeforeEach
  void fill(@TempDir Path folder) throws Exception {
    var limits =
        new Limits(
            2048, 1 << 20, 1024, 4096, 99, 99, 99, Duration.ofMinutes(9), Duration.ofHours(1));
    listeners = UnreadRequestsTest.listen(folder, limits, events::add);
    for (int i = 0; i < 7; i++) {
      RawClient client = new RawClient(listeners.port("plain"));
      open.add(client);
      client.send("POST /V1/Token" + FIELDS);
    }
    Held.await(listeners::held, now -> now >= 7 * 34_000);
  }

  @AfterEach
  void stop() throws IOException {
    for (RawClient client : open) {
      client.close();
    }
    listeners.close();
  }

  @ParameterizedTest
  @CsvSource({
    "balans, POST /LogIn/LogIn, 500, <faultcode>S:Server</faultcode>",
    "balans, POST /rs/login/gettoken, 500, Server je preopterećen. Pokušajte ponovo uskoro.",
    "vz, POST /Api/Vo/V1/?action=token&nonce=7, 200, '\"nonce\":\"7\"'",
    "vz, POST /Api/Vo/V1/?action=token, 200, '\"code\":\"503\"'",
    "wipsos, POST /V1/Token, 503, ServiceIndisponible",
    "nout, POST /, 500, :Server</faultcode>",
    "nout, GET /GetLanguages, 503, 849347975(12|1415)",
    "nobody, GET /health/none, 503, Service Unavailable"
  })
  void isToldSoInItsDialectsForm(String dialect, String line, String status, String part)
      throws Exception {
    try (var client = new RawClient(listeners.port("plain"))) {
      client.send(line + FIELDS + "0\r\n\r\n");
      String answer =
          new String(client.answer().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertTrue(answer.contains("\r\nRetry-After: 1\r\n"), answer);
      assertTrue(answer.contains(part), answer);
      client.send("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
      assertTrue(client.answer().startsWith("HTTP/1.1 200 "));
    }
    AuditEvent event = events.take();
    assertEquals(AuditEvent.Kind.MESSAGE_REFUSED, event.kind());
    assertEquals("no-room", event.detail().get("cause"));
    assertEquals("192.0.2.1", event.detail().get("address"));
    assertTrue(events.isEmpty());
    assertEquals(1L, listeners.refusals().get("no-room"));
  }

  @Test
  void vzStaysSilentOverPlainHttp() throws IOException {
    try (var client = new RawClient(listeners.port("plain"))) {
      client.send("POST /Api/Vo/V1/" + FIELDS.replace("https", "http") + "0\r\n\r\n");
      assertEquals("", client.rest());
    }
  }
}
