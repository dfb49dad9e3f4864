package dev.jeton.http;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Relaying;
import dev.jeton.dialect.Surface;
import dev.jeton.dialect.Surfaces;
import dev.jeton.session.Outcome;
import dev.jeton.session.Pending;
import dev.jeton.session.Refusal;
import dev.jeton.session.Served;
import dev.jeton.session.SessionService;
import dev.jeton.session.Started;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers with the surfaces of a listener: reads, lets the core decide, writes. */
public final class DialectHandler implements Handler {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Work NOT_FOUND =
      new Work.Done(
          Answered.of(
              Reply.of(404, "text/plain;charset=utf-8", "Not Found\n"), "-", "-", "not-found"));

  private final Surfaces surfaces;
  private final SessionService sessions;

  public DialectHandler(Surfaces surfaces, SessionService sessions) {
    this.surfaces = surfaces;
    this.sessions = sessions;
  }

  @Override
  public Work take(Request request) {
    Optional<Surface> surface = surfaces.at(request.path());
    if (surface.isEmpty()) {
      return NOT_FOUND;
    }
    return work(surface.get().name(), surface.get().read(request));
  }

  @Override
  public Optional<Work> refuse(Request request, Flaw flaw) {
    return surfaces
        .at(request.path())
        .map(surface -> work(surface.name(), surface.refuse(request, flaw)));
  }

  @Override
  public Optional<Answered> crowded(Request request) {
    return surfaces
        .at(request.path())
        .map(
            surface ->
                Answered.of(
                    surface.crowded(request, overloaded()), surface.name(), "-", "overloaded"));
  }

  private Work work(String name, Exchange exchange) {
    Optional<Outcome> now = sessions.now(exchange.command());
    if (now.isPresent()) {
      return new Work.Done(answered(name, exchange, now.get()));
    }
    return sessions
        .begin(exchange.command())
        .map(
            started ->
                switch (started) {
                  case Pending pending -> follow(name, exchange, pending);
                  case Started.Unfinished unfinished ->
                      waiting(
                          name, exchange, () -> sessions.goOn(unfinished), unfinished.abandon());
                })
        .orElseGet(() -> waiting(name, exchange, () -> sessions.start(exchange.command())));
  }

  private Work follow(String name, Exchange exchange, Served served) {
    return switch (served) {
      case Outcome outcome -> new Work.Done(answered(name, exchange, outcome));
      case Pending pending ->
          new Work.Begun(
              pending::whenWritten,
              () -> sessions.now(pending).map(outcome -> answered(name, exchange, outcome)),
              waiting(name, exchange, () -> sessions.serve(pending)));
    };
  }

  private Work.Waiting waiting(String name, Exchange exchange, Supplier<Served> serving) {
    return waiting(name, exchange, serving, () -> {});
  }

  private Work.Waiting waiting(
      String name, Exchange exchange, Supplier<Served> serving, Runnable abandon) {
    return new Work.Waiting(
        () -> follow(name, exchange, serving.get()),
        () -> {
          abandon.run();
          return answered(name, exchange, overloaded());
        });
  }

  @Override
  public Optional<Handover> handover(Request head) {
    return surfaces
        .at(head.path())
        .flatMap(
            surface ->
                surface instanceof Relaying relaying
                    ? Optional.of(new DialectHandover(relaying, sessions))
                    : Optional.empty());
  }

  /** Where too much waits already. */
  static Outcome.Refused overloaded() {
    return new Outcome.Refused(Refusal.OVERLOADED, SOON, Optional.empty());
  }

  static Answered answered(String dialect, Exchange exchange, Outcome outcome) {
    return new Answered(
        exchange.answer().apply(outcome),
        dialect,
        exchange.operation(),
        account(outcome),
        word(outcome));
  }

  /**
   * The actor; nobody where none was proved, for what stands in the place of a name may be a
   * password.
   */
  private static Optional<String> account(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted -> Optional.of(granted.session().actor().name());
      case Outcome.Alive alive -> Optional.of(alive.session().actor().name());
      case Outcome.Ended ended -> Optional.of(ended.session().actor().name());
      case Outcome.Dead _, Outcome.Described _, Outcome.Refused _ -> Optional.empty();
    };
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted _ -> "granted";
      case Outcome.Alive _ -> "alive";
      case Outcome.Ended _ -> "ended";
      case Outcome.Dead _ -> "dead";
      case Outcome.Described _ -> "described";
      case Outcome.Refused refused ->
          refused.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }
}
