package dev.jeton.http;

import dev.jeton.wire.Reply;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How the work of one request gets done: at once, on a virtual thread, or once something else is.
 * Answers are written on the connection's event loop.
 */
final class Execution {
  private final Received received;
  private final Endpoint endpoint;
  private final Context context;
  private final Runnable done;

  /**
   * Makes it, on that event loop.
   *
   * @param done what is to do once the work is done, before its answer
   */
  Execution(Received received, Endpoint endpoint, Runnable done) {
    this.received = received;
    this.endpoint = endpoint;
    this.context = Vertx.currentContext();
    this.done = done;
  }

  /** Does it and has the answer written. */
  void carryOut(Work work, Consumer<Answered> writer) {
    switch (work) {
      case Work.Done(Answered answered) -> answer(answered, writer);
      case Work.Waiting(Supplier<Work> waiting, Supplier<Answered> overloaded) ->
          wait(waiting, overloaded, writer);
      case Work.Begun begun ->
          begun.whenDone().accept(() -> context.runOnContext(_ -> follow(begun, writer)));
    }
  }

  private void answer(Answered answered, Consumer<Answered> writer) {
    done.run();
    writer.accept(answered);
  }

  private void follow(Work.Begun begun, Consumer<Answered> writer) {
    Optional<Answered> now = received.guarded(begun.now(), Optional::of);
    if (now.isPresent()) {
      answer(now.get(), writer);
    } else {
      carryOut(begun.waiting(), writer);
    }
  }

  /** Does what waits on a virtual thread, or tells the client that too much does. */
  void wait(Supplier<Work> work, Supplier<Answered> overloaded, Consumer<Answered> writer) {
    later(
        () -> received.guarded(work, Work.Done::new),
        () -> new Work.Done(received.guarded(overloaded, bug -> bug)),
        left -> carryOut(left, writer));
  }

  /**
   * Does what waits on a virtual thread, or the other at once if too much does already; neither
   * throws.
   */
  <T> void later(Supplier<T> work, Supplier<T> overloaded, Consumer<T> next) {
    if (!endpoint.lanes().run(context, work, next)) {
      next.accept(overloaded.get());
    }
  }

  /** For work of which no dialect can tell that it found no place. */
  static Answered tooBusy() {
    return Answered.of(
        Reply.of(503, "text/plain;charset=utf-8", "Too many requests at once.\n")
            .with("Retry-After", "1"),
        "-",
        "-",
        "overloaded");
  }
}
