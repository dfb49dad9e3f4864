package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Opens sessions under tokens that nobody had before. */
record Opening(SessionStore store, TokenLookup tokens, KeyRing keys, SecureRandom random) {
  /** An open session, on disk with its event. */
  record Opened(Secret token, TokenDigest digest, Session session) {}

  /**
   * What is to be opened.
   *
   * @param make the session of an id
   * @param burnt the proofs that it used up
   */
  record Plan(
      TokenShape shape,
      Function<SessionId, Session> make,
      List<Proof> burnt,
      Caller caller,
      Instant now) {}

  /**
   * One that is being written.
   *
   * @param written as {@link SessionStore#begin} says
   */
  record Begun(Opened opened, CompletableFuture<Boolean> written) {}

  Opened open(Plan plan) {
    while (true) {
      Opened next = next(plan);
      boolean given = tokens.underFormer(next.token(), plan.now()).isPresent();
      if (!given && store.create(next.digest(), next.session(), trace(plan, next))) {
        return next;
      } // else the token, or the id that its digest gives, was given out before
    }
  }

  /** Begins to, if nothing has to be waited for but the writing. */
  Optional<Begun> begin(Plan plan) {
    if (!keys.former(KeyKind.TOKEN).isEmpty()) {
      return Optional.empty();
    }
    Opened next = next(plan);
    return store
        .begin(next.digest(), next.session(), trace(plan, next))
        .map(written -> new Begun(next, written));
  }

  private Opened next(Plan plan) {
    Secret token = plan.shape().next(random);
    TokenDigest digest = TokenDigest.of(keys, token);
    return new Opened(token, digest, plan.make().apply(digest.sessionId()));
  }

  private static Trace trace(Plan plan, Opened opened) {
    return new Trace(
        plan.burnt(),
        SessionEvents.of(
            plan.now(), AuditEvent.Kind.LOGIN_GRANTED, opened.session(), plan.caller()));
  }

  /** Whether it still may be, now that it is written; it is ended if it may not. */
  boolean stands(Opened opened, Authenticator.Recheck recheck, Caller caller, Instant now) {
    boolean holds = recheck.holds();
    if (!holds) {
      end(opened.digest(), opened.session(), caller, "account changed", now);
    }
    return holds;
  }

  /** Ends one that must not be, or must not be any more. */
  void end(TokenDigest digest, Session session, Caller caller, String cause, Instant now) {
    AuditEvent event =
        SessionEvents.of(now, AuditEvent.Kind.SESSION_ENDED, session, caller)
            .and(Map.of("cause", cause));
    store.end(digest, now, new Trace(List.of(), event));
  }
}
