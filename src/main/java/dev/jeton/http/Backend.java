package dev.jeton.http;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A server behind this one, and the connections to it. */
final class Backend {
  private static final int LARGEST_HEAD = 64 * 1024;

  /** How long the addresses of a name count. */
  private static final long ADDRESSES_LAST = Duration.ofSeconds(10).toNanos();

  private final Vertx vertx;
  private final BackendConfig config;
  private final HttpClient client;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Addresses known = new Addresses(List.of(), 0);

  /** What a name stood for, and when; on {@link System#nanoTime}. */
  private record Addresses(List<String> texts, long at) {}

  private Backend(Vertx vertx, BackendConfig config, HttpClient client) {
    this.vertx = vertx;
    this.config = config;
    this.client = client;
  }

  /**
   * Gets ready to connect to it; whether it is there shows later.
   *
   * @throws IOException if the file of authorities can't be read
   */
  static Backend of(Vertx vertx, BackendConfig config, Transports transports) throws IOException {
    var options =
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(config.connecting().toMillis()))
            .setKeepAliveTimeout(Math.toIntExact(Math.max(1, config.keeping().toSeconds())))
            .setHttp2KeepAliveTimeout(Math.toIntExact(Math.max(1, config.keeping().toSeconds())))
            .setMaxHeaderSize(LARGEST_HEAD)
            .setMaxInitialLineLength(LARGEST_HEAD)
            .setDecompressionSupported(false)
            .setProtocolVersion(config.http2() ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
            .setHttp2ClearTextUpgrade(false);
    if (config.secure()) {
      secure(options, config, transports);
    }
    var pool =
        new PoolOptions()
            .setHttp1MaxSize(config.connections())
            .setHttp2MaxSize(config.connections())
            .setMaxWaitQueueSize(config.queue());
    return new Backend(vertx, config, vertx.httpClientBuilder().with(options).with(pool).build());
  }

  private static void secure(HttpClientOptions options, BackendConfig config, Transports transports)
      throws IOException {
    boolean quick = transports == Transports.NATIVE && OpenSsl.isAvailable();
    options
        .setSsl(true)
        .setVerifyHost(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setSslHandshakeTimeout(config.connecting().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setUseAlpn(config.http2())
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setSslEngineOptions(quick ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions());
    if (config.authorities().isPresent()) {
      options.setTrustOptions(
          TrustOptions.wrap(
              ClientCertificates.read(ClientCertificates.Demand.REQUIRE, config.authorities().get())
                  .trust()));
    }
  }

  BackendConfig config() {
    return config;
  }

  /** A request that is about to be sent, once there is a connection for it. */
  Future<HttpClientRequest> request(HttpMethod method, String target) {
    return address()
        .compose(
            address ->
                client.request(
                    new RequestOptions()
                        .setServer(address)
                        .setHost(config.host())
                        .setPort(config.port())
                        .setMethod(method)
                        .setURI(target)
                        .setConnectTimeout(config.connecting().toMillis())))
        .onFailure(_ -> failures.incrementAndGet());
  }

  /**
   * Where it is: names are looked up on other threads, since the JDK waits for the answer, and of
   * several addresses the next is taken whenever one has failed.
   */
  private Future<SocketAddress> address() {
    Addresses now = known;
    boolean fresh = System.nanoTime() - now.at < ADDRESSES_LAST;
    if (now.texts.isEmpty()) {
      return lookUp().compose(_ -> Future.succeededFuture(choose(known.texts)));
    }
    if (!fresh && looking.compareAndSet(false, true)) {
      var _ = lookUp().onComplete(_ -> looking.set(false));
    }
    return Future.succeededFuture(choose(now.texts));
  }

  private SocketAddress choose(List<String> texts) {
    String text = texts.get(Math.floorMod(failures.get(), texts.size()));
    return SocketAddress.inetSocketAddress(config.port(), text);
  }

  private Future<Void> lookUp() {
    return vertx
        .executeBlocking(
            () -> {
              known =
                  new Addresses(
                      Stream.of(InetAddress.getAllByName(config.host()))
                          .map(InetAddress::getHostAddress)
                          .toList(),
                      System.nanoTime());
              return Optional.empty();
            },
            false)
        .mapEmpty();
  }
}
