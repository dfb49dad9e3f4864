package dev.jeton.http;

import dev.jeton.dialect.Denial;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpClientConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;

/**
 * A request on its way to the server behind, and the answer on its way back, each as fast as who
 * gets it takes it in; on the event loop of the client's connection.
 */
final class Crossing {
  private static final long CANCEL = 8;
  private static final long INTERNAL_ERROR = 2;
  private static final int LARGEST_REWRITTEN = 8 * 1024 * 1024;

  /** Sixteen parts that Vert.x takes before it says that it is full, each of 8 KiB at the most. */
  private static final int LARGEST_UNSENT = 128 * 1024;

  /** Beyond it the rest of a body that the server behind did not want costs the connection. */
  private static final int LARGEST_DROPPED = 256 * 1024;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Connection connection;
  private final Answers answers;
  private final Backend backend;
  private final Handover.Way.On way;
  private final Fields fields;
  private final Reception reception;
  private final OptionalLong largest;

  /** Of an answer that is taken in whole before any of it is sent. */
  private final Holding collected;

  private Buffer beginning = Buffer.buffer();
  private Optional<HttpClientRequest> onward = Optional.empty();
  private Optional<Upstream> upstream = Optional.empty();
  private boolean arrived;
  private boolean repeated;
  private boolean held;
  private boolean over;
  private boolean closes;
  private long uploaded;

  /** When anything last moved; on {@link System#nanoTime}. */
  private long moved;

  private long sent;

  /**
   * What goes to the server behind beside the body, and comes back.
   *
   * @param requestId for its log
   * @param base where the client reached us, without a slash at the end
   * @param length of the request's body, if it was told
   */
  record Fields(String requestId, String base, OptionalLong length) {}

  Crossing(
      HttpServerRequest request,
      Connection connection,
      Answers answers,
      Backend backend,
      Handover.Way.On way,
      Fields fields,
      OptionalLong largest,
      Reception reception) {
    this.request = request;
    this.response = request.response();
    this.connection = connection;
    this.answers = answers;
    this.backend = backend;
    this.way = way;
    this.fields = fields;
    this.largest = largest;
    this.reception = reception;
    this.collected = answers.holding();
    this.moved = System.nanoTime();
  }

  /**
   * Sets out.
   *
   * @param begun what has come of the body already
   * @param whole whether that is all of it; if not, the rest is held back until now
   */
  void start(byte[] begun, boolean whole) {
    beginning = Buffer.buffer(begun);
    uploaded = begun.length;
    arrived = whole;
    connection.crosses(this);
    answers.whenGone(this::leave);
    response.exceptionHandler(_ -> leave());
    attempt();
  }

  private void attempt() {
    backend
        .request(request.method(), Target.encoded(way.onward().target()))
        .onComplete(
            got -> {
              if (got.failed()) {
                fail(got.cause());
              } else if (over) {
                got.result().reset(CANCEL);
              } else {
                send(got.result());
              }
            });
  }

  private void send(HttpClientRequest to) {
    onward = Optional.of(to);
    sent = moved = System.nanoTime();
    to.exceptionHandler(_ -> {}); // the answer's future tells it
    try {
      for (Headers.Field field : way.onward().headers().fields()) {
        to.headers().add(field.name(), field.value());
      }
      to.headers().set("X-Request-Id", fields.requestId());
    } catch (IllegalArgumentException _) { // an octet that no field may have
      to.reset(CANCEL);
      end();
      reception.refuse(Problem.BAD_HEAD);
      return;
    }
    to.response()
        .onComplete(
            got -> {
              if (over) {
                return;
              }
              if (got.failed()) {
                fail(got.cause());
              } else {
                answer(got.result());
              }
            });
    if (arrived) {
      if (beginning.length() > 0) {
        to.headers().set("Content-Length", String.valueOf(beginning.length()));
        to.end(beginning);
      } else {
        if (fields.length.isPresent()) {
          to.headers().set("Content-Length", "0");
        }
        to.end();
      }
      return;
    }
    if (fields.length.isPresent()) {
      to.headers().set("Content-Length", String.valueOf(fields.length.getAsLong()));
    } else {
      to.setChunked(true);
    }
    if (beginning.length() > 0) {
      to.write(beginning);
    }
    request.handler(part -> carry(to, part));
    request.endHandler(_ -> arrive(to));
    request.exceptionHandler(_ -> leave());
    request.resume();
  }

