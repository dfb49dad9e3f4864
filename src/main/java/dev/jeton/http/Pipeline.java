package dev.jeton.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * A connection's channel, as far as it is read, written and closed past Vert.x. Its event loop
 * alone touches it.
 */
final class Pipeline {
  private final Channel channel;

  Pipeline(Channel channel) {
    this.channel = channel;
  }

  /** Whether the client takes out what is for it. */
  boolean isWritable() {
    return channel.isWritable();
  }

  /** Does something once what is going on is over. */
  void later(Runnable task) {
    channel.eventLoop().execute(task);
  }

  /** Decodes what has waited, and reads on. */
  void goOn() {
    ChannelHandlerContext decoding = decoding();
    if (decoding != null) {
      ((StrictDecoder) decoding.handler()).goOn(decoding);
    }
    ChannelHandlerContext intake = channel.pipeline().context(Intake.class);
    if (intake != null) {
      ((Intake) intake.handler()).resume(intake);
    }
  }

  boolean isHttp1() {
    return decoding() != null;
  }

  /** Whether nothing of what has come waits to be decoded. */
  boolean isDecoded() {
    ChannelHandlerContext decoding = decoding();
    return decoding == null || ((StrictDecoder) decoding.handler()).isEmpty();
  }

  private @Nullable ChannelHandlerContext decoding() {
    return channel.pipeline().context(StrictDecoder.class);
  }

  /** Writes octets of HTTP/1, and does something when they are out, or never will be. */
  void write(ByteBuf octets, Runnable written) {
    channel
        .pipeline()
        .context(StrictDecoder.class)
        .writeAndFlush(octets)
        .addListener((ChannelFutureListener) _ -> written.run());
  }

  /** Says that we have said all; what the client still says is taken in. */
  void endOutput() {
    channel.config().setAutoRead(true);
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      var _ = tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      var _ = duplex.shutdownOutput();
    }
  }

  /** Closes an HTTP/1 connection once all is out that has been written below Vert.x. */
  void closeBehind() {
    write(Unpooled.EMPTY_BUFFER, this::close);
  }

  /** Closes it as Vert.x does, which first writes all that it has. */
  void close() {
    var _ = channel.close();
  }

  /**
   * Closes it with whatever is still unsent: below Vert.x, which would first write all that a
   * client has stopped reading, and so never close.
   */
  void abort() {
    abort(channel);
  }

  /** The same for any connection that Vert.x has. */
  static void abort(Channel channel) {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first != null) {
      var _ = first.close();
    }
  }
}
