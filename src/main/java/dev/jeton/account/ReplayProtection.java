package dev.jeton.account;

import dev.jeton.session.Authenticator.Failed;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.session.Proof;
import dev.jeton.session.Refusal;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.SessionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that what proves a login is fresh and is used once: the guard remembers a proof for as
 * long as it could be fresh.
 */
record ReplayProtection(ReplayGuard guard) {
  /** Octets of a digest: SHA-256's, doubled in hex. */
  private static final int LONGEST = 64;

  /** What is offered with a time too old, or too new, whoever owns it; the actor's first. */
  Optional<Failed> stale(Offered offered, SessionPolicy policy, Instant now) {
    Optional<Failed> actor = stale(offered.actor(), Refusal.ACTOR, policy, now);
    return actor.isPresent() || offered.extranet().isEmpty()
        ? actor
        : stale(offered.extranet().get().claim(), Refusal.SUBJECT, policy, now);
  }

  private static Optional<Failed> stale(
      Claim claim, Refusal refusal, SessionPolicy policy, Instant now) {
    Optional<Instant> created =
        switch (claim.credential()) {
          case Credential.Password(_, Optional<Instant> at) -> at;
          case Credential.Digest digest -> Optional.of(digest.created());
          case Credential.ApiKey _,
              Credential.ClientSecret _,
              Credential.Assertion _,
              Credential.Certificate _ ->
              Optional.empty();
        };
    return created
        .filter(at -> !policy.freshness().accepts(at, now))
        .map(_ -> new Failed(refusal, Cause.STALE, Duration.ZERO));
  }

  /** Takes each proof that held; one that was used before is a failure of its party. */
  List<Party> take(List<Party> parties, Instant now) {
    return parties.stream()
        .map(
            p ->
                p.proof().isPresent() && !guard.take(p.proof().get(), now)
                    ? Party.failed(p.refusal(), Cause.REPLAYED, p.effort())
                    : p)
        .toList();
  }

  /** Takes a party's proof, if it has one, as {@link ReplayGuard#takeAtOnce}. */
  boolean takeAtOnce(Party party, Instant now) {
    return party.proof().stream().allMatch(proof -> guard.takeAtOnce(proof, now));
  }

  /** Keeps what was taken, of a login that opens no session though it holds. */
  void burn(List<Party> held) {
    guard.burn(Party.proofs(held));
  }

  /**
   * What was proved stays burnt though the login failed, so that it can't be used to try others.
   * Where no digest held that was offered, one is burnt for the decoy: the write must not tell,
   * behind an overload no less, where a digest beside the password may be right or wrong.
   */
  void burn(Offered offered, SessionPolicy policy, List<Party> held) {
    List<Proof> proofs = Party.proofs(held);
    guard.burn(
        proofs.isEmpty()
            ? offered.digest().map(digest -> ofDecoy(digest, policy)).stream().toList()
            : proofs);
  }

  private static Proof ofDecoy(Credential.Digest digest, SessionPolicy policy) {
    byte[] octets = Arrays.copyOf(digest.octets(), Math.min(digest.octets().length, LONGEST));
    return new Proof(Authentication.DECOY, octets, policy.freshness().until(digest.created()));
  }
}
