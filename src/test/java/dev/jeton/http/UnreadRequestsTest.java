package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.SeededRandom;
import dev.jeton.account.ThrottleConfig;
import dev.jeton.account.TokenGuesses;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Surfaces;
import dev.jeton.dialect.balans.Balans;
import dev.jeton.dialect.balans.BalansConfig;
import dev.jeton.dialect.nout.Nout;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.dialect.vz.Vz;
import dev.jeton.dialect.vz.VzConfig;
import dev.jeton.dialect.wipsos.Wipsos;
import dev.jeton.dialect.wipsos.WipsosConfig;
import dev.jeton.keys.Rings;
import dev.jeton.session.Authenticator;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Refusal;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.SessionService;
import dev.jeton.session.SessionsConfig;
import dev.jeton.store.memory.ModelStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of every dialect that are not read to their end: each gets its dialect's own refusal,
 * leaves one event and is counted.
 */
@SuppressWarnings("NullAway.Init") // made before each test
@Timeout(60)
final class UnreadRequestsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final LinkedBlockingQueue<AuditEvent> events = new LinkedBlockingQueue<>();
  private Listeners listeners;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    var limits =
        new Limits(
            2048, 1 << 20, 1024, 2048, 99, 99, 99, Duration.ofMillis(400), Duration.ofSeconds(60));
    listeners = listen(folder, limits, events::add);
  }

  /** All four dialects on one listener in clear, behind a proxy on this machine. */
  static Listeners listen(Path folder, Limits limits, AuditTrail trail) throws IOException {
    var clock = new MovableClock(NOON);
    List<Dialect> dialects =
        List.of(
            new Balans(BalansConfig.DEFAULT),
            new Vz(VzConfig.DEFAULT, clock),
            new Wipsos(WipsosConfig.DEFAULT),
            new Nout(NoutConfig.DEFAULT, clock));
    var store = new ModelStore();
    var sessions =
        new SessionService(
            dialects.stream()
                .map(Dialect::policy)
                .collect(Collectors.toMap(SessionPolicy::dialect, Function.identity())),
            SessionsConfig.DEFAULT,
            store,
            store,
            new Nobody(),
            new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
            trail,
            Rings.in(folder),
            new SeededRandom(1),
            clock);
    var told =
        new ProxyConfig(ProxyConfig.Trust.ACCEPT, List.of(Cidr.of("127.0.0.1").orElseThrow()));
    return Listeners.start(
        List.of(
            new Listener(
                "plain",
                "127.0.0.1",
                0,
                Optional.empty(),
                new HealthHandler(
                    () -> true, new DialectHandler(Surfaces.of(dialects), sessions)))),
        new HttpConfig(Optional.empty(), List.of(), limits, Duration.ofSeconds(1), told),
        trail,
        clock);
  }

  @AfterEach
  void stop() {
    listeners.close();
  }

  /** Nobody is anybody here: no test comes so far. */
  private static final class Nobody implements Authenticator {
    @Override
    public Result prove(Command.Login login, SessionPolicy policy, Instant now) {
      return new Failed(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, Duration.ZERO);
    }

    @Override
    public Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now) {
      return new Failed(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, Duration.ZERO);
    }
  }

  private static String gzipped(String body) {
    var octets = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(octets)) {
      out.write(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "Content-Encoding: gzip\r\nContent-Length: "
        + octets.size()
        + "\r\n\r\n"
        + octets.toString(StandardCharsets.ISO_8859_1);
  }

  private static Stream<Arguments> corrupt() {
    return lines().map(of -> Arguments.of(of.toArray()));
  }

  private static Stream<List<String>> lines() {
    return Stream.of(
        List.of("balans", "POST /LogIn/LogIn", "500", "<faultcode>S:Client</faultcode>"),
        List.of("balans", "POST /rs/login/gettoken", "500", "{\"error\":\"Zahtev nije mogao"),
        List.of("vz", "POST /Api/Vo/V1/?action=token", "200", "\"success\":false"),
        List.of("wipsos", "POST /V1/Token", "400", "\"Code\":\"RequeteMalFormee\""),
        List.of("nout", "POST /", "500", ":Client</faultcode>"),
        List.of("nout", "GET /GetLanguages", "400", ""));
  }

  private static Stream<Arguments> requests() {
    return lines()
        .flatMap(
            of ->
                Stream.of(
                        List.of("body-too-large", "Content-Length: 2049\r\n\r\n"),
                        List.of(
                            "body-too-large",
                            "Transfer-Encoding: chunked\r\n\r\n900\r\n" + "a".repeat(0x900)),
                        List.of("body-too-slow", "Content-Length: 9\r\n\r\nhalf"),
                        List.of(
                            "body-corrupt",
                            "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nxxxx"),
                        List.of("body-too-large", gzipped("\0".repeat(4_000_000))),
                        List.of("coding", "Content-Encoding: gzip\r\n" + gzipped("<xml/>")),
                        List.of("body-corrupt", "Transfer-Encoding: chunked\r\n\r\nx\r\nab\r\n"),
                        List.of("coding", "Content-Encoding: br\r\nContent-Length: 1\r\n\r\nx"),
                        List.of("expectation", "Expect: magic\r\nContent-Length: 1\r\n\r\nx"))
                    .map(
                        flaw ->
                            Arguments.of(
                                of.get(0),
                                of.get(1),
                                of.get(2),
                                of.get(3),
                                flaw.get(0),
                                flaw.get(1))));
  }

  @ParameterizedTest(name = "{1}: {4}")
  @MethodSource("requests")
  void isRefusedInItsDialectsForm(
      String dialect, String line, String status, String part, String cause, String rest)
      throws Exception {
    long before = refusals();
    String answer;
    try (var client = new RawClient(listeners.port("plain"))) {
      client.send(
          line
              + " HTTP/1.1\r\nHost: h\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\n"
              + rest);
      answer = client.rest();
    }
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    assertTrue(answer.contains(part), answer);
    AuditEvent event = events.take();
    assertEquals(AuditEvent.Kind.REQUEST_REFUSED, event.kind());
    assertEquals(dialect, event.detail().get("dialect"));
    assertEquals("192.0.2.1", event.detail().get("address"));
    String told = event.detail().getOrDefault("cause", "");
    assertTrue(told.endsWith(cause), told);
    assertTrue(events.isEmpty());
    assertEquals(before + 1, refusals());
    try (var next = new RawClient(listeners.port("plain"))) {
      next.send("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
      assertTrue(next.answer().startsWith("HTTP/1.1 200 "));
    }
  }

  /** The last of those that were sent ahead at once; the others are answered. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("corrupt")
  void aCorruptOneBehindOthersIsRefusedInItsDialectsForm(
      String dialect, String line, String status, String part) throws Exception {
    String answers;
    try (var client = new RawClient(listeners.port("plain"))) {
      client.send(
          "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n"
              + "GET /Token HTTP/1.1\r\nHost: h\r\nX-Forwarded-Proto: https\r\n\r\n".repeat(2)
              + line
              + " HTTP/1.1\r\nHost: h\r\nX-Forwarded-Proto: https\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\nx\r\nab\r\n");
      answers = client.rest();
    }
    assertEquals(4, answers.split("HTTP/1.1 ", -1).length - 1, answers);
    String last = answers.substring(answers.lastIndexOf("HTTP/1.1 "));
    assertTrue(last.startsWith("HTTP/1.1 " + status + " "), last);
    assertTrue(last.contains(part), last);
    assertTrue(last.contains("\r\nConnection: close\r\n"), last);
    String cause = "";
    while (!cause.endsWith("body-corrupt")) {
      AuditEvent event = events.take();
      cause = event.detail().getOrDefault("cause", "");
      assertEquals(
          cause.endsWith("body-corrupt") ? dialect : "wipsos", event.detail().get("dialect"));
    }
    assertTrue(events.isEmpty());
    assertEquals(1L, listeners.refusals().get("bad-body"));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(strings = {"/nothing/here", "/health/live"})
  void whereNoDialectIsItIsRefusedInPlainWords(String path) throws Exception {
    try (var client = new RawClient(listeners.port("plain"))) {
      client.send(
          "POST "
              + path
              + " HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.1\r\nContent-Length: 2049\r\n\r\n");
      String answer = client.rest();
      assertTrue(answer.endsWith("\r\n\r\nContent Too Large\n"), answer);
    }
    AuditEvent event = events.take();
    assertEquals(AuditEvent.Kind.MESSAGE_REFUSED, event.kind());
    String request = event.detail().getOrDefault("request", "none");
    assertEquals(
        Map.of("cause", "large-body", "address", "192.0.2.1", "request", request), event.detail());
    assertEquals(1L, listeners.refusals().get("large-body"));
  }

  @org.junit.jupiter.api.Test
  void vzStaysSilentOverPlainHttp() throws Exception {
    try (var client = new RawClient(listeners.port("plain"))) {
      client.send(
          """
          POST /Api/Vo/V1/ HTTP/1.1\r
          Host: h\r
          X-Forwarded-Proto: http\r
          Content-Length: 2049\r
          \r
          """);
      assertEquals("", client.rest());
    }
    assertEquals("body-too-large", events.take().detail().get("cause"));
  }

  private long refusals() {
    return listeners.refusals().values().stream().mapToLong(Long::longValue).sum();
  }
}
