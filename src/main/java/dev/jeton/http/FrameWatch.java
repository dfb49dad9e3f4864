package dev.jeton.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Reads along what leaves on an HTTP/2 connection, and counts the streams and connections that are
 * ended for what the client has sent: the library, which decides on that, tells nobody else.
 */
final class FrameWatch extends ChannelOutboundHandlerAdapter {
  private static final int RST_STREAM = 3;
  private static final int GOAWAY = 7;

  /** Error codes (RFC 9113, section 7). */
  private static final int NO_ERROR = 0;

  private static final int INTERNAL_ERROR = 2;
  private static final int STREAM_CLOSED = 5;
  private static final int REFUSED_STREAM = 7;
  private static final int CANCEL = 8;
  private static final int ENHANCE_YOUR_CALM = 11;

  /** A frame's length, type, flags and stream (section 4.1). */
  private static final int HEAD = 9;

  /** What of a frame is looked at: its head, and of GOAWAY the last stream and the code. */
  private final byte[] begin = new byte[HEAD + 8];

  private final Connection connection;
  private int read;
  private int left = HEAD;

  FrameWatch(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf octets) {
      follow(octets);
    }
    var _ = ctx.write(message, promise);
  }

  private void follow(ByteBuf octets) {
    int at = octets.readerIndex();
    int end = octets.writerIndex();
    while (at < end) {
      int some = Math.min(left, end - at);
      int kept = Math.clamp(begin.length - read, 0, some);
      octets.getBytes(at, begin, Math.min(read, begin.length), kept);
      at += some;
      read += some;
      left -= some;
      if (left == 0 && read == HEAD) {
        left = (begin[0] & 0xff) << 16 | (begin[1] & 0xff) << 8 | begin[2] & 0xff;
      }
      if (left == 0) {
        judge();
        read = 0;
        left = HEAD;
      }
    }
  }

  private void judge() {
    switch (begin[3]) {
      case RST_STREAM -> {
        if (begin[HEAD + 3] != STREAM_CLOSED) { // an answer that crossed a cancellation
          judge(begin[HEAD + 3]);
        }
      }
      case GOAWAY -> judge(begin[HEAD + 7]);
      default -> {
        // an answer, or an acknowledgement
      }
    }
  }

  private void judge(int code) {
    switch (code) {
      case NO_ERROR, INTERNAL_ERROR, REFUSED_STREAM, CANCEL -> {
        // none of these blames the client
      }
      case ENHANCE_YOUR_CALM -> connection.hasRefused(Problem.FLOOD);
      default -> connection.hasRefused(Problem.BAD_FRAME);
    }
  }
}
