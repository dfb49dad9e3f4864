package dev.jeton.http;

import dev.jeton.audit.AuditEvent;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server on a free port that answers with what it was asked. {@code /wait} is answered on a
 * virtual thread once it is let go, {@code /silent} not at all, {@code /bug} throws, {@code
 * /status?404} has that status.
 */
final class EchoServer implements AutoCloseable {
  static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  final LinkedBlockingQueue<Request> asked = new LinkedBlockingQueue<>();

  /** Those of {@code /wait} that have begun to wait. */
  final LinkedBlockingQueue<Request> waiting = new LinkedBlockingQueue<>();

  /** An event that was made for each request, on the thread that answered it. */
  final LinkedBlockingQueue<AuditEvent> events = new LinkedBlockingQueue<>();

  final CountDownLatch letGo = new CountDownLatch(1);

  /** Octets of the answer to {@code /large}. */
  static final int LARGE = 64 * 1024;

  /** What the audit trail is told. */
  final LinkedBlockingQueue<AuditEvent> told = new LinkedBlockingQueue<>();

  private final Listeners listeners;

  private EchoServer(HttpConfig config, Optional<Tls> tls, Transports transports)
      throws IOException {
    listeners =
        Listeners.start(
            List.of(new Listener("echo", "127.0.0.1", 0, tls, this::take)),
            java.util.Map.of(),
            config,
            told::add,
            NOON,
            transports);
  }

  static EchoServer plain() throws IOException {
    return plain(HttpConfig.DEFAULT);
  }

  static EchoServer plain(HttpConfig config) throws IOException {
    return new EchoServer(config, Optional.empty(), Transports.NATIVE);
  }

  static EchoServer secure(HttpConfig config, TlsIdentity identity) throws IOException {
    return secure(config, Tls.of(identity), Transports.NATIVE);
  }

  static EchoServer secure(HttpConfig config, Tls tls, Transports transports) throws IOException {
    return new EchoServer(config, Optional.of(tls), transports);
  }

  void show(TlsIdentity identity) throws IOException {
    listeners.show("echo", identity);
  }

  java.util.SortedMap<String, Long> refusals() {
    return listeners.refusals();
  }

  /** What its requests hold beyond what each connection has of its own. */
  long held() {
    return listeners.held();
  }

  int port() {
    return listeners.port("echo");
  }

  RawClient connect() throws IOException {
    return new RawClient(port());
  }

  /** What one connection gets for these octets, up to its end. */
  String talk(String octets) throws IOException {
    try (RawClient client = connect()) {
      client.send(octets);
      return client.rest();
    }
  }

  /** Stops without letting go what waits. */
  void drain() {
    listeners.close();
  }

  @Override
  public void close() {
    letGo.countDown();
    listeners.close();
  }

  private Work take(Request request) {
    asked.add(request);
    return switch (request.path()) {
      case "/wait" ->
          new Work.Waiting(() -> new Work.Done(waited(request)), () -> answered("overloaded"));
      case "/begun" ->
          new Work.Begun(
              next -> Thread.ofPlatform().start(next),
              () ->
                  request.target().contains("at-once")
                      ? Optional.of(answered("at once"))
                      : Optional.empty(),
              new Work.Waiting(
                  () -> new Work.Done(answered("waited for")), () -> answered("overloaded")));
      case "/large" -> new Work.Done(answered("x".repeat(LARGE)));
      case "/silent" -> new Work.Done(Answered.of(Reply.silence(), "echo", "silence", "silent"));
      case "/bug" -> throw new IllegalStateException("told " + request.target());
      case "/status" ->
          new Work.Done(
              Answered.of(
                  Reply.of(Integer.parseInt(request.query()), "text/plain", request.body())
                      .with("X-Octet", "\u00e9")
                      .with("X-Empty", "")
                      .with("X-Octet", "\u00ff"),
                  "echo",
                  "status",
                  "told"));
      case "/split" ->
          new Work.Done(
              Answered.of(
                  Reply.of(200, "text/plain", "split").with("X-Field", "a\r\nX-Other: b"),
                  "echo",
                  "split",
                  "split"));
      default -> new Work.Done(answered(told(request)));
    };
  }

  private Answered waited(Request request) {
    waiting.add(request);
    try {
      return answered(letGo.await(20, TimeUnit.SECONDS) ? told(request) : "too late");
    } catch (InterruptedException _) {
      return answered("interrupted");
    }
  }

  private Answered answered(String text) {
    events.add(AuditEvent.of(NOON.instant(), AuditEvent.Kind.REQUEST_REFUSED));
    return Answered.of(
        new Reply(
            200,
            dev.jeton.wire.Headers.of("Content-Type", "text/plain"),
            text.getBytes(StandardCharsets.ISO_8859_1)),
        "echo",
        "Echo",
        "echoed");
  }

  private static String told(Request request) {
    return request.method()
        + ' '
        + request.target()
        + ' '
        + request.origin().base()
        + ' '
        + new String(request.body(), StandardCharsets.ISO_8859_1);
  }
}
