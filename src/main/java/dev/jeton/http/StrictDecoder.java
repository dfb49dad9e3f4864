package dev.jeton.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.HttpUtils;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Vert.x's decoder of HTTP/1 without its leniency; it tells the connection where a request begins
 * and what is refused.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
  private final HeadLines lines = new HeadLines();
  private final Connection connection;
  private boolean inHead = true;
  private boolean begun;

  /** The request that is decoded is the last one. */
  private boolean last;

  /** Nothing that still comes is a request. */
  private boolean ended;

  StrictDecoder(Limits limits, Connection connection) {
    super(
        new Http1ServerConfig()
            .setMaxInitialLineLength(limits.requestLine())
            .setMaxHeaderSize(limits.headers()));
    this.connection = connection;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (inHead && !ended) {
      if (!begun && connection.isFull()) {
        return; // it waits in the decoder until there is room
      }
      if (!begun) {
        begun = true;
        connection.headBegins();
      }
      if (!lines.admit(in)) {
        refuse(Problem.BAD_HEAD);
      }
    }
    if (ended) {
      in.skipBytes(in.readableBytes());
      return;
    }
    int before = out.size();
    super.decode(ctx, in, out);
    for (int i = before; i < out.size(); i++) {
      var part = (HttpObject) out.get(i);
      if (part.decoderResult().isFailure()) {
        Problem problem =
            part instanceof HttpRequest ? problem(part.decoderResult().cause()) : Problem.BAD_BODY;
        while (out.size() > i) {
          out.removeLast();
        }
        refuse(problem);
      } else {
        follow(part);
      }
    }
  }

  /** Whether nothing waits in it. */
  boolean isEmpty() {
    return actualReadableBytes() == 0;
  }

  /** Decodes what has waited. */
  void goOn(ChannelHandlerContext ctx) {
    try {
      channelRead(ctx, Unpooled.EMPTY_BUFFER);
      channelReadComplete(ctx);
    } catch (Exception e) {
      ctx.fireExceptionCaught(e);
    }
  }

  /** A request that ends with its connection is nobody's any more. */
  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {}

  private void follow(HttpObject part) {
    if (part instanceof HttpRequest request) {
      inHead = false;
      last = isLast(request);
      connection.headEnds();
    }
    if (part instanceof LastHttpContent) {
      ended = last;
      inHead = true;
      begun = false;
      lines.reset();
    }
  }

  /**
   * Whether the client wants the connection to end behind this request (RFC 9112, section 9.6).
   * Vert.x, which ends it, looks for the word alone: {@code TE, close} is said to it once more.
   */
  private static boolean isLast(HttpRequest request) {
    boolean kept = HttpUtils.isKeepAlive(request);
    HttpHeaders fields = request.headers();
    if (kept && fields.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
      fields.add(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      kept = HttpUtils.isKeepAlive(request);
    }
    return !kept;
  }

  private void refuse(Problem problem) {
    ended = true;
    connection.refuse(problem);
  }

  private static Problem problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> Problem.LONG_TARGET;
      case TooLongHttpHeaderException _ -> Problem.LONG_HEADERS;
      case UnspokenVersion _ -> Problem.VERSION;
      default -> Problem.BAD_HEAD;
    };
  }

  @Override
  protected HttpMessage createMessage(String[] words) {
    HttpMessage message = super.createMessage(words);
    HttpVersion version = message.protocolVersion();
    boolean spoken = version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    if (!spoken || !words[2].equals(version.text())) { // RFC 9112, section 2.3: the case counts
      throw new UnspokenVersion();
    }
    return message;
  }

  /** The classic of request smuggling (RFC 9112, section 6.1). */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Transfer-Encoding and Content-Length");
  }

  /** A version of HTTP that this decoder doesn't speak. */
  private static final class UnspokenVersion extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
