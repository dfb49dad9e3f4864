package dev.jeton.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * Stands next to the socket: takes nothing in while the client takes nothing out or has too many
 * requests under way, and lets a client that has said all still get its answer.
 */
final class Intake extends ChannelDuplexHandler {
  private boolean held;
  private boolean ended;

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (ended) {
      return; // there is nothing to read, and trying closes the connection
    }
    Connection connection = Connection.of(ctx.channel());
    if (connection == null || !connection.isFull()) {
      ctx.read();
    } else {
      held = true;
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ctx.fireChannelWritabilityChanged();
    Connection connection = Connection.of(ctx.channel());
    if (connection != null) {
      connection.makesRoom();
    }
  }

  /** Reads on if there is room again. */
  void resume(ChannelHandlerContext ctx) {
    if (held) {
      held = false;
      read(ctx);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event != ChannelInputShutdownEvent.INSTANCE) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    ended = true;
    // It goes no further: decoders would throw away what still waits in them.
    Connection connection = Connection.of(ctx.channel());
    if (connection == null) {
      var _ = ctx.close(); // in the middle of a handshake
    } else {
      connection.inputEnds();
    }
  }
}
