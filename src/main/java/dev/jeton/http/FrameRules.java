package dev.jeton.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;
import java.util.Map;

/**
 * What Netty leaves open of HTTP/2: how many frames a client may send that ask for nothing (RFC
 * 9113, section 10.5), and fields that it lets pass (8.2.1, and 8.3 for a pseudo-field that we
 * never offered).
 */
final class FrameRules extends Http2FrameListenerDecorator {
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();

  /** In each window; a client that measures its way to us sends a few. */
  private static final int MOST = 1000;

  /** And for each request in it: what acknowledges its answer. */
  private static final int MOST_BY_REQUEST = 4;

  private final Connection connection;
  private long windowBegan = System.nanoTime();
  private int left = MOST;

  private FrameRules(Http2FrameListener next, Connection connection) {
    super(next);
    this.connection = connection;
  }

  static void impose(Http2ConnectionDecoder decoder, Connection connection) {
    decoder.frameListener(new FrameRules(decoder.frameListener(), connection));
  }

  private void count() throws Http2Exception {
    long now = System.nanoTime();
    if (now - windowBegan > WINDOW) {
      windowBegan = now;
      left = MOST;
    }
    if (--left < 0) {
      throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "too many frames");
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean last)
      throws Http2Exception {
    check(stream, headers, last);
    super.onHeadersRead(ctx, stream, headers, padding, last);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int stream,
      Http2Headers headers,
      int dependsOn,
      short weight,
      boolean exclusive,
      int padding,
      boolean last)
      throws Http2Exception {
    check(stream, headers, last);
    super.onHeadersRead(ctx, stream, headers, dependsOn, weight, exclusive, padding, last);
  }

  private void check(int stream, Http2Headers headers, boolean last) throws Http2Exception {
    connection.headComes(last);
    left = Math.min(left + MOST_BY_REQUEST, Integer.MAX_VALUE - MOST_BY_REQUEST);
    for (Map.Entry<CharSequence, CharSequence> field : headers) {
      if (isPadded(field.getValue()) || ":protocol".contentEquals(field.getKey())) {
        throw Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, "a malformed field");
      }
    }
  }

  private static boolean isPadded(CharSequence value) {
    int length = value.length();
    return length > 0 && (isBlank(value.charAt(0)) || isBlank(value.charAt(length - 1)));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext ctx, int stream, int dependsOn, short weight, boolean exclusive)
      throws Http2Exception {
    count();
    super.onPriorityRead(ctx, stream, dependsOn, weight, exclusive);
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
      throws Http2Exception {
    count();
    super.onSettingsRead(ctx, settings);
  }

  @Override
  public void onSettingsAckRead(ChannelHandlerContext ctx) throws Http2Exception {
    count();
    super.onSettingsAckRead(ctx);
  }

  @Override
  public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    count();
    super.onPingRead(ctx, data);
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    count();
    super.onPingAckRead(ctx, data);
  }

  @Override
  public void onGoAwayRead(ChannelHandlerContext ctx, int last, long code, ByteBuf text)
      throws Http2Exception {
    count();
    super.onGoAwayRead(ctx, last, code, text);
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int stream, int increment)
      throws Http2Exception {
    count();
    super.onWindowUpdateRead(ctx, stream, increment);
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext ctx, byte type, int stream, Http2Flags flags, ByteBuf payload)
      throws Http2Exception {
    count();
    super.onUnknownFrame(ctx, type, stream, flags, payload);
  }
}
