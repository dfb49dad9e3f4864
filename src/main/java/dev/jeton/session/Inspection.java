package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells of the session of any token, and ends it, for those who know no dialect. */
record Inspection(
    Clients clients,
    Policies policies,
    SessionStore store,
    ReplayGuard guard,
    Strangers strangers,
    Presentation presentation,
    Telling telling) {

  /** The outcome, if it can be told without waiting. */
  Optional<Outcome> peek(Command.Inspect inspect, Instant now) {
    if (!(inspect.token() instanceof Presented.Token(var secret))) {
      return Optional.empty();
    }
    Optional<Session> session =
        presentation
            .tokens()
            .peek(secret, now)
            .filter(s -> !s.isFamily())
            .filter(s -> !inspect.touch() || isUsedWithoutWriting(s, now));
    if (session.isEmpty()) {
      return Optional.empty();
    }
    boolean told =
        inspect.client().isPresent()
            ? clients
                .peek(inspect.client().get(), inspect.caller(), now)
                .filter(client -> Presentation.isFor(client, session.get()))
                .isPresent()
            : binding(session.get()).isEmpty()
                && strangers.guesses().admits(session.get().id(), inspect.caller(), now);
    return told ? session.map(Outcome.Alive::new) : Optional.empty();
  }

  Outcome inspect(Command.Inspect inspect, Instant now) {
    Optional<Client> client = Optional.empty();
    if (inspect.client().isPresent()) {
      switch (clients.prove(inspect.client().get(), inspect.caller(), now)) {
        case Authenticator.Failed failed -> {
          return telling.noClient(inspect, inspect.client().get(), inspect.caller(), failed, now);
        }
        case Client proved -> client = Optional.of(proved);
      }
    }
    Optional<TokenLookup.Found> found = presentation.find(inspect.token(), now);
    if (found.isPresent() && found.get().verdict() instanceof Verdict.Live) {
      return client
          .map(asking -> toClient(asking, inspect, found.get(), now))
          .orElseGet(() -> toHolder(inspect, found.get(), now));
    }
    Optional<Verdict.Gone> gone =
        found.flatMap(
            f -> f.verdict() instanceof Verdict.Gone over ? Optional.of(over) : Optional.empty());
    if (client.isPresent() || gone.isPresent() || found.isEmpty()) {
      return new Outcome.Dead(gone.<Verdict.Dead>map(over -> over).orElseGet(Verdict.Unknown::new));
    }
    return strangers.unknown(found.get().digest(), inspect.dialect(), inspect.caller(), now);
  }

  /** Ends a session; of a refresh token all that came of it. */
  Outcome revoke(Command.Revoke revoke, Instant now) {
    Client client;
    switch (clients.prove(revoke.client(), revoke.caller(), now)) {
      case Authenticator.Failed failed -> {
        return telling.noClient(revoke, revoke.client(), revoke.caller(), failed, now);
      }
      case Client proved -> client = proved;
    }
    Optional<TokenLookup.Found> found = presentation.find(revoke.token(), now);
    if (found.isEmpty() || !(found.get().verdict() instanceof Verdict.Live(Session session))) {
      return new Outcome.Dead(new Verdict.Unknown());
    }
    if (session.grant().filter(g -> g.client().id() != client.principal().id()).isPresent()) {
      return telling.refused(
          Kind.END_REFUSED,
          revoke.dialect(),
          client.principal().name(),
          revoke.caller(),
          new Authenticator.Failed(Refusal.GRANT_TYPE, Cause.NOT_THE_ACTOR, Duration.ZERO),
          now);
    }
    AuditEvent event =
        SessionEvents.of(now, Kind.SESSION_ENDED, session, revoke.caller())
            .and(Map.of("by", client.principal().name()));
    return store
        .end(found.get().digest(), now, new Trace(List.of(), event))
        .<Outcome>map(Outcome.Ended::new)
        .orElseGet(() -> new Outcome.Dead(new Verdict.Unknown()));
  }

  private Outcome toClient(
      Client client, Command.Inspect inspect, TokenLookup.Found found, Instant now) {
    return Presentation.isFor(client, found.session())
        ? used(inspect, found, now)
        : new Outcome.Dead(new Verdict.Unknown());
  }

  /** Whoever asks without a name answers for the key that the token is bound to. */
  private Outcome toHolder(Command.Inspect inspect, TokenLookup.Found found, Instant now) {
    Session session = found.session();
    if (session.isFamily()) { // a refresh token is no token to use
      return new Outcome.Dead(new Verdict.Unknown());
    }
    if (!strangers.guesses().admits(session.id(), inspect.caller(), now)) {
      return strangers.notNow(inspect.dialect(), inspect.caller(), now);
    }
    Optional<Binding> binding = binding(session);
    if (binding.isPresent()) {
      if (!binding.equals(inspect.possession().map(Possession::binding))) {
        return refused(inspect, failed(Cause.WRONG_KEY), now);
      }
      List<Proof> once = inspect.possession().flatMap(Possession::once).stream().toList();
      if (!once.stream().allMatch(proof -> guard.take(proof, now))) {
        return refused(inspect, failed(Cause.REPLAYED), now);
      }
      guard.burn(once);
    }
    return used(inspect, found, now);
  }

  /** The session as it was before this use. */
  private Outcome used(Command.Inspect inspect, TokenLookup.Found found, Instant now) {
    if (inspect.touch()) {
      touch(found, now);
    }
    return new Outcome.Alive(found.session());
  }

  /** What a session comes of is used with it. A replace that is lost to another use is fine. */
  private void touch(TokenLookup.Found found, Instant now) {
    if (found.verdict() instanceof Verdict.Live(Session session)) {
      touched(session, now).ifPresent(next -> store.replace(found.digest(), session, next));
      session.source().ifPresent(digest -> touch(presentation.tokens().find(digest, now), now));
    }
  }

  /** Whether a use leaves nothing to write down, neither of it nor of all that it comes of. */
  private boolean isUsedWithoutWriting(Session session, Instant now) {
    return touched(session, now).isEmpty()
        && session
            .source()
            .map(digest -> presentation.tokens().peek(digest, now))
            .map(source -> source.filter(each -> isUsedWithoutWriting(each, now)).isPresent())
            .orElse(true);
  }

  private Optional<Session> touched(Session session, Instant now) {
    return session.isFamily()
        ? Optional.empty()
        : policies
            .find(session.dialect())
            .flatMap(policy -> policy.lifetime().touched(session, now));
  }

  private static Optional<Binding> binding(Session session) {
    return session.grant().flatMap(Grant::binding);
  }

  private static Authenticator.Failed failed(Cause cause) {
    return new Authenticator.Failed(Refusal.POSSESSION, cause, Duration.ZERO);
  }

  private Outcome refused(Command.Inspect inspect, Authenticator.Failed failed, Instant now) {
    return telling.refused(
        Kind.TOKEN_REFUSED, inspect.dialect(), "", inspect.caller(), failed, now);
  }
}
