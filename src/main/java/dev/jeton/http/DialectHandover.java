package dev.jeton.http;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Onward;
import dev.jeton.dialect.Passage;
import dev.jeton.dialect.Relaying;
import dev.jeton.session.Outcome;
import dev.jeton.session.Session;
import dev.jeton.session.SessionService;
import dev.jeton.wire.Request;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Hands on what a surface says is another server's, if the core says that its session is live. */
record DialectHandover(Relaying surface, SessionService sessions) implements Handover {
  @Override
  public String backend() {
    return surface.name();
  }

  @Override
  public int lookAhead() {
    return surface.lookAhead();
  }

  @Override
  public OptionalLong largest() {
    return surface.largest();
  }

  @Override
  public Choice choose(Request beginning, boolean all) {
    return switch (surface.pass(beginning, all)) {
      case Passage.Ours _ -> new Choice.Ours();
      case Passage.Untold _ -> new Choice.Untold();
      case Passage.Open(String operation, Onward onward) ->
          new Choice.Told(new Way.On(onward, surface.name(), operation, Optional.empty()));
      case Passage.Guarded(Exchange check, Function<Session, Onward> onward) ->
          sessions
              .now(check.command())
              .<Choice>map(outcome -> new Choice.Told(way(check, onward, outcome)))
              .orElseGet(() -> waiting(check, onward));
    };
  }

  private Choice waiting(Exchange check, Function<Session, Onward> onward) {
    return new Choice.Waiting(
        () -> way(check, onward, sessions.serve(check.command())),
        () -> DialectHandler.answered(surface.name(), check, DialectHandler.overloaded()));
  }

  private Way way(Exchange check, Function<Session, Onward> onward, Outcome outcome) {
    return outcome instanceof Outcome.Alive(Session session)
        ? new Way.On(
            onward.apply(session),
            surface.name(),
            check.operation(),
            Optional.of(session.actor().name()))
        : new Way.Back(DialectHandler.answered(surface.name(), check, outcome));
  }
}
