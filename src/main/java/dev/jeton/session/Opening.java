package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Opens sessions under tokens that nobody had before. */
record Opening(SessionStore store, TokenLookup tokens, KeyRing keys, SecureRandom random) {
  /** An open session, on disk with its event. */
  record Opened(Secret token, TokenDigest digest, Session session) {}

  /**
   * Opens one.
   *
   * @param make the session of an id
   * @param burnt the proofs that it used up
   */
  Opened open(
      TokenShape shape,
      Function<SessionId, Session> make,
      List<Proof> burnt,
      Caller caller,
      Instant now) {
    while (true) {
      Secret token = shape.next(random);
      TokenDigest digest = TokenDigest.of(keys, token);
      Session session = make.apply(digest.sessionId());
      AuditEvent event = SessionEvents.of(now, AuditEvent.Kind.LOGIN_GRANTED, session, caller);
      boolean given = tokens.underFormer(token, now).isPresent();
      if (!given && store.create(digest, session, new Trace(burnt, event))) {
        return new Opened(token, digest, session);
      } // else the token, or the id that its digest gives, was given out before
    }
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
