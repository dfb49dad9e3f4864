package dev.jeton.config;

import dev.jeton.dialect.oauth.OAuthConfig;
import dev.jeton.jose.JwtConfig;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeysConfig;
import dev.jeton.keys.SigningAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** OAuth 2.0: who issues, and how what is issued is signed. */
final class OAuthKeys {
  private static final JwtConfig PRESET = JwtConfig.DEFAULT;
  private static final OAuthConfig DIALECT = OAuthConfig.DEFAULT;

  static final Key<Optional<String>> ISSUER =
      new Key<>(
          "oauth.issuer",
          Type.of("a URL such as https://login.example.org", OAuthKeys::issuer, Function.identity())
              .or(Types.NONE),
          PRESET.issuer(),
          "Who JSON Web Tokens and metadata say they are from; without it, `public-url`, or else"
              + " the address of the TLS listener.");

  static final Key<SigningAlgorithm> SIGNING_ALGORITHM =
      new Key<>(
          "oauth.signing-algorithm",
          Types.constants(SigningAlgorithm.class),
          PRESET.algorithm(),
          "How JSON Web Tokens are signed; the keys of all algorithms are published, so that it can"
              + " be changed at any time.");

  static final Key<Duration> SIGNING_ROTATION =
      new Key<>(
          "oauth.signing-rotation",
          Types.duration(Duration.ofHours(2), Duration.ofDays(3_650)),
          KeysConfig.DEFAULT.signingRotation(),
          "How long a key signs them before the next one does, which is published long since.");

  static final Key<Duration> JWT_LIFETIME =
      new Key<>(
          "oauth.jwt-lifetime",
          Types.duration(Duration.ofSeconds(1), KeyCustody.SIGNED_FOR),
          PRESET.lifetime(),
          "How long an access token that is a JSON Web Token lives at the most: whoever verifies it"
              + " without asking the server takes it for so long, also when its session has ended.");

  static final Key<Duration> TOKEN_LIFETIME =
      new Key<>(
          "oauth.token-lifetime",
          Types.LIFETIME,
          DIALECT.lifetime(),
          "How long an access token lives; one that comes of another session, not longer than that.");

  static final Key<Duration> REFRESH_IDLE_TIMEOUT =
      new Key<>(
          "oauth.refresh-idle-timeout",
          Types.LIFETIME,
          DIALECT.refreshIdle(),
          "How long a refresh token lives unused.");

  static final Key<Duration> REFRESH_ABSOLUTE_LIFETIME =
      new Key<>(
          "oauth.refresh-absolute-lifetime",
          Types.LIFETIME,
          DIALECT.refreshAbsolute(),
          "How long refresh tokens take one another's place at the most.");

  static final Key<Duration> REFRESH_GRACE =
      new Key<>(
          "oauth.refresh-grace",
          Types.duration(Duration.ZERO, Duration.ofMinutes(10)),
          DIALECT.refreshGrace(),
          "For how long a refresh token that was used gets its successor once more, since clients"
              + " race and lose answers; later it ends them all.");

  static final Key<Boolean> PASSWORD_GRANT =
      new Key<>(
          "oauth.password-grant",
          Types.FLAG,
          DIALECT.passwordGrant(),
          "Whether clients that may can log users in by their passwords.");

  static final Key<Boolean> INTROSPECTION_TOUCH =
      new Key<>(
          "oauth.introspection-touch",
          Types.FLAG,
          DIALECT.introspectionTouch(),
          "Whether introspection is a use, which prolongs an idle session, unless its caller says"
              + " otherwise by `touch`.");

  static final Key<Boolean> CERTIFICATE_BOUND_TOKENS =
      new Key<>(
          "oauth.certificate-bound-tokens",
          Types.FLAG,
          DIALECT.certificateBound(),
          "Whether a client that proves itself by a certificate gets tokens that are bound to it.");

  static final Key<Boolean> DPOP_NONCES =
      new Key<>(
          "oauth.dpop-nonces",
          Types.FLAG,
          DIALECT.dpopNonces(),
          "Whether a DPoP proof must name a nonce that the server gave out in the last minutes.");

  static final Key<Boolean> PLAIN_HTTP =
      new Key<>(
          "oauth.plain-http",
          Types.ALLOWANCE,
          DIALECT.plainHttp(),
          "Whether it is served over plain HTTP.");

  static final Section SECTION =
      new Section(
          "OAuth",
          List.of(
              ISSUER,
              TOKEN_LIFETIME,
              REFRESH_IDLE_TIMEOUT,
              REFRESH_ABSOLUTE_LIFETIME,
              REFRESH_GRACE,
              PASSWORD_GRANT,
              INTROSPECTION_TOUCH,
              CERTIFICATE_BOUND_TOKENS,
              DPOP_NONCES,
              PLAIN_HTTP,
              SIGNING_ALGORITHM,
              SIGNING_ROTATION,
              JWT_LIFETIME));

  private OAuthKeys() {}

  static OAuthConfig dialect(Values values) {
    return new OAuthConfig(
        values.of(TOKEN_LIFETIME),
        values.of(REFRESH_IDLE_TIMEOUT),
        values.of(REFRESH_ABSOLUTE_LIFETIME),
        values.of(REFRESH_GRACE),
        values.of(PASSWORD_GRANT),
        values.of(INTROSPECTION_TOUCH),
        values.of(CERTIFICATE_BOUND_TOKENS),
        values.of(DPOP_NONCES),
        values.of(PLAIN_HTTP));
  }

  static JwtConfig bind(Values values) {
    return new JwtConfig(values.of(ISSUER), values.of(SIGNING_ALGORITHM), values.of(JWT_LIFETIME));
  }

  /** A URL without query and fragment (RFC 8414, 2), and without a slash at its end. */
  private static Optional<String> issuer(String text) {
    try {
      URI uri = new URI(text);
      boolean fits =
          List.of("https", "http").contains(String.valueOf(uri.getScheme()))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && !text.endsWith("/");
      return fits ? Optional.of(text) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
