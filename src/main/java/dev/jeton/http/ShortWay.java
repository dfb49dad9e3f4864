package dev.jeton.http;

import dev.jeton.wire.Reply;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;

/**
 * Answers requests over HTTP/1.1 before Vert.x sees them: those that come whole, ask nothing of
 * HTTP but an answer, and that a handler can answer at once, while no other one is under way on
 * their connection. All others go on to Vert.x as they have come, with what is known of them.
 */
final class ShortWay extends ChannelInboundHandlerAdapter {
  private final Connection connection;
  private final Endpoint endpoint;
  private final AnswerOctets octets;

  /** A request whose end has not come yet. */
  private Optional<HttpRequest> held = Optional.empty();

  private boolean unsent;

  ShortWay(Connection connection, Endpoint endpoint, AnswerOctets octets) {
    this.connection = connection;
    this.endpoint = endpoint;
    this.octets = octets;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object part) {
    if (held.isPresent()) {
      HttpRequest request = held.get();
      if (part instanceof LastHttpContent last && take(ctx, request, last)) {
        held = Optional.empty();
        last.release();
        return;
      }
      letGo(ctx);
    } else if (part instanceof HttpRequest request && connection.isFree()) {
      held = Optional.of(request);
      return;
    }
    ctx.fireChannelRead(part);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    letGo(ctx);
    if (unsent) {
      unsent = false;
      ctx.flush();
    }
    ctx.fireChannelReadComplete();
  }

  private void letGo(ChannelHandlerContext ctx) {
    if (held.isPresent()) {
      HttpRequest request = held.get();
      held = Optional.empty();
      ctx.fireChannelRead(request);
      if (connection.handed().isPresent()) {
        connection
            .close(); // Vert.x did not show it; what was made of it must not serve another one
      }
    }
  }

  /** Whether nothing is left to do for this request. */
  private boolean take(ChannelHandlerContext ctx, HttpRequest request, LastHttpContent last) {
    try {
      return isAnswered(ctx, request, last);
    } catch (RuntimeException | Error e) {
      Bugs.report(endpoint.log().nextId(), e);
      connection.close();
      return true;
    }
  }

  private boolean isAnswered(ChannelHandlerContext ctx, HttpRequest request, LastHttpContent last) {
    int size = last.content().readableBytes();
    if (size > Reception.SMALL || !last.trailingHeaders().isEmpty() || !connection.isFree()) {
      return false;
    }
    Head head = Head.of(request);
    if (!head.isPlain()) {
      return false;
    }
    var received = new Received(head, connection, endpoint);
    if (received.problem().isPresent() || head.bodyProblem(endpoint.limits().body()).isPresent()) {
      connection.hands(new Handed(received, Optional.empty()));
      return false;
    }
    byte[] body = ByteBufUtil.getBytes(last.content());
    Work work =
        received.guarded(() -> endpoint.handler().take(received.request(body)), Work.Done::new);
    if (work instanceof Work.Done(Answered answered)) {
      answer(ctx, received, answered);
      return true;
    }
    connection.hands(new Handed(received, Optional.of(work)));
    return false;
  }

  private void answer(ChannelHandlerContext ctx, Received received, Answered answered) {
    received.log(answered);
    if (answered.reply().isSilence()) {
      connection.close();
    } else {
      try {
        write(ctx, answered.reply());
      } catch (IllegalArgumentException e) {
        write(ctx, Bugs.answer(received.id(), e).reply());
      }
    }
    connection.answered();
  }

  private void write(ChannelHandlerContext ctx, Reply reply) {
    var _ =
        ctx.write(
            octets.of(ctx.alloc(), reply, endpoint.dates().now(), endpoint.strictTransport()),
            ctx.voidPromise());
    unsent = true;
  }
}
