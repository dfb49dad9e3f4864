package dev.jeton.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One event loop's share of every listener. */
final class Loop extends VerticleBase {
  /** A socket to share with the other loops. */
  record Socket(
      Listener listener, HttpServerOptions options, SocketAddress address, Endpoint endpoint) {
    IOException unheard(Throwable cause) {
      return new IOException(
          "%s: can't listen on %s:%d: %s"
              .formatted(listener.name(), listener.host(), listener.port(), cause.getMessage()),
          cause);
    }
  }

  private final List<Socket> sockets;
  private final Duration tick;
  private final List<HttpServer> servers = new ArrayList<>();
  private final Set<Connection> connections = new HashSet<>();
  private final AnswerOctets octets = new AnswerOctets();

  Loop(List<Socket> sockets, Duration tick) {
    this.sockets = sockets;
    this.tick = tick;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(tick.toMillis(), _ -> check());
    List<Future<HttpServer>> listening = new ArrayList<>();
    for (Socket socket : sockets) {
      HttpServer server = vertx.createHttpServer(socket.options());
      servers.add(server);
      server.connectionHandler(connection -> open(connection, socket.endpoint()));
      server.requestHandler(request -> receive(request, socket.endpoint()));
      listening.add(
          server
              .listen(socket.address())
              .recover(cause -> Future.failedFuture(socket.unheard(cause))));
    }
    return Future.all(listening);
  }

  /** The ports of the sockets, in their order. */
  List<Integer> ports() {
    return servers.stream().map(HttpServer::actualPort).toList();
  }

  /** Shows new connections to this socket another certificate. */
  Future<?> show(int socket, ServerSSLOptions options) {
    return servers.get(socket).updateSSLOptions(options);
  }

  /** Accepts no more, lets requests in flight finish, then closes. */
  Future<?> drain(Duration within) {
    return Future.all(servers.stream().map(server -> server.shutdown(within)).toList());
  }

  private void open(HttpConnection opened, Endpoint endpoint) {
    Channel channel = channel(opened);
    var connection = new Connection(channel, endpoint);
    if (channel.pipeline().get("httpDecoder") != null) {
      channel
          .pipeline()
          .replace("httpDecoder", "httpDecoder", new StrictDecoder(endpoint.limits(), connection));
      if (endpoint.backends().isEmpty()) { // else Vert.x has to keep the order
        channel
            .pipeline()
            .addAfter("httpDecoder", null, new ShortWay(connection, endpoint, octets));
      }
    }
    Http2ConnectionHandler frames = channel.pipeline().get(Http2ConnectionHandler.class);
    if (frames != null) {
      FrameRules.impose(frames.decoder(), connection);
      channel
          .pipeline()
          .addBefore(channel.pipeline().context(frames).name(), null, new FrameWatch(connection));
    }
    connections.add(connection);
    opened.closeHandler(_ -> connections.remove(connection));
  }

  private static void receive(HttpServerRequest request, Endpoint endpoint) {
    Connection connection = Connection.of(channel(request.connection()));
    if (connection == null || !connection.takes()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      connection.headEnds();
    }
    try {
      new Reception(request, connection, endpoint).begin();
    } catch (RuntimeException | Error e) {
      Bugs.report(endpoint.log().nextId(), e);
      connection.close();
    }
  }

  private void check() {
    long now = System.nanoTime();
    for (Connection connection : List.copyOf(connections)) {
      connection.check(now);
    }
  }

  private static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }
}
