package dev.jeton.dialect.oauth;

import dev.jeton.dialect.SampleHouse;
import dev.jeton.jose.DpopNonces;
import dev.jeton.jose.DpopProofs;
import dev.jeton.jose.Jwks;
import dev.jeton.jose.JwtConfig;
import dev.jeton.jose.JwtIssuer;
import dev.jeton.jose.OwnJwts;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.SigningAlgorithm;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The dialect as tests set it. */
final class Sample {
  static final OAuthConfig PLAIN_HTTP =
      new OAuthConfig(
          Duration.ofHours(1),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofSeconds(30),
          true,
          true,
          true,
          false,
          true);

  /** Its nonces are wanted. */
  static final OAuthConfig NONCES =
      new OAuthConfig(
          Duration.ofHours(1),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofSeconds(30),
          false,
          true,
          true,
          true,
          false);

  private static final JwtConfig SIGNING =
      new JwtConfig(Optional.empty(), SigningAlgorithm.EDDSA, Duration.ofMinutes(5));

  private Sample() {}

  static OAuth oauth(OAuthConfig config, String issuer, InstantSource clock) {
    return new OAuth(config, () -> issuer, jose(config, issuer, new SameAgain()), clock);
  }

  private static Jose jose(OAuthConfig config, String issuer, SecureRandom random) {
    KeyRing keys = SampleHouse.keyRing();
    var published = new Jwks(keys);
    return new Jose(
        published,
        new JwtIssuer(() -> issuer, SIGNING, keys, published, random),
        new OwnJwts(() -> issuer, published),
        new DpopProofs(new DpopNonces(keys), config.dpopNonces()),
        SIGNING.lifetime());
  }

  /** Always the same octets, so that answers can be compared. */
  private static final class SameAgain extends SecureRandom {
    private static final long serialVersionUID = 1;

    @Override
    public void nextBytes(byte[] bytes) {
      java.util.Arrays.fill(bytes, (byte) 0x5a);
    }
  }
}
