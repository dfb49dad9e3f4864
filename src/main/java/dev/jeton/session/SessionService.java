package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import dev.jeton.audit.AuditTrail;
import dev.jeton.keys.KeyRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one sequence that every command of every dialect goes through: prove, issue, touch, end, and
 * an event for each. A failing part is a refusal, never a "no" and never a "yes".
 */
public final class SessionService {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Map<String, SessionPolicy> policies;
  private final SessionStore store;
  private final ReplayGuard guard;
  private final Authenticator authenticator;
  private final TokenThrottle guesses;
  private final AuditTrail trail;
  private final TokenLookup tokens;
  private final InstantSource clock;
  private final Telling telling;
  private final Strangers strangers;
  private final Logins logins;
  private final Grants grants;
  private final Inspection inspection;

  /**
   * Makes the service.
   *
   * @param policies for each dialect by its name
   * @param config what holds for all of them
   * @param clients who may ask of any session
   * @param granting how OAuth's grants are served
   */
  public SessionService(
      Map<String, SessionPolicy> policies,
      SessionsConfig config,
      Clients clients,
      GrantPolicy granting,
      SessionStore store,
      ReplayGuard guard,
      Authenticator authenticator,
      TokenThrottle guesses,
      AuditTrail trail,
      KeyRing keys,
      SecureRandom random,
      InstantSource clock) {
    this.policies = Map.copyOf(policies);
    this.store = store;
    this.guesses = guesses;
    this.guard = guard;
    this.authenticator = authenticator;
    this.trail = trail;
    this.tokens = new TokenLookup(store, keys);
    this.clock = clock;
    this.telling = new Telling(this.policies, trail);
    this.strangers = new Strangers(guesses, telling);
    var opening = new Opening(store, tokens, keys, random);
    var live = new LiveSessions(config, store, opening);
    this.logins =
        new Logins(
            authenticator, config.absoluteMaximum(), guard, guesses, opening, live, telling, clock);
    var presentation = new Presentation(store, tokens, keys);
    this.grants =
        new Grants(
            clients,
            granting,
            this.policies,
            config.absoluteMaximum(),
            authenticator,
            guard,
            presentation,
            new Families(tokens, store, opening, keys, granting.grace()),
            opening,
            live,
            telling);
    this.inspection =
        new Inspection(clients, this.policies, store, guard, strangers, presentation, telling);
  }

  /** Makes a service that serves the dialects alone. */
  public SessionService(
      Map<String, SessionPolicy> policies,
      SessionsConfig config,
      SessionStore store,
      ReplayGuard guard,
      Authenticator authenticator,
      TokenThrottle guesses,
      AuditTrail trail,
      KeyRing keys,
      SecureRandom random,
      InstantSource clock) {
    this(
        policies,
        config,
        Clients.NONE,
        GrantPolicy.DEFAULT,
        store,
        guard,
        authenticator,
        guesses,
        trail,
        keys,
        random,
        clock);
  }

  /** The outcome, if it can be told without waiting for anything. */
  public Optional<Outcome> now(Command command) {
    return switch (command) {
      case Command.Describe _ -> Optional.of(new Outcome.Described());
      case Command.Check check -> peek(check);
      case Command.Inspect inspect -> inspection.peek(inspect, clock.instant());
      case Command.Login _, Command.End _, Command.Malformed _, Command.Issue _, Command.Revoke _ ->
          Optional.empty();
    };
  }

  /**
   * Begins a command without waiting, as far as that goes; not if the store fails, of which {@link
   * #start} tells.
   */
  public Optional<Started> begin(Command command) {
    return switch (command) {
      case Command.Issue issue -> begin(issue);
      case Command.Login login -> begin(login);
      case Command.Check _,
          Command.End _,
          Command.Inspect _,
          Command.Revoke _,
          Command.Describe _,
          Command.Malformed _ ->
          Optional.empty();
    };
  }

  private Optional<Started> begin(Command.Issue issue) {
    try {
      return grants.begin(issue, clock.instant()).map(pending -> pending);
    } catch (StoreUnavailable e) {
      return Optional.empty();
    }
  }

  private Optional<Started> begin(Command.Login login) {
    return logins.begin(login, policy(login));
  }

