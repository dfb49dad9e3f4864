package dev.jeton.http;

import dev.jeton.dialect.Flaw;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.Optional;
import java.util.function.Function;

/** Answers the requests of a listener. */
@FunctionalInterface
public interface Handler {
  /**
   * Takes a request, on an event loop: it answers what needs no waiting and hands back the rest as
   * work. It never waits.
   */
  Work take(Request request);

  /**
   * Refuses a request whose head was read and the rest was not; empty leaves it to HTTP's own plain
   * words.
   *
   * @param request its head; the body is empty
   */
  default Optional<Work> refuse(Request request, Flaw flaw) {
    return Optional.empty();
  }

  /**
   * Answers a request that there is no room for now; empty leaves it to HTTP's own plain words. It
   * never waits.
   *
   * @param request its head; the body is empty
   */
  default Optional<Answered> crowded(Request request) {
    return Optional.empty();
  }

  /**
   * The choice whether a request is handed on to a server behind; empty if it is answered here in
   * any case. It never waits.
   *
   * @param head its body is empty
   */
  default Optional<Handover> handover(Request head) {
    return Optional.empty();
  }

  /**
   * A handler whose every answer may wait.
   *
   * @param name for the request log
   */
  static Handler waiting(String name, Function<Request, Reply> answer) {
    return request ->
        new Work.Waiting(
            () -> new Work.Done(Answered.of(answer.apply(request), name, name, "answered")),
            () ->
                Answered.of(
                    Reply.of(503, "text/plain;charset=utf-8", "Too many requests at once.\n")
                        .with("Retry-After", "1"),
                    name,
                    name,
                    "overloaded"));
  }
}
