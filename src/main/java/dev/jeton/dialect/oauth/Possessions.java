package dev.jeton.dialect.oauth;

import dev.jeton.jose.DpopProofs;
import dev.jeton.session.Binding;
import dev.jeton.session.Credential;
import dev.jeton.session.Possession;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads which key a client has proved to hold, for its tokens to be bound to. */
final class Possessions {
  private static final String FIELD = "DPoP";

  private final DpopProofs proofs;
  private final boolean certificateBound;
  private final InstantSource clock;

  /**
   * Makes it.
   *
   * @param certificateBound as in {@link OAuthConfig}
   */
  Possessions(DpopProofs proofs, boolean certificateBound, InstantSource clock) {
    this.proofs = proofs;
    this.certificateBound = certificateBound;
    this.clock = clock;
  }

  /**
   * The key of a proof, or else that of the certificate that proved the client.
   *
   * @throws Unacceptable if a proof does not hold, or lacks a nonce
   */
  Optional<Possession> of(Asked asked) throws Unacceptable {
    List<String> given = asked.request().headers().all(FIELD);
    if (given.isEmpty()) {
      return certificateBound && asked.client().credential() instanceof Credential.Certificate shown
          ? Optional.of(
              new Possession(
                  new Binding(Binding.Method.X5T_S256, shown.sha256()), Optional.empty()))
          : Optional.empty();
    }
    if (given.size() > 1) {
      throw invalid("there is more than one");
    }
    var use = new DpopProofs.Use(asked.request().method(), asked.url(), Optional.empty());
    return switch (proofs.read(given.getFirst(), use, clock.instant())) {
      case DpopProofs.Proved(Possession possession) -> Optional.of(possession);
      case DpopProofs.WantsNonce(String nonce) ->
          throw new Unacceptable(
              "dpop-nonce",
              OAuthError.USE_DPOP_NONCE
                  .reply("The DPoP proof is to name the nonce that this answer bears.")
                  .with("DPoP-Nonce", nonce));
      case DpopProofs.Invalid(String why) -> throw invalid(why);
    };
  }

  private static Unacceptable invalid(String why) {
    return new Unacceptable(
        "bad-dpop-proof",
        OAuthError.INVALID_DPOP_PROOF,
        "The DPoP proof does not hold: " + why + ".");
  }
}
