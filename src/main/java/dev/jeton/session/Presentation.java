package dev.jeton.session;

import dev.jeton.keys.KeyRing;
import java.time.Instant;
import java.util.Optional;

/** Finds what is known of a token, whichever dialect issued it and in whatever form it is given. */
record Presentation(SessionStore store, TokenLookup tokens, KeyRing keys) {
  /** What is known; empty where nothing can be. A refresh token is its family. */
  Optional<TokenLookup.Found> find(Presented presented, Instant now) {
    return switch (presented) {
      case Presented.Token(var secret) ->
          RefreshToken.of(secret, keys)
              .map(refresh -> tokens.find(refresh.family(), now))
              .or(() -> Optional.of(tokens.find(secret, now)).filter(found -> !isFamily(found)));
      case Presented.OfSession(SessionId id) ->
          store.digest(id).map(digest -> tokens.find(digest, now)).filter(f -> !isFamily(f));
      case Presented.Nothing _ -> Optional.empty();
    };
  }

  /** The live session that an access token opens, if the client may hear of it. */
  Optional<TokenLookup.Found> live(Presented presented, Client client, Instant now) {
    return find(presented, now)
        .filter(
            found ->
                found.verdict() instanceof Verdict.Live(Session session)
                    && !session.isFamily()
                    && isFor(client, session));
  }

  /** Whether a client may hear of a session: it got its token, or the token is for it. */
  static boolean isFor(Client client, Session session) {
    if (session.grant().isEmpty()) {
      return true;
    }
    Grant grant = session.grant().get();
    return grant.audience().isEmpty()
        || grant.client().id() == client.principal().id()
        || grant.audience().contains(client.principal().name())
        || client.audiences().stream().anyMatch(grant.audience()::contains);
  }

  private static boolean isFamily(TokenLookup.Found found) {
    return found.verdict() instanceof Verdict.Live(Session session) && session.isFamily();
  }
}