  private void carry(HttpClientRequest to, Buffer part) {
    if (over) {
      return;
    }
    moved = System.nanoTime();
    uploaded += part.length();
    if (largest.isPresent() && uploaded > largest.getAsLong()) {
      refuse(Problem.LARGE_BODY);
      return;
    }
    to.write(part);
    if (to.writeQueueFull()) {
      held = true;
      request.pause();
      to.drainHandler(
          _ -> {
            held = false;
            moved = System.nanoTime();
            request.resume();
          });
    }
  }

  private void arrive(HttpClientRequest to) {
    arrived = true;
    reception.giveUp();
    if (!over) {
      moved = System.nanoTime();
      to.end();
    }
  }

  private void answer(HttpClientResponse from) {
    moved = System.nanoTime();
    upstream = Optional.of(new Upstream(from.statusCode(), (moved - sent) / 1000));
    if (from.statusCode() < 200) { // we have asked for no other protocol
      fail(new HttpClosedException("a status that ends nothing"));
      return;
    }
    Headers told = new AnswerFields(backend.config().url().toString(), fields.base).of(from);
    from.exceptionHandler(_ -> breakOff("backend-broke"));
    if (way.onward().rewriting().isPresent() && from.statusCode() == 200) {
      rewrite(from, told);
      return;
    }
    boolean bodiless =
        request.method().name().equals("HEAD")
            || from.statusCode() == 204
            || from.statusCode() == 304;
    if (!bodiless && answers.isHttp2() && !answers.holds(unsent(told))) {
      crowd();
      return;
    }
    try {
      head(from.statusCode(), told, bodiless);
    } catch (IllegalArgumentException _) { // an octet that no field may have
      response.headers().clear();
      fail(new HttpClosedException("a field that can't be sent"));
      return;
    }
    if (bodiless) {
      finish(Buffer.buffer());
      return;
    }
    from.handler(part -> carry(from, part));
    from.endHandler(_ -> finish(Buffer.buffer()));
  }

  /** How much of an answer can be here while its client takes nothing. */
  private static int unsent(Headers told) {
    return told.first("Content-Length")
        .filter(length -> length.matches("[0-9]{1,5}"))
        .map(Integer::parseInt)
        .orElse(LARGEST_UNSENT);
  }

  /** There is no room for its answer. */
  private void crowd() {
    answers.countCrowded();
    deny(new Denial.Told(DialectHandler.overloaded()), Problem.NO_ROOM.word());
  }

