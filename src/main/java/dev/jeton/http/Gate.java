package dev.jeton.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts connections from the moment they are accepted, before TLS, and closes those beyond the
 * limits without a byte: what answers them costs an attacker less than us.
 */
@Sharable
final class Gate extends ChannelInboundHandlerAdapter {
  private final Limits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  Gate(Limits limits) {
    this.limits = limits;
  }

  /** Stands before whatever Vert.x does with the connections of this server socket. */
  void guard(ServerBootstrap bootstrap) {
    bootstrap.handler(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    var channel = (Channel) accepted;
    InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    if (!enter(address)) {
      channel.unsafe().closeForcibly();
      return;
    }
    channel.closeFuture().addListener(_ -> leave(address));
    ctx.fireChannelRead(accepted);
  }

  private boolean enter(InetAddress address) {
    if (open.incrementAndGet() > limits.connections()) {
      open.decrementAndGet();
      return false;
    }
    if (byAddress.merge(address, 1, Integer::sum) > limits.connectionsByAddress()) {
      leave(address);
      return false;
    }
    return true;
  }

  private void leave(InetAddress address) {
    byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    open.decrementAndGet();
  }
}
