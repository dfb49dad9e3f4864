package dev.jeton.http;

import dev.jeton.http.Inflating.Inflated;
import dev.jeton.wire.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
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
  static final int SMALL = 16 * 1024;

  /** Where a server behind may be meant, so many octets are looked at, then four times as many. */
  private static final int FIRST_LOOK = 4 * 1024;

  private final HttpServerRequest request;
  private final Connection connection;
  private final Endpoint endpoint;
  private final Head head;
  private final Answers answers;
  private final Received received;

  /** What a handler has made of it already. */
  private final Optional<Work> begun;

  private final Holding held;
  private final Body body;
  private final Execution execution;
  private boolean over;

  /** While it is not told whose the request is. */
  private Optional<Handover> undecided = Optional.empty();

  private Optional<Crossing> crossing = Optional.empty();
  private int nextLook = FIRST_LOOK;
  private boolean looking;
  private boolean whole;

  Reception(HttpServerRequest request, Connection connection, Endpoint endpoint) {
    this.request = request;
    this.connection = connection;
    this.endpoint = endpoint;
    Optional<Handed> handed = connection.handed();
    this.received =
        handed
            .map(Handed::received)
            .orElseGet(
                () ->
                    new Received(Head.of(request, connection.streamEnds()), connection, endpoint));
    this.begun = handed.flatMap(Handed::begun);
    this.head = received.head();
    this.answers = new Answers(request, connection, endpoint, received);
    this.held = new Holding(endpoint.room(), connection, received);
    this.body = new Body(held);
    this.execution = new Execution(received, endpoint, this::letGo);
  }

  /** Takes the request on from its head. */
  void begin() {
    if (!answers.begin()) {
      over = true;
      return;
    }
    if (begun.isPresent()) {
      goOnWith(begun.get());
      return;
    }
    Optional<Problem> problem = received.problem();
    if (problem.isEmpty() && !endpoint.backends().isEmpty()) {
      undecided = endpoint.handler().handover(received.request(Body.NOTHING));
    }
    problem = problem.or(() -> head.bodyProblem(largest()));
    if (problem.isEmpty() && undecided.isEmpty()) {
      problem = head.codingProblem();
    }
    if (problem.isPresent()) {
      refuse(problem.get());
      return;
    }
    whole = !head.hasBody();
    if (whole) {
      if (undecided.isPresent()) {
        look();
      } else {
        dispatch(Body.NOTHING);
      }
      return;
    }
    connection.awaits(this);
    if (over) {
      return; // it was known to be corrupt before its turn came
    }
    if (!answers.isHttp2() && !held.grow(head.weight())) {
      giveWay();
      if (over) {
        return;
      }
    }
    request.handler(this::receive);
    request.endHandler(_ -> end());
    request.exceptionHandler(_ -> abandon());
    if (undecided.isPresent()) {
      look(); // it may be told by its head alone
    } else {
      invite();
    }
  }

  /**
   * The handler has the whole request already; the body comes once more. It is not counted: it is
   * small, and the only one under way on its connection.
   */
  private void goOnWith(Work work) {
    over = true;
    if (head.hasBody()) {
      request.handler(_ -> {});
      request.endHandler(_ -> execution.carryOut(work, answers::whole));
    } else {
      execution.carryOut(work, answers::whole);
    }
  }

  /** Lets the client send its body, if it waits for that. */
  private void invite() {
    if (head.expectsContinue()) {
      request.response().writeContinue();
    }
  }

  private long largest() {
    return undecided.isPresent()
        ? undecided.get().largest().orElse(Long.MAX_VALUE)
        : endpoint.limits().body();
  }

  private void receive(Buffer part) {
    if (over) {
      return;
    }
    int most = undecided.map(Handover::lookAhead).orElse(endpoint.limits().body());
    if (undecided.isEmpty() && body.size() + part.length() > most) {
      refuse(Problem.LARGE_BODY);
    } else if (!body.add(part, most)) {
      giveWay();
    } else if (undecided.isPresent() && !looking && body.size() >= nextLook) {
      look();
    }
  }

  /**
   * There is no room for it. On HTTP/2 that is its answer; on HTTP/1 what is still to come is
   * thrown away first, so that the connection lives on, if that has an end.
   */
  private void giveWay() {
    if (answers.isHttp2() || undecided.isPresent() || head.expectsContinue()) {
      refuse(Problem.NO_ROOM);
    } else {
      body.drop();
      held.end();
    }
  }

  private void end() {
    whole = true;
    if (over || looking) {
      return;
    }
    if (undecided.isPresent()) {
      look();
      return;
    }
    giveUp();
    if (body.isDropped()) {
      answerCrowded();
      return;
    }
    switch (Inflating.undo(head.coding(), body.take(), endpoint.limits().body())) {
      case Inflated.Body(byte[] octets) -> {
        if (head.coding().isEmpty() || held.grow(octets.length)) {
          dispatch(octets);
        } else {
          answerCrowded();
        }
      }
      case Inflated.Refused(Problem problem) -> refuse(problem);
    }
  }

  /** Answers what has come whole, and was not kept. */
  private void answerCrowded() {
    answers.countCrowded();
    execution.carryOut(
        inItsOwnWords(Problem.NO_ROOM).orElseGet(() -> new Work.Done(Answers.noRoom())),
        answers::whole);
  }

  /** Asks whose the request is, by what has come of it. */
  private void look() {
    Handover handover = undecided.orElseThrow();
    boolean all = whole || body.size() >= handover.lookAhead();
    if (body.size() > SMALL) {
      hold();
      execution.later(() -> choose(handover, all), this::choiceTooBusy, this::chosen);
    } else {
      chosen(choose(handover, all));
    }
  }

  private Handover.Choice choose(Handover handover, boolean all) {
    byte[] begun = body.first(handover.lookAhead());
    byte[] plain = Inflating.beginning(head.coding(), begun, handover.lookAhead());
    return received.guarded(
        () -> handover.choose(received.request(plain), all),
        bug -> new Handover.Choice.Told(new Handover.Way.Back(bug)));
  }

  private Handover.Choice choiceTooBusy() {
    return new Handover.Choice.Told(new Handover.Way.Back(Execution.tooBusy()));
  }

  /** Lets nothing more of the body come in for now. */
  private void hold() {
    looking = true;
    if (!whole) {
      request.pause();
    }
  }

  private void chosen(Handover.Choice choice) {
    looking = false;
    if (over) {
      letGo();
      return; // the client is gone, or what came is corrupt
    }
    switch (choice) {
      case Handover.Choice.Ours _ -> keep();
      case Handover.Choice.Untold _ -> {
        int most = undecided.orElseThrow().lookAhead();
        if (whole || body.size() >= most) {
          keep();
        } else {
          nextLook = Math.min(4 * nextLook, most);
          goOn();
        }
      }
      case Handover.Choice.Told(Handover.Way way) -> go(way);
      case Handover.Choice.Waiting(Supplier<Handover.Way> way, Supplier<Answered> overloaded) -> {
        hold();
        execution.later(
            () -> received.guarded(way, Handover.Way.Back::new),
            () -> new Handover.Way.Back(received.guarded(overloaded, bug -> bug)),
            this::go);
      }
    }
  }

  /** Takes in more of the body. */
  private void goOn() {
    if (body.size() == 0) {
      invite();
    }
    request.resume();
  }

  /** The request is ours, so its body has to keep to our limits. */
  private void keep() {
    undecided = Optional.empty();
    Optional<Problem> problem =
        body.size() > largest()
            ? Optional.of(Problem.LARGE_BODY)
            : head.bodyProblem(largest()).or(head::codingProblem);
    if (problem.isPresent()) {
      refuse(problem.get());
    } else if (whole) {
      end();
    } else {
      goOn();
    }
  }

  private void go(Handover.Way way) {
    looking = false;
    if (over) {
      letGo();
      return;
    }
    switch (way) {
      case Handover.Way.Back(Answered answered) -> turnBack(answered);
      case Handover.Way.On on -> handOn(on);
    }
  }

  /** Answers a request of which more may be to come. */
  private void turnBack(Answered answered) {
    giveUp();
    letGo();
    if (whole) {
      answers.whole(answered);
      return;
    }
    request.resume();
    if (!answers.isHttp2()) {
      connection.closes();
    }
    answers.early(answered);
  }

  private void handOn(Handover.Way.On way) {
    Handover handover = undecided.orElseThrow();
    undecided = Optional.empty();
    if (whole) {
      giveUp();
    } else {
      request.pause();
      invite();
    }
    var onward =
        new Crossing(
            request,
            connection,
            answers,
            Optional.ofNullable(endpoint.backends().get(handover.backend())).orElseThrow(),
            way,
            new Crossing.Fields(received.id(), received.origin().base(), head.length()),
            handover.largest(),
            this);
    crossing = Optional.of(onward);
    onward.start(body.take(), whole);
  }

  /** What was handed on is over. */
  void hasCrossed() {
    giveUp();
    letGo();
  }

  /** No more of the body is awaited. */
  void giveUp() {
    over = true;
    connection.hasArrived(this);
  }

  /** Nothing of it is needed any more, unless another thread is looking at it. */
  private void letGo() {
    if (!looking) {
      body.drop();
      held.end();
    }
  }

  /** The client has reset the stream, or is gone, in the middle of the body. */
  private void abandon() {
    if (!over && crossing.isEmpty()) {
      giveUp();
      letGo();
      connection.answered();
    }
  }

  /** Refuses the request if its body should have come by now. */
  void check(long now) {
    if (crossing.isEmpty() && now - received.began() > endpoint.limits().arrival().toNanos()) {
      refuse(Problem.SLOW);
    }
  }

  /** What follows of the request can't be read, or shall not be. */
  void spoil(Problem problem) {
    crossing.ifPresentOrElse(onward -> onward.refuse(problem), () -> refuse(problem));
  }

  /** Refuses the request before it has come whole: in its dialect's words, if it has one. */
  void refuse(Problem problem) {
    giveUp();
    letGo();
    if (looking) {
      request.resume();
    }
    Optional<Work> own = inItsOwnWords(problem);
    if (own.isPresent()) {
      if (problem == Problem.NO_ROOM) {
        answers.countCrowded();
      } else {
        endpoint.refusals().count(problem); // its event is the dialect's
      }
      if (!answers.isHttp2()) {
        connection.closes(); // what follows may be the rest of a body
      }
      execution.carryOut(own.get(), answers::early);
    } else if (answers.isHttp2()) {
      endpoint.refusals().refused(received.id(), problem, received.address());
      answers.stream(problem.reply());
    } else {
      connection.refuseNow(received.id(), problem, received.address());
    }
  }

  private Optional<Work> inItsOwnWords(Problem problem) {
    if (!received.isOfKnownClient()) {
      return Optional.empty();
    }
    return received.guarded(
        () ->
            problem == Problem.NO_ROOM
                ? endpoint.handler().crowded(received.request(Body.NOTHING)).map(Work.Done::new)
                : problem
                    .flaw()
                    .flatMap(
                        flaw -> endpoint.handler().refuse(received.request(Body.NOTHING), flaw)),
        bug -> Optional.of(new Work.Done(bug)));
  }

  private void dispatch(byte[] octets) {
    Request read = received.request(octets);
    if (octets.length > SMALL) {
      execution.wait(
          () -> endpoint.handler().take(read).waitedFor(), Execution::tooBusy, answers::whole);
    } else {
      execution.carryOut(
          received.guarded(() -> endpoint.handler().take(read), Work.Done::new), answers::whole);
    }
  }
}
