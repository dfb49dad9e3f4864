package dev.jeton.http;

import dev.jeton.audit.AuditTrail;
import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The sockets that the server listens on, and the event loops behind them. */
public final class Listeners implements AutoCloseable {
  private static final int STREAMS = 100;

  private final Vertx vertx;
  private final Lanes lanes;
  private final Room room;
  private final HttpConfig config;
  private final InstantSource clock;
  private final Transports transports;
  private final List<Loop.Socket> sockets = new ArrayList<>();
  private final RequestLog log;
  private final Refusals refusals;
  private final List<Loop> loops = new ArrayList<>();
  private final Map<String, Integer> ports = new HashMap<>();

  static {
    // What the libraries let themselves be told in no other way: no recording of allocations, no
    // resolver of names and no web sockets, none of which we use and each of which costs start-up.
    for (String off :
        List.of("vertx.disableDnsResolver", "vertx.disableWebsockets", "vertx.disableMetrics")) {
      System.setProperty(off, "true");
    }
    System.setProperty("io.netty.jfr.enabled", "false");
  }

  private Listeners(
      HttpConfig config, AuditTrail trail, InstantSource clock, Transports transports) {
    this.config = config;
    this.transports = transports;
    this.clock = clock;
    this.lanes = new Lanes(config.limits().waiting());
    this.room = Room.forBodies(config.limits());
    this.log = new RequestLog(clock.instant());
    this.refusals = new Refusals(log, new RefusalEvents(trail, lanes, clock));
    this.vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                    .setFileSystemOptions(
                        new FileSystemOptions()
                            .setFileCachingEnabled(false)
                            .setClassPathResolvingEnabled(false)))
            .withTransport(
                GatedTransport.with(
                    new Gate(config.limits(), config.proxies(), refusals), transports))
            .build();
  }

  /** Brings up the libraries beneath. */
  public static void prepare() {
    var _ = GatedTransport.hasEpoll();
    var _ = OpenSsl.isAvailable();
  }

  /**
   * Listens on all of them.
   *
   * @param trail is told of what no dialect gets to see
   * @throws IOException if one can't be listened on, naming it; then none is
   */
  public static Listeners start(
      List<Listener> listeners, HttpConfig config, AuditTrail trail, InstantSource clock)
      throws IOException {
    return start(listeners, Map.of(), config, trail, clock, Transports.NATIVE);
  }

  /**
   * The same with servers behind.
   *
   * @param backends by the names that handlers know them by
   */
  public static Listeners start(
      List<Listener> listeners,
      Map<String, BackendConfig> backends,
      HttpConfig config,
      AuditTrail trail,
      InstantSource clock)
      throws IOException {
    return start(listeners, backends, config, trail, clock, Transports.NATIVE);
  }

  /** The same with the code that it shall run on. */
  static Listeners start(
      List<Listener> listeners,
      Map<String, BackendConfig> backends,
      HttpConfig config,
      AuditTrail trail,
      InstantSource clock,
      Transports transports)
      throws IOException {
    var started = new Listeners(config, trail, clock, transports);
    try {
      started.listen(listeners, backends);
      return started;
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** The port that the listener of this name got. */
  public int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException("no listener " + name);
    }
    return port;
  }

  /**
   * How often something was refused before any handler decided on it, by the reason's name, such as
   * {@code large-body}; {@code connections} are those beyond the limits.
   */
  public SortedMap<String, Long> refusals() {
    return refusals.counts();
  }

  /** How many octets the requests under way hold beyond what each connection has of its own. */
  long held() {
    return room.held();
  }

  /**
   * Shows new connections another certificate; those that are open go on under the one that they
   * know.
   *
   * @throws IOException if it can't be shown; then the one before still is
   */
  public void show(String name, TlsIdentity identity) throws IOException {
    for (int i = 0; i < sockets.size(); i++) {
      Loop.Socket socket = sockets.get(i);
      if (socket.listener().name().equals(name)) {
        Tls tls = socket.listener().tls().orElseThrow().with(identity);
        ServerSSLOptions options = TlsOptions.renewed(socket.options(), tls);
        for (Loop loop : loops) {
          await(loop.show(i, options));
        }
      }
    }
  }

  /** Accepts no more, lets requests in flight finish within the configured time, and closes. */
  @Override
  public void close() {
    try {
      await(Future.all(loops.stream().map(loop -> loop.drain(config.drain())).toList()));
    } catch (IOException e) {
      System.getLogger("dev.jeton.http").log(System.Logger.Level.WARNING, "drain", e);
    }
    lanes.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void listen(List<Listener> listeners, Map<String, BackendConfig> configs)
      throws IOException {
    var backends = new HashMap<String, Backend>();
    for (Map.Entry<String, BackendConfig> backend : configs.entrySet()) {
      backends.put(backend.getKey(), Backend.of(vertx, backend.getValue(), transports));
    }
    var dates = new Dates(clock);
    SequencedSet<String> hosts = Hosts.ofThisMachine(config.hosts());
    for (Listener listener : listeners) {
      boolean secure = listener.tls().isPresent();
      var endpoint =
          new Endpoint(
              listener.handler(),
              secure,
              listener.tls().filter(Tls::asksClients).isPresent(),
              listener.tls().flatMap(Tls::strictTransport),
              config.limits(),
              new Origins(secure, config.publicUrl(), hosts),
              new Forwarding(config.proxies()),
              lanes,
              room,
              log,
              refusals,
              dates,
              Map.copyOf(backends));
      String address = InetAddress.getByName(listener.host()).getHostAddress();
      SocketAddress shared =
          listener.port() == 0
              ? SocketAddress.sharedRandomPort(1 + sockets.size(), address)
              : SocketAddress.inetSocketAddress(listener.port(), address);
      sockets.add(new Loop.Socket(listener, options(listener), shared, endpoint));
    }
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      var loop = new Loop(sockets, tick(configs.values()));
      await(vertx.deployVerticle(loop, new DeploymentOptions()));
      loops.add(loop);
    }
    List<Integer> got = loops.getFirst().ports();
    for (int i = 0; i < listeners.size(); i++) {
      ports.put(listeners.get(i).name(), got.get(i));
    }
  }

  /** How often it is looked whether something takes too long. */
  private Duration tick(Collection<BackendConfig> backends) {
    Limits limits = config.limits();
    Duration shortest =
        Stream.concat(
                Stream.of(limits.arrival(), limits.idle()),
                backends.stream()
                    .flatMap(backend -> Stream.of(backend.answering(), backend.idle())))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    long millis = Math.clamp(shortest.toMillis() / 8, 20, 1000);
    return Duration.ofMillis(millis);
  }

  private HttpServerOptions options(Listener listener) {
    Limits limits = config.limits();
    var options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setDecompressionSupported(false)
            .setMaxInitialLineLength(limits.requestLine())
            .setMaxHeaderSize(limits.headers())
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(STREAMS)
                    .setMaxHeaderListSize(limits.headers() + limits.requestLine()));
    listener.tls().ifPresent(tls -> TlsOptions.secure(options, tls, limits.arrival(), transports));
    return options;
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException told ? told : new IOException(e);
    }
  }
}
