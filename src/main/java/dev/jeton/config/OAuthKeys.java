package dev.jeton.config;

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

  static final Section SECTION =
      new Section("OAuth", List.of(ISSUER, SIGNING_ALGORITHM, SIGNING_ROTATION, JWT_LIFETIME));

  private OAuthKeys() {}

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
