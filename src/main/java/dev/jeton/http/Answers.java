package dev.jeton.http;

import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;

/** The ways in which one request can be answered; each on the connection's event loop. */
final class Answers {
  private static final long HTTP2_NO_ERROR = 0;

  /** Octets of an answer that any stream may leave lying beside what its request takes. */
  private static final int SMALL = 4 * 1024;

  private static final CharSequence DATE = HttpHeaders.createOptimized("Date");

  private final HttpServerRequest request;
  private final Connection connection;
  private final Endpoint endpoint;
  private final Received received;

  /** None on HTTP/1, where an answer that is not taken keeps the next request from being read. */
  private final Optional<OpenStream> stream;

  Answers(HttpServerRequest request, Connection connection, Endpoint endpoint, Received received) {
    this.request = request;
    this.connection = connection;
    this.endpoint = endpoint;
    this.received = received;
    this.stream =
        isHttp2()
            ? Optional.of(new OpenStream(request.response(), connection, endpoint, holding()))
            : Optional.empty();
  }

  /** Begins to count what its client can leave lying; without room for it, nothing is answered. */
  boolean begin() {
    if (stream.isPresent() && !stream.get().begins(received.head().weight())) {
      endpoint.refusals().refused(received.id(), Problem.NO_ROOM, received.address());
      return false;
    }
    return true;
  }

  /** What more this request may hold, until whoever asks for it gives it back. */
  Holding holding() {
    return new Holding(endpoint.room(), connection, received);
  }

  /** Whether so much of an answer may wait for its client. */
  boolean holds(int octets) {
    return stream.isEmpty() || stream.get().grows(octets);
  }

  /**
   * Does something once the client has taken all, or is gone.
   *
   * @param gone also on HTTP/1, where that is the connection's end
   */
  void whenGone(Runnable gone) {
    request
        .response()
        .closeHandler(
            _ -> {
              stream.ifPresent(OpenStream::ends);
              gone.run();
            });
  }

  /** Answers a request that has come whole. */
  void whole(Answered made) {
    Answered answered = fitting(made);
    Reply reply = answered.reply();
    HttpServerResponse response = request.response();
    received.log(answered);
    try {
      if (reply.isSilence()) {
        response.reset(); // the stream on HTTP/2, the connection on HTTP/1
      } else if (!response.closed() && !response.ended()) {
        var _ = write(response, reply);
      }
    } catch (IllegalArgumentException e) {
      // A field that can't be sent: nothing of the answer has left yet.
      response.headers().clear();
      var _ = write(response, Bugs.answer(received.id(), e).reply());
    } finally {
      connection.answered();
    }
  }

  /** The same, or what tells of an overload if there is no room for it to wait for its client. */
  private Answered fitting(Answered answered) {
    int length = answered.reply().body().length;
    if (length <= SMALL || holds(length)) {
      return answered;
    }
    countCrowded();
    return noRoom();
  }

  /** What tells of an overload, for which no dialect has words. */
  static Answered noRoom() {
    return Answered.of(Problem.NO_ROOM.reply(), "-", "-", Problem.NO_ROOM.word());
  }

  /** There was no room for a request, or for its answer. */
  void countCrowded() {
    endpoint.refusals().crowded(received.id(), received.address());
  }

  /** Answers a request that has not come whole. */
  void early(Answered answered) {
    received.log(answered);
    if (isHttp2()) {
      stream(answered.reply());
    } else if (answered.reply().isSilence()) {
      connection.close();
    } else {
      connection.end(answered.reply(), request.method().name().equals("HEAD"));
    }
  }

  /** Answers on HTTP/2 before all has come, and ends the stream alone. */
  void stream(Reply reply) {
    HttpServerResponse response = request.response();
    connection.answered();
    if (reply.isSilence()) {
      response.reset();
    } else if (!response.closed() && !response.ended()) {
      write(response, reply)
          .onComplete(_ -> response.reset(HTTP2_NO_ERROR)); // the rest of the body is not wanted
    }
  }

  boolean isHttp2() {
    return request.version() == HttpVersion.HTTP_2;
  }

  /** The field Date of an answer that is written now. */
  String date() {
    return endpoint.dates().now();
  }

  /**
   * Lets go of the rest of a body behind an answer that did not need it.
   *
   * @param ended when the answer is out
   */
  void abandonRest(Future<Void> ended) {
    HttpServerResponse response = request.response();
    if (isHttp2()) {
      ended.onComplete(_ -> response.reset(HTTP2_NO_ERROR));
    } else {
      request.handler(_ -> {});
      request.resume();
      connection.closes();
      ended.onComplete(_ -> connection.endsBehind());
    }
  }

  /** Tells the log of a request that was handed on. */
  void log(Handover.Way.On way, Optional<Upstream> upstream, int status, String outcome) {
    received.log(way.dialect(), way.operation(), status, outcome, way.account(), upstream);
  }

  private Future<Void> write(HttpServerResponse response, Reply reply) {
    response.setStatusCode(reply.status());
    MultiMap headers = response.headers();
    for (Headers.Field field : reply.headers().fields()) {
      headers.add(field.name(), field.value());
    }
    headers.add(DATE, endpoint.dates().now());
    endpoint.strictTransport().ifPresent(field -> headers.set("Strict-Transport-Security", field));
    if (request.method().equals(HttpMethod.HEAD)) {
      headers.add("Content-Length", String.valueOf(reply.body().length));
      return response.end();
    }
    return response.end(Buffer.buffer(reply.body()));
  }
}
