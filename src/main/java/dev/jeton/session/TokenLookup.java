package dev.jeton.session;

import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds what a token opens, also if its session was opened under a former key. What is live under
 * the current key costs one HMAC and one look-up; all else tries the former keys too, as long as
 * there are any. That takes a little longer, which tells a token's holder no more than whether the
 * server's key was changed since it was issued.
 */
record TokenLookup(SessionStore store, KeyRing keys) {

  /**
   * What is known of a token.
   *
   * @param digest by which the store knows it, or would
   */
  record Found(TokenDigest digest, Verdict verdict) {
    /**
     * The live session.
     *
     * @throws ClassCastException unless it is live
     */
    Session session() {
      return ((Verdict.Live) verdict).session();
    }

    private boolean isKnown() {
      return !(verdict instanceof Verdict.Unknown);
    }
  }

  /** The live session of a token, if it can be told without waiting. */
  Optional<Session> peek(Secret token, Instant now) {
    Optional<Session> current = peek(TokenDigest.of(keys, token), now);
    return current.isPresent()
        ? current
        : TokenDigest.former(keys, token).flatMap(digest -> peek(digest, now).stream()).findFirst();
  }

  Found find(Secret token, Instant now) {
    Found current = find(TokenDigest.of(keys, token), now);
    return current.isKnown() ? current : underFormer(token, now).orElse(current);
  }

  /** What a former key tells of a token: nobody may get one anew that is known already. */
  Optional<Found> underFormer(Secret token, Instant now) {
    return TokenDigest.former(keys, token)
        .map(digest -> find(digest, now))
        .filter(Found::isKnown)
        .findFirst();
  }

  /** What is known of what a store knows by this digest. */
  Found find(TokenDigest digest, Instant now) {
    return new Found(digest, verdict(digest, now));
  }

  /** The same of what a store knows by this digest. */
  Optional<Session> peek(TokenDigest digest, Instant now) {
    Optional<Verdict> known = store.peek(digest, now);
    return known.isPresent()
            && known.get() instanceof Verdict.Live(Session session)
            && isSourceSeen(session, now)
        ? Optional.of(session)
        : Optional.empty();
  }

  private boolean isSourceSeen(Session session, Instant now) {
    return session.source().isEmpty() || peek(session.source().get(), now).isPresent();
  }

  /** What comes of another session is over with it. */
  private Verdict verdict(TokenDigest digest, Instant now) {
    Verdict own = store.find(digest, now);
    if (!(own instanceof Verdict.Live(Session session)) || session.source().isEmpty()) {
      return own;
    }
    return switch (verdict(session.source().get(), now)) {
      case Verdict.Live _ -> own;
      case Verdict.Gone gone -> new Verdict.Gone(session.dialect(), gone.why(), gone.at());
      case Verdict.Unknown _ -> new Verdict.Gone(session.dialect(), Verdict.Why.ENDED, now);
    };
  }
}
