package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import dev.jeton.audit.AuditTrail;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
  private final AuditTrail trail;
  private final KeyRing keys;
  private final SecureRandom random;
  private final InstantSource clock;

  /**
   * Makes the service.
   *
   * @param policies for each dialect by its name
   */
  public SessionService(
      Map<String, SessionPolicy> policies,
      SessionStore store,
      ReplayGuard guard,
      Authenticator authenticator,
      AuditTrail trail,
      KeyRing keys,
      SecureRandom random,
      InstantSource clock) {
    this.policies = Map.copyOf(policies);
    this.store = store;
    this.guard = guard;
    this.authenticator = authenticator;
    this.trail = trail;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /** The outcome, if it can be told without waiting for anything. */
  public Optional<Outcome> now(Command command) {
    return switch (command) {
      case Command.Describe _ -> Optional.of(new Outcome.Described());
      case Command.Check check -> peek(check);
      case Command.Login _, Command.End _, Command.Malformed _ -> Optional.empty();
    };
  }

  /** The outcome, waiting for hashes and stores as long as they need. */
  public Outcome serve(Command command) {
    try {
      return switch (command) {
        case Command.Login login -> login(login);
        case Command.Check check -> check(check);
        case Command.End end -> end(end);
        case Command.Describe _ -> new Outcome.Described();
        case Command.Malformed malformed -> malformed(malformed);
      };
    } catch (StoreUnavailable e) {
      System.getLogger(SessionService.class.getName())
          .log(System.Logger.Level.ERROR, "the store does not answer", e);
      return new Outcome.Refused(Refusal.UNAVAILABLE, SOON, Optional.empty());
    }
  }

  private Outcome login(Command.Login login) {
    SessionPolicy policy = policy(login);
    return switch (authenticator.prove(login, policy, clock.instant())) {
      case Authenticator.Failed failed ->
          refused(
              Kind.LOGIN_REFUSED, login.dialect(), login.actor().name(), login.caller(), failed);
      case Authenticator.Proved proved -> issue(login, policy, proved);
    };
  }

  private Outcome issue(Command.Login login, SessionPolicy policy, Authenticator.Proved proved) {
    Instant now = clock.instant();
    Instant absolute = policy.lifetime().absoluteDeadline(now, login.lifetime());
    while (true) {
      Secret token = policy.token().next(random);
      TokenDigest digest = TokenDigest.of(keys, token);
      var session =
          new Session(
              digest.sessionId(),
              login.dialect(),
              proved.actor(),
              proved.subject(),
              proved.customer(),
              proved.form(),
              login.language().orElse(proved.language().orElse(policy.language())),
              proved.client().or(login::client),
              now,
              policy.lifetime().idleDeadline(now, absolute),
              absolute);
      AuditEvent event = SessionEvents.of(now, Kind.LOGIN_GRANTED, session, login.caller());
      if (!store.create(digest, session, new Trace(proved.proofs(), event))) {
        continue; // the token, or the id that its digest gives, was given out before
      }
      if (!authenticator.stillAdmits(session)) {
        end(digest, session, login.caller());
        return refused(
            Kind.LOGIN_REFUSED,
            login.dialect(),
            login.actor().name(),
            login.caller(),
            new Authenticator.Failed(Refusal.ACTOR, Cause.DISABLED, Duration.ZERO));
      }
      policy.maximumLive().ifPresent(most -> endOldest(session, most, login.caller()));
      return new Outcome.Granted(token, session);
    }
  }

  private Optional<Outcome> peek(Command.Check check) {
    Instant now = clock.instant();
    Optional<Verdict> known = store.peek(TokenDigest.of(keys, check.token()), now);
    if (known.isPresent()
        && known.get() instanceof Verdict.Live(Session session)
        && session.dialect().equals(check.dialect())
        && (!check.touch() || policy(check).lifetime().touched(session, now).isEmpty())) {
      return Optional.of(new Outcome.Alive(session));
    }
    return Optional.empty();
  }

  private Outcome check(Command.Check check) {
    TokenDigest digest = TokenDigest.of(keys, check.token());
    Instant now = clock.instant();
    return switch (store.find(digest, now)) {
      case Verdict.Live(Session session) when session.dialect().equals(check.dialect()) -> {
        if (check.touch()) {
          // A replace that is lost to another use or to an end is fine.
          policy(check)
              .lifetime()
              .touched(session, now)
              .ifPresent(touched -> store.replace(digest, session, touched));
        }
        yield new Outcome.Alive(session);
      }
      case Verdict.Live _ -> new Outcome.Dead(new Verdict.Unknown());
      case Verdict.Dead dead -> new Outcome.Dead(inDialect(dead, check.dialect()));
    };
  }

  private Outcome end(Command.End end) {
    TokenDigest digest = TokenDigest.of(keys, end.token());
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
    Verdict verdict = store.find(digest, now);
    if (verdict instanceof Verdict.Live(Session session)
        && session.dialect().equals(end.dialect())) {
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
      if (store.end(digest, now, new Trace(proofs, event)).isPresent()) {
        return new Outcome.Ended(session);
      }
      verdict = store.find(digest, now);
    }
    guard.burn(proofs);
    return verdict instanceof Verdict.Dead dead
        ? new Outcome.Dead(inDialect(dead, end.dialect()))
        : new Outcome.Dead(new Verdict.Unknown());
  }

  private Outcome malformed(Command.Malformed malformed) {
    trail.record(SessionEvents.malformed(clock.instant(), malformed));
    return new Outcome.Refused(Refusal.MALFORMED, Duration.ZERO, Optional.empty());
  }

  /** A token is unknown wherever it was not issued. */
  private static Verdict.Dead inDialect(Verdict.Dead dead, String dialect) {
    return dead instanceof Verdict.Gone gone && !gone.dialect().equals(dialect)
        ? new Verdict.Unknown()
        : dead;
  }

  private void endOldest(Session newest, int most, Caller caller) {
    Instant now = clock.instant();
    List<Session> live =
        store
            .list(
                OptionalLong.of(newest.actor().id()),
                Optional.of(newest.dialect()),
                Optional.empty(),
                Integer.MAX_VALUE,
                now)
            .stream()
            .filter(s -> s.actor().equals(newest.actor()) && !s.id().equals(newest.id()))
            .sorted((a, b) -> a.issuedAt().compareTo(b.issuedAt()))
            .toList();
    for (Session session : live.subList(0, Math.max(0, live.size() - most + 1))) {
      store.digest(session.id()).ifPresent(digest -> end(digest, session, caller));
    }
  }

  private void end(TokenDigest digest, Session session, Caller caller) {
    Instant now = clock.instant();
    AuditEvent event = SessionEvents.of(now, Kind.SESSION_ENDED, session, caller);
    store.end(digest, now, new Trace(List.of(), event));
  }

  private Outcome.Refused refused(
      Kind kind, String dialect, String name, Caller caller, Authenticator.Failed failed) {
    trail.record(SessionEvents.refused(clock.instant(), kind, dialect, name, failed, caller));
    boolean revealing =
        Optional.ofNullable(policies.get(dialect)).filter(SessionPolicy::revealing).isPresent();
    return new Outcome.Refused(
        failed.refusal(),
        failed.retryAfter(),
        revealing ? Optional.of(failed.cause()) : Optional.empty());
  }

  private SessionPolicy policy(Command command) {
    SessionPolicy policy = policies.get(command.dialect());
    if (policy == null) {
      throw new IllegalStateException("no policy for dialect " + command.dialect());
    }
    return policy;
  }
}