  /** Does what is left of a command, waiting as {@link #start} does. */
  public Served goOn(Started.Unfinished command) {
    try {
      return command.rest().get();
    } catch (StoreUnavailable e) {
      return unavailable(e);
    }
  }

  /** The outcome of what was begun and is written, if it can be told without waiting. */
  public Optional<Outcome> now(Pending pending) {
    return pending.peek();
  }

  /** The outcome of what was begun, waiting as long as it needs. */
  public Outcome serve(Pending pending) {
    try {
      return pending.outcome();
    } catch (StoreUnavailable e) {
      return unavailable(e);
    }
  }

  /** The outcome, waiting for hashes and stores as long as they need. */
  public Outcome serve(Command command) {
    return switch (start(command)) {
      case Outcome outcome -> outcome;
      case Pending pending -> serve(pending);
    };
  }

  /** The same, but for the writing of a login's session, for which no thread has to wait. */
  public Served start(Command command) {
    try {
      return switch (command) {
        case Command.Login login -> logins.serve(login, policy(login));
        case Command.Check check -> check(check);
        case Command.End end -> end(end);
        case Command.Issue issue -> grants.issue(issue, clock.instant());
        case Command.Inspect inspect -> inspection.inspect(inspect, clock.instant());
        case Command.Revoke revoke -> inspection.revoke(revoke, clock.instant());
        case Command.Describe _ -> new Outcome.Described();
        case Command.Malformed malformed -> malformed(malformed);
      };
    } catch (StoreUnavailable e) {
      return unavailable(e);
    }
  }

  private static Outcome unavailable(StoreUnavailable e) {
    System.getLogger(SessionService.class.getName())
        .log(System.Logger.Level.ERROR, "the store does not answer", e);
    return new Outcome.Refused(Refusal.UNAVAILABLE, SOON, Optional.empty());
  }

  private Optional<Outcome> peek(Command.Check check) {
    Instant now = clock.instant();
    return tokens
        .peek(check.token(), now)
        .filter(session -> session.dialect().equals(check.dialect()))
        .filter(s -> !check.touch() || policy(check).lifetime().touched(s, now).isEmpty())
        .filter(session -> guesses.admits(session.id(), check.caller(), now))
        .map(Outcome.Alive::new);
  }

  private Outcome check(Command.Check check) {
    Instant now = clock.instant();
    TokenLookup.Found found = tokens.find(check.token(), now);
    return switch (found.verdict()) {
      case Verdict.Live(Session session) when session.dialect().equals(check.dialect()) -> {
        if (!guesses.admits(session.id(), check.caller(), now)) {
          yield strangers.notNow(check.dialect(), check.caller(), now);
        }
        if (check.touch()) {
          // A replace that is lost to another use or to an end is fine.
          policy(check)
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

  private Outcome end(Command.End end) {
    Instant now = clock.instant();
    List<Proof> proofs = List.of();
    Optional<Principal> prover = Optional.empty();
    if (end.claim().isPresent()) {
      Claim claim = end.claim().get();
      switch (authenticator.prove(claim, end.caller(), policy(end), now)) {
        case Authenticator.Failed failed -> {
          return refused(Kind.END_REFUSED, end.dialect(), claim.name(), end.caller(), failed);
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
      if (!guesses.admits(session.id(), end.caller(), now)) {
        guard.burn(proofs);
        return strangers.notNow(end.dialect(), end.caller(), now);
      }
      if (prover.isPresent() && prover.get().id() != session.actor().id()) {
        guard.burn(proofs);
        return refused(
            Kind.END_REFUSED,
            end.dialect(),
            prover.get().name(),
            end.caller(),
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

  private Outcome malformed(Command.Malformed malformed) {
    trail.record(SessionEvents.malformed(clock.instant(), malformed));
    return new Outcome.Refused(Refusal.MALFORMED, Duration.ZERO, Optional.empty());
  }

  private Outcome.Refused refused(
      Kind kind, String dialect, String name, Caller caller, Authenticator.Failed failed) {
    return telling.refused(kind, dialect, name, caller, failed, clock.instant());
  }

  private SessionPolicy policy(Command command) {
    SessionPolicy policy = policies.get(command.dialect());
    if (policy == null) {
      throw new IllegalStateException("no policy for dialect " + command.dialect());
    }
    return policy;
  }
}
