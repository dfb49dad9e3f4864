package dev.jeton.http;

import dev.jeton.session.Network;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts connections from the moment they are accepted, before TLS, and closes those beyond the
 * limits without a byte: what answers them costs an attacker less than us. The last fifth of the
 * room is kept for networks that have few, so that the others can't take all of it.
 */
@Sharable
final class Gate extends ChannelInboundHandlerAdapter {
  /** What a browser or a pool of a small client opens. */
  private static final int FEW = 8;

  private final Limits limits;
  private final ProxyConfig proxies;
  private final Refusals refusals;
  private final int common;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<Network, Integer> byNetwork = new ConcurrentHashMap<>();

  Gate(Limits limits, ProxyConfig proxies, Refusals refusals) {
    this.limits = limits;
    this.proxies = proxies;
    this.refusals = refusals;
    this.common = limits.connections() - limits.connections() / 5;
  }

  /** Stands before whatever Vert.x does with the connections of this server socket. */
  void guard(ServerBootstrap bootstrap) {
    bootstrap.handler(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    var channel = (Channel) accepted;
    InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    Network network = Network.of(address.getHostAddress());
    if (!enter(network, proxies.trusts(address))) {
      refusals.refusedConnection(address);
      channel.unsafe().closeForcibly();
      return;
    }
    channel.closeFuture().addListener(_ -> leave(network));
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel.pipeline().addFirst(new Intake());
    ctx.fireChannelRead(accepted);
  }

  /** A proxy of ours speaks for many, and is bounded by the room alone. */
  private boolean enter(Network network, boolean isProxy) {
    int all = open.incrementAndGet();
    int own = byNetwork.merge(network, 1, Integer::sum);
    boolean crowded =
        own > limits.connectionsByNetwork() || all > common && own > Math.min(FEW, common);
    if (all > limits.connections() || crowded && !isProxy) {
      leave(network);
      return false;
    }
    return true;
  }

  private void leave(Network network) {
    byNetwork.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
    open.decrementAndGet();
  }
}
