package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Checks and ends sessions by their tokens for the dialect that issued these; no other knows them.
 */
record OwnTokens(
    Policies policies,
    SessionStore store,
    ReplayGuard guard,
    Authenticator authenticator,
    TokenLookup tokens,
    Strangers strangers,
    Telling telling,
    InstantSource clock) {

  /** The outcome, if it can be told without waiting. */
  Optional<Outcome> peek(Command.Check check) {
    Instant now = clock.instant();
    return tokens
        .peek(check.token(), now)
        .filter(session -> session.dialect().equals(check.dialect()))
        .filter(s -> !check.touch() || policies.of(check).lifetime().touched(s, now).isEmpty())
        .filter(session -> strangers.guesses().admits(session.id(), check.caller(), now))
        .map(Outcome.Alive::new);
  }

  Outcome check(Command.Check check) {
    Instant now = clock.instant();
    TokenLookup.Found found = tokens.find(check.token(), now);
    return switch (found.verdict()) {
      case Verdict.Live(Session session) when session.dialect().equals(check.dialect()) -> {
        if (!strangers.guesses().admits(session.id(), check.caller(), now)) {
          yield strangers.notNow(check.dialect(), check.caller(), now);
        }
        if (check.touch()) {
          // A replace that is lost to another use or to an end is fine.
          policies
              .of(check)
              .lifetime()
              .touched(session, now)
              .ifPresent(touched -> store.replace(found.digest(), session, touched));
        }
        yield new Outcome.Alive(session);
      }
      case Verdict.Live _ ->
          strangers.unknown(found.digest(), check.dialect(), check.caller(), now);
      case Verdict.Gone gone when gone.dialect().equals(check.dialect()) -> new Outcome.Dead(gone);
      case Verdict.Dead _ ->
          strangers.unknown(found.digest(), check.dialect(), check.caller(), now);
    };
  }

  Outcome end(Command.End end) {
    Instant now = clock.instant();
    List<Proof> proofs = List.of();
    Optional<Principal> prover = Optional.empty();
    if (end.claim().isPresent()) {
      Claim claim = end.claim().get();
      switch (authenticator.prove(claim, end.caller(), policies.of(end), now)) {
        case Authenticator.Failed failed -> {
          return refused(end, claim.name(), failed);
        }
        case Authenticator.Proved proved -> {
          proofs = proved.proofs();
          prover = Optional.of(proved.actor());
        }
      }
    }
    TokenLookup.Found found = tokens.find(end.token(), now);
    Verdict verdict = found.verdict();
    if (verdict instanceof Verdict.Live(Session session)
        && session.dialect().equals(end.dialect())) {
      if (!strangers.guesses().admits(session.id(), end.caller(), now)) {
        guard.burn(proofs);
        return strangers.notNow(end.dialect(), end.caller(), now);
      }
      if (prover.isPresent() && prover.get().id() != session.actor().id()) {
        guard.burn(proofs);
        return refused(
            end,
            prover.get().name(),
            new Authenticator.Failed(Refusal.ACTOR, Cause.NOT_THE_ACTOR, Duration.ZERO));
      }
      AuditEvent event = SessionEvents.of(now, Kind.SESSION_ENDED, session, end.caller());
      if (store.end(found.digest(), now, new Trace(proofs, event)).isPresent()) {
        return new Outcome.Ended(session);
      }
      verdict = store.find(found.digest(), now);
    }
    guard.burn(proofs);
    return verdict instanceof Verdict.Gone gone && gone.dialect().equals(end.dialect())
        ? new Outcome.Dead(gone)
        : strangers.unknown(found.digest(), end.dialect(), end.caller(), now);
  }

  private Outcome.Refused refused(Command.End end, String name, Authenticator.Failed failed) {
    return telling.refused(
        Kind.END_REFUSED, end.dialect(), name, end.caller(), failed, clock.instant());
  }
}
