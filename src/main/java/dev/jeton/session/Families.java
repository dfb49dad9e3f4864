package dev.jeton.session;

import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Rotates refresh tokens. Each use gives the next one; who uses the last but one within the grace
 * gets the last one once more, since clients race and lose answers; who uses an older one has it
 * from somebody else, or somebody else has it from him, so that the family ends.
 */
record Families(
    TokenLookup tokens, SessionStore store, Opening opening, KeyRing keys, Duration grace) {
  /** A refresh token that we issued, and its live family. */
  record Member(RefreshToken token, TokenLookup.Found family) {}

  /** The family of a client's refresh token. */
  Optional<Member> find(Secret token, Client client, Instant now) {
    return RefreshToken.of(token, keys)
        .map(refresh -> new Member(refresh, tokens.find(refresh.family(), now)))
        .filter(
            member ->
                member.family().verdict() instanceof Verdict.Live(Session session)
                    && session.isFamily()
                    && session.grant().orElseThrow().client().id() == client.principal().id());
  }

  /** Uses it: the next refresh token, or nothing, and no family any more, if it is an old one. */
  Optional<Secret> use(Member member, Lifetime lifetime, Caller caller, Instant now) {
    int offered = member.token().generation();
    TokenLookup.Found found = member.family();
    while (found.verdict() instanceof Verdict.Live(Session family)) {
      Grant grant = family.grant().orElseThrow();
      Rotation there = grant.rotation().orElseThrow();
      if (offered == there.generation() - 1 && now.isBefore(there.at().plus(grace))) {
        return Optional.of(member.token().of(there.generation()).text(keys));
      }
      if (offered < there.generation()) {
        opening.end(found.digest(), family, caller, "refresh token reused", now);
        return Optional.empty();
      }
      // A greater one was given out before a crash took the write of it.
      RefreshToken next = member.token().of(offered + 1);
      Session rotated = family.with(grant.rotated(new Rotation(next.generation(), now)));
      Session prolonged = lifetime.touched(rotated, now).orElse(rotated);
      if (store.replace(found.digest(), family, prolonged)) {
        return Optional.of(next.text(keys));
      }
      found = tokens.find(found.digest(), now); // another use came first
    }
    return Optional.empty();
  }
}
