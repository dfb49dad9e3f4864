package dev.jeton.http;

import dev.jeton.dialect.Denial;
import dev.jeton.dialect.Onward;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server that hands on what it is asked: by its head alone, below {@code /late} once it has seen
 * all that it may, below {@code /wait} from a virtual thread, below {@code /held} once that is let
 * go. {@code /dead} goes no further, {@code /ours} is answered here.
 */
final class Front implements AutoCloseable {
  static final int LOOK_AHEAD = 8192;

  /** Those below {@code /held} that are chosen for. */
  final LinkedBlockingQueue<Request> choosing = new LinkedBlockingQueue<>();

  final CountDownLatch letGo = new CountDownLatch(1);

  private final Listeners listeners;
  private final OptionalLong largest;

  Front(BackendConfig backend, Optional<Tls> tls, OptionalLong largest) throws IOException {
    this(backend, tls, largest, HttpConfig.DEFAULT);
  }

  Front(BackendConfig backend, Optional<Tls> tls, OptionalLong largest, HttpConfig config)
      throws IOException {
    this.largest = largest;
    listeners =
        Listeners.start(
            List.of(new Listener("front", "127.0.0.1", 0, tls, new Relaying())),
            Map.of("behind", backend),
            config,
            _ -> {},
            EchoServer.NOON);
  }

  /** In clear on both sides. */
  static Front before(int port) throws IOException {
    return new Front(config("http://127.0.0.1:" + port), Optional.empty(), OptionalLong.empty());
  }

  /** With times that a test can wait for. */
  static BackendConfig config(String url) {
    return config(url, Optional.empty(), false, 16);
  }

  static BackendConfig config(
      String url, Optional<Path> authorities, boolean http2, int connections) {
    return new BackendConfig(
        URI.create(url),
        authorities,
        http2,
        connections,
        1,
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30));
  }

  int port() {
    return listeners.port("front");
  }

  /** What its requests hold beyond what each connection has of its own. */
  long held() {
    return listeners.held();
  }

  RawClient connect() throws IOException {
    return new RawClient(port());
  }

  String talk(String octets) throws IOException {
    try (RawClient client = connect()) {
      client.send(octets);
      return client.rest();
    }
  }

  @Override
  public void close() {
    letGo.countDown();
    listeners.close();
  }

  private final class Relaying implements Handler {
    @Override
    public Work take(Request request) {
      return new Work.Done(answered(200, "ours, " + request.body().length + " octets"));
    }

    @Override
    public Optional<Handover> handover(Request head) {
      return Optional.of(new Every());
    }
  }

  private final class Every implements Handover {
    @Override
    public String backend() {
      return "behind";
    }

    @Override
    public int lookAhead() {
      return LOOK_AHEAD;
    }

    @Override
    public OptionalLong largest() {
      return largest;
    }

    @Override
    public Choice choose(Request beginning, boolean all) {
      return switch (beginning.path()) {
        case "/ours" -> all ? new Choice.Ours() : new Choice.Untold();
        case "/dead" -> new Choice.Told(new Way.Back(answered(401, "dead")));
        case "/late" -> all ? new Choice.Told(on(beginning)) : new Choice.Untold();
        case "/wait" -> new Choice.Waiting(() -> on(beginning), () -> answered(503, "busy"));
        case "/held" -> new Choice.Waiting(() -> held(beginning), () -> answered(503, "busy"));
        default -> new Choice.Told(on(beginning));
      };
    }

    private Way held(Request request) {
      choosing.add(request);
      try {
        return letGo.await(20, TimeUnit.SECONDS)
            ? on(request)
            : new Way.Back(answered(500, "too late"));
      } catch (InterruptedException _) {
        return new Way.Back(answered(500, "interrupted"));
      }
    }

    private Way.On on(Request request) {
      var kept =
          request.headers().endToEnd().fields().stream()
              .filter(field -> !List.of("host", "content-length", "expect").contains(lower(field)))
              .toList();
      return new Way.On(
          new Onward(
              request.target(),
              new Headers(kept),
              request.method().equals("GET"),
              Front::denial,
              request.path().equals("/wsdl")
                  ? Optional.of(
                      octets -> new String(octets, ISO).replace("old", "anew").getBytes(ISO))
                  : Optional.empty()),
          "front",
          "relay",
          Optional.empty());
    }

    private static final java.nio.charset.Charset ISO =
        java.nio.charset.StandardCharsets.ISO_8859_1;

    private static String lower(Headers.Field field) {
      return field.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static Reply denial(Denial denial) {
    return switch (denial) {
      case Denial.Reason.BACKEND_DOWN -> Reply.of(502, "text/plain", "down");
      case Denial.Reason.BACKEND_SLOW -> Reply.of(504, "text/plain", "slow");
      case Denial.Reason.NO_TOKEN, Denial.Reason.FORBIDDEN -> Reply.of(401, "text/plain", "no");
      case Denial.Told _ -> Reply.of(503, "text/plain", "busy");
    };
  }

  private static Answered answered(int status, String text) {
    return Answered.of(Reply.of(status, "text/plain", text), "front", "answer", "answered");
  }
}