  private void head(int status, Headers told, boolean bodiless) {
    response.setStatusCode(status);
    boolean measured = false;
    for (Headers.Field field : told.fields()) {
      if (field.name().equalsIgnoreCase("Content-Length")) {
        measured = true;
        if (status == 204) {
          continue; // RFC 9110, section 8.6
        }
      }
      response.headers().add(field.name(), field.value());
    }
    if (told.first("Date").isEmpty()) {
      response.headers().add("Date", answers.date());
    }
    if (answers.isHttp2()) {
      return;
    }
    closes = !arrived && fields.length.orElse(Long.MAX_VALUE) - uploaded > LARGEST_DROPPED;
    if (closes) {
      tellLast();
    }
    if (measured || bodiless) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_1_1) {
      response.setChunked(true);
    } else {
      // To HTTP/1.0 only the connection's end tells that of the body.
      tellLast();
      connection.closes();
      response.endHandler(_ -> connection.close());
    }
  }

  private void tellLast() {
    response.headersEndHandler(_ -> response.headers().set("Connection", "close"));
  }

  private void carry(HttpClientResponse from, Buffer part) {
    if (over) {
      return;
    }
    moved = System.nanoTime();
    response.write(part);
    if (response.writeQueueFull()) {
      from.pause();
      response.drainHandler(
          _ -> {
            moved = System.nanoTime();
            from.resume();
          });
    }
  }

  private void rewrite(HttpClientResponse from, Headers told) {
    Buffer body = Buffer.buffer();
    from.handler(
        part -> {
          if (over) {
            return;
          }
          moved = System.nanoTime();
          if (body.length() + part.length() > LARGEST_REWRITTEN) {
            fail(new HttpClosedException("too much to rewrite"));
          } else if (collected.grow(part.length())) {
            body.appendBuffer(part);
          } else {
            crowd();
          }
        });
    from.endHandler(
        _ -> {
          if (over) {
            return;
          }
          boolean coded = told.first("Content-Encoding").isPresent();
          byte[] octets =
              coded
                  ? body.getBytes()
                  : way.onward().rewriting().orElseThrow().apply(body.getBytes());
          head(200, AnswerFields.ofRewritten(told, octets.length), false);
          boolean toHead = request.method().name().equals("HEAD");
          finish(toHead ? Buffer.buffer() : Buffer.buffer(octets));
        });
  }

  /** The answer is whole. */
  private void finish(Buffer last) {
    if (over) {
      return;
    }
    end();
    answers.log(way, upstream, response.getStatusCode(), "relayed");
    var ended = response.end(last).onComplete(_ -> collected.end());
    if (!arrived) {
      // The server behind did not want the rest of the body, so nobody does.
      cancel();
    }
    if (!arrived && (closes || answers.isHttp2())) {
      answers.abandonRest(ended);
    } else if (closes) {
      connection.closes();
      ended.onComplete(_ -> connection.endsBehind());
    } else if (!arrived) {
      drop();
    }
    connection.answered();
  }

  private void fail(Throwable cause) {
    if (over) {
      return;
    }
    boolean broken = cause instanceof HttpClosedException || cause instanceof StreamResetException;
    if (broken && arrived && way.onward().repeatable() && !repeated && upstream.isEmpty()) {
      repeated = true;
      attempt();
      return;
    }
    switch (cause) {
      case TimeoutException _ -> deny(Denial.Reason.BACKEND_SLOW, "backend-slow");
      case ConnectTimeoutException _ -> deny(Denial.Reason.BACKEND_SLOW, "backend-slow");
      case ConnectionPoolTooBusyException _ ->
          deny(new Denial.Told(DialectHandler.overloaded()), "backend-busy");
      default -> deny(Denial.Reason.BACKEND_DOWN, "backend-down");
    }
  }

  private void deny(Denial reason, String word) {
    giveUp();
    Reply reply = way.onward().denial().apply(reason);
    var answered = new Answered(reply, way.dialect(), way.operation(), way.account(), word);
    if (arrived) {
      answers.whole(answered);
    } else {
      drop();
      if (!answers.isHttp2()) {
        connection.closes();
      }
      answers.early(answered);
    }
  }

  /** What still comes of the body is read and thrown away. */
  private void drop() {
    request.handler(_ -> {});
    request.resume();
  }

  /** The body is not what its framing says, or too large, or too slow. */
  void refuse(Problem problem) {
    if (over) {
      return;
    }
    if (response.headWritten()) {
      breakOff(problem.word());
      return;
    }
    giveUp();
    drop();
    reception.refuse(problem);
  }

  /** An answer that has begun can't be told to be a failure but by its lacking an end. */
  private void breakOff(String word) {
    if (over) {
      return;
    }
    if (!response.headWritten()) {
      deny(Denial.Reason.BACKEND_DOWN, "backend-down");
      return;
    }
    giveUp();
    answers.log(way, upstream, response.getStatusCode(), word);
    if (answers.isHttp2()) {
      response.reset(INTERNAL_ERROR);
    } else {
      connection.abort();
    }
    connection.answered();
  }

  /** The client is gone, or has reset its stream. */
  private void leave() {
    if (over) {
      return;
    }
    giveUp();
    answers.log(way, upstream, 0, "client-gone");
    connection.answered();
  }

  /**
   * Lets go of what was asked behind. On HTTP/1 that is the whole connection: closed by its
   * channel, since Vert.x would first write what a server that has stopped reading never takes.
   */
  private void cancel() {
    onward.ifPresent(
        to -> {
          to.reset(CANCEL);
          if (to.version() != HttpVersion.HTTP_2
              && to.connection() instanceof HttpClientConnection connected) {
            Pipeline.abort(connected.channelHandlerContext().channel());
          }
        });
  }

  private void giveUp() {
    end();
    collected.end();
    cancel();
  }

  private void end() {
    over = true;
    reception.hasCrossed();
    connection.hasCrossed(this);
  }

  /** Ends what stands still for too long, by whosever fault. */
  void check(long now) {
    long still = now - moved;
    if (response.headWritten()) {
      if (longer(still, backend.config().idle())) {
        breakOff("stalled");
      }
    } else if (onward.isPresent() && !arrived && !held) {
      if (longer(still, backend.config().idle())) {
        refuse(Problem.SLOW);
      }
    } else if (onward.isPresent() && longer(still, backend.config().answering())) {
      deny(Denial.Reason.BACKEND_SLOW, "backend-slow");
    }
  }

  private static boolean longer(long nanos, Duration most) {
    return nanos > most.toNanos();
  }
}
