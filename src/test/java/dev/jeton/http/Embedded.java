package dev.jeton.http;

import dev.jeton.wire.Reply;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection without a socket, and what its requests have in common. */
final class Embedded {
  private static final Lanes LANES = new Lanes(1);
  private static final RequestLog LOG = new RequestLog(Instant.EPOCH);

  private Embedded() {}

  /** An empty answer. */
  static Answered answered() {
    return Answered.of(Reply.of(200, "text/plain", ""), "-", "-", "-");
  }

  /** In clear, with the default limits. */
  static Endpoint endpoint(Handler handler) {
    return new Endpoint(
        handler,
        false,
        false,
        Optional.empty(),
        Limits.DEFAULT,
        new Origins(false, Optional.empty(), new LinkedHashSet<>(List.of("localhost"))),
        new Forwarding(ProxyConfig.DEFAULT),
        LANES,
        Room.forBodies(Limits.DEFAULT),
        LOG,
        new Refusals(LOG, new RefusalEvents(_ -> {}, LANES, EchoServer.NOON)),
        new Dates(EchoServer.NOON),
        Map.of());
  }

  /** From this machine to its port 8052. */
  static EmbeddedChannel channel() {
    return new EmbeddedChannel() {
      @Override
      protected SocketAddress remoteAddress0() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
      }

      @Override
      protected SocketAddress localAddress0() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 8052);
      }
    };
  }
}
