package dev.jeton.http;

import dev.jeton.audit.OnBehalf;
import dev.jeton.dialect.Flaw;
import dev.jeton.http.Forwarding.Client;
import dev.jeton.http.Inflating.Inflated;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One request from its head to the work that it makes; on the connection's event loop, but for what
 * waits.
 */
final class Reception {
  /**
   * Reading a body of this size takes a fraction of a millisecond; larger ones are read on a
   * virtual thread.
   */
  private static final int SMALL = 16 * 1024;

  private static final byte[] NOTHING = {};

  private final HttpServerRequest request;
  private final Connection connection;
  private final Endpoint endpoint;
  private final Head head;
  private final Context context;
  private final Answers answers;
  private final String id;
  private final long began;
  private byte[] body = NOTHING;
  private int received;
  private boolean over;
  private Optional<Client> client = Optional.empty();

  Reception(HttpServerRequest request, Connection connection, Endpoint endpoint) {
    this.request = request;
    this.connection = connection;
    this.endpoint = endpoint;
    this.head = new Head(request);
    this.context = Vertx.currentContext();
    this.id =
        endpoint
            .forwarding()
            .requestId(connection.peer(), head.headers())
            .orElseGet(endpoint.log()::nextId);
    this.began = connection.began();
    this.answers = new Answers(request, connection, endpoint, id, began);
  }

  /** Takes the request on from its head. */
  void begin() {
    Limits limits = endpoint.limits();
    Optional<Problem> problem = findClient().or(() -> head.problem(request, limits.body()));
    if (problem.isPresent()) {
      refuse(problem.get());
      return;
    }
    if (!head.hasBody()) {
      dispatch(NOTHING);
      return;
    }
    connection.awaits(this);
    if (over) {
      return; // it was known to be corrupt before its turn came
    }
    request.handler(this::receive);
    request.endHandler(_ -> end());
    request.exceptionHandler(_ -> abandon());
    if (head.expectsContinue()) {
      request.response().writeContinue();
    }
  }

  private Optional<Problem> findClient() {
    client = endpoint.forwarding().client(connection.peer(), head.headers());
    return client.isPresent() ? Optional.empty() : Optional.of(Problem.FORWARDING);
  }

  private Request.Origin origin() {
    Client told = client.orElseThrow();
    boolean forwarded = told.secure().isPresent() || told.asked().isPresent();
    boolean secure = told.secure().orElse(endpoint.secure());
    return new Request.Origin(
        secure,
        forwarded
            ? endpoint.origins().base(secure, told.asked().or(head::authority), connection.port())
            : connection.base(head.authority()),
        address(),
        connection.certificate());
  }

  /** The client's, in text. */
  private String address() {
    return client
        .map(Client::address)
        .filter(address -> !address.equals(connection.peer()))
        .map(InetAddress::getHostAddress)
        .orElseGet(connection::address);
  }

  private void receive(Buffer part) {
    if (over) {
      return;
    }
    int size = received + part.length();
    if (size > endpoint.limits().body()) {
      refuse(Problem.LARGE_BODY);
      return;
    }
    if (size > body.length) {
      // Room grows with what has come, not with what was announced.
      body = java.util.Arrays.copyOf(body, received == 0 ? size : Math.max(size, 2 * body.length));
    }
    part.getBytes(body, received);
    received = size;
  }

  private void end() {
    if (over) {
      return;
    }
    giveUp();
    byte[] whole = received == body.length ? body : java.util.Arrays.copyOf(body, received);
    switch (Inflating.undo(head.coding(), whole, endpoint.limits().body())) {
      case Inflated.Body(byte[] octets) -> dispatch(octets);
      case Inflated.Refused(Problem problem) -> refuse(problem);
    }
  }

  /** No more of the body is awaited. */
  private void giveUp() {
    over = true;
    connection.hasArrived(this);
  }

  /** The client has reset the stream, or is gone, in the middle of the body. */
  private void abandon() {
    if (!over) {
      giveUp();
      connection.answered();
    }
  }

  /** Refuses the request if its body should have come by now. */
  void check(long now) {
    if (now - began > endpoint.limits().arrival().toNanos()) {
      refuse(Problem.SLOW);
    }
  }

  /** Refuses the request before it has come whole: in its dialect's words, if it has one. */
  void refuse(Problem problem) {
    giveUp();
    Optional<Work> own =
        client.isPresent() ? problem.flaw().flatMap(this::inItsOwnWords) : Optional.empty();
    if (own.isPresent()) {
      endpoint.refusals().count(problem);
      if (!answers.isHttp2()) {
        connection.closes(); // what follows may be the rest of a body
      }
      take(own.get(), answers::early);
    } else if (answers.isHttp2()) {
      endpoint.refusals().refused(id, problem, address());
      answers.stream(problem.reply());
    } else {
      connection.refuseNow(id, problem, address());
    }
  }

  private Optional<Work> inItsOwnWords(Flaw flaw) {
    try {
      return OnBehalf.ofRequest(id, () -> endpoint.handler().refuse(read(NOTHING), flaw));
    } catch (RuntimeException | Error e) {
      return Optional.of(new Work.Done(answers.bug(e)));
    }
  }

  private Request read(byte[] octets) {
    return new Request(request.method().name(), head.target(), head.headers(), octets, origin());
  }

  private void dispatch(byte[] octets) {
    Request read = read(octets);
    if (octets.length > SMALL) {
      wait(() -> now(endpoint.handler().take(read)), () -> tooBusy(), answers::whole);
      return;
    }
    Work work;
    try {
      work = OnBehalf.ofRequest(id, () -> endpoint.handler().take(read));
    } catch (RuntimeException | Error e) {
      answers.whole(answers.bug(e));
      return;
    }
    take(work, answers::whole);
  }

  private void take(Work work, Consumer<Answered> writer) {
    switch (work) {
      case Work.Done(Answered answered) -> writer.accept(answered);
      case Work.Waiting(Supplier<Answered> answer, Supplier<Answered> overloaded) ->
          wait(answer, overloaded, writer);
    }
  }

  private static Answered now(Work work) {
    return switch (work) {
      case Work.Done(Answered answered) -> answered;
      case Work.Waiting(Supplier<Answered> answer, Supplier<Answered> _) -> answer.get();
    };
  }

  private void wait(
      Supplier<Answered> work, Supplier<Answered> overloaded, Consumer<Answered> writer) {
    if (!endpoint.lanes().run(context, () -> guarded(work), writer)) {
      writer.accept(guarded(overloaded));
    }
  }

  private Answered guarded(Supplier<Answered> work) {
    try {
      return OnBehalf.ofRequest(id, work);
    } catch (RuntimeException | Error e) {
      return answers.bug(e);
    }
  }

  private static Answered tooBusy() {
    return Answered.of(
        Reply.of(503, "text/plain;charset=utf-8", "Too many requests at once.\n")
            .with("Retry-After", "1"),
        "-",
        "-",
        "overloaded");
  }
}
