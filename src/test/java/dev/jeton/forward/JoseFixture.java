package dev.jeton.forward;

import dev.jeton.jose.DpopNonces;
import dev.jeton.jose.DpopProofs;
import dev.jeton.jose.Jwks;
import dev.jeton.jose.JwtConfig;
import dev.jeton.jose.JwtIssuer;
import dev.jeton.jose.OwnJwts;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.Rings;
import dev.jeton.keys.SigningAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** JSON Web Tokens under keys of a test's own. */
final class JoseFixture {
  static final String ISSUER = "https://login.example.org";

  private JoseFixture() {}

  static Jose in(Path folder, InstantSource clock) throws IOException {
    return in(folder, clock, false);
  }

  /**
   * The same.
   *
   * @param nonces whether proofs need one
   */
  static Jose in(Path folder, InstantSource clock, boolean nonces) throws IOException {
    KeyRing keys = Rings.in(folder);
    var published = new Jwks(keys);
    var config = new JwtConfig(Optional.empty(), SigningAlgorithm.ES256, Duration.ofMinutes(5));
    return new Jose(
        new OwnJwts(() -> ISSUER, published),
        new DpopProofs(new DpopNonces(keys), nonces),
        new JwtIssuer(() -> ISSUER, config, keys, published, new SecureRandom()),
        clock);
  }
}
