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

/**
 * Counts connections from the moment they are accepted, before TLS, and closes those beyond the
 * limits without a byte: what answers them costs an attacker less than us. The last fifth of the
 * room is kept for networks that have few, so that the others can't take all of it.
 */
@Sharable
final class Gate extends ChannelInboundHandlerAdapter {
  /** What a browser or a pool of a small client opens. */
  private static final int FEW = 8;

  private final ProxyConfig proxies;
  private final Refusals refusals;
  private final Room room;

  Gate(Limits limits, ProxyConfig proxies, Refusals refusals) {
    this.proxies = proxies;
    this.refusals = refusals;
    this.room = new Room(limits.connections(), limits.connectionsByNetwork(), FEW);
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
    if (!room.enter(network, proxies.trusts(address), 1)) {
      refusals.refusedConnection(address);
      channel.unsafe().closeForcibly();
      return;
    }
    channel.closeFuture().addListener(_ -> room.leave(network, 1));
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel.pipeline().addFirst(new Intake());
    ctx.fireChannelRead(accepted);
  }
}
