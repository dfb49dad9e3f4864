package dev.jeton.jose;

import dev.jeton.keys.VerifyingKey;
import dev.jeton.secret.Secret;
import dev.jeton.session.Presented;
import dev.jeton.session.SessionId;
import dev.jeton.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells access tokens of ours. The header of one is known to the octet once its key is, so none is
 * read: whatever a forger may put there (another algorithm or type, {@code crit}, a key of his own)
 * is simply not ours.
 */
public final class OwnJwts {
  /** Longer ones are not made: names have 256 characters at the most, scopes and forms few. */
  private static final int LONGEST = 16_384;

  /** By how much the clocks of nodes may differ. */
  private static final Duration SKEW = Duration.ofSeconds(10);

  /** How each begins: <code>{"typ":"at+jwt"</code> in base64url, without the last octets. */
  private static final String BEGINNING =
      OwnHeader.base64("{\"typ\":\"" + OwnHeader.ACCESS_TOKEN + "\"").substring(0, 20);

  private final Supplier<String> issuer;
  private final Jwks jwks;

  /**
   * Makes it.
   *
   * @param issuer as {@link JwtIssuer} has it
   */
  public OwnJwts(Supplier<String> issuer, Jwks jwks) {
    this.issuer = issuer;
    this.jwks = jwks;
  }

  /** A token as the core takes it: of a JSON Web Token of ours it sees the session alone. */
  public Presented presented(Secret token, Instant now) {
    if (!isOne(token)) {
      return new Presented.Token(token);
    }
    return switch (read(token, now)) {
      case OwnJwt.Genuine genuine -> new Presented.OfSession(genuine.session());
      case OwnJwt.Refused _ -> new Presented.Nothing();
    };
  }

  /** Whether it looks like an access token that we made; no other token of ours does. */
  public static boolean isOne(Secret token) {
    return token.revealText().startsWith(BEGINNING);
  }

  /** Whether it is one, and in force. */
  public OwnJwt read(Secret token, Instant now) {
    if (token.length() > LONGEST) {
      return new OwnJwt.Refused("too long");
    }
    String text = token.revealText();
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    if (first <= 0 || first == last) {
      return new OwnJwt.Refused("not in three parts");
    }
    Optional<VerifyingKey> key = jwks.ofAccessToken(text.substring(0, first));
    if (key.isEmpty()) {
      return new OwnJwt.Refused("its header is none of a key that is published");
    }
    Optional<byte[]> claims = octets(text.substring(first + 1, last));
    Optional<byte[]> signature = octets(text.substring(last + 1));
    byte[] input = text.substring(0, last).getBytes(StandardCharsets.US_ASCII);
    if (claims.isEmpty() || signature.isEmpty() || !key.get().verifies(input, signature.get())) {
      return new OwnJwt.Refused("its signature does not hold");
    }
    return Json.read(claims.get()) instanceof Json.Value(Map<?, ?> members)
        ? read(members, now)
        : new OwnJwt.Refused("its claims can't be read");
  }

  /** What we signed has all these claims; what else is signed under this type of header has not. */
  private OwnJwt read(Map<?, ?> claims, Instant now) {
    if (!issuer.get().equals(claims.get("iss"))) {
      return new OwnJwt.Refused("it is from another issuer");
    }
    if (!(claims.get("exp") instanceof Long end)
        || !(claims.get("nbf") instanceof Long begin)
        || !(claims.get("iat") instanceof Long issued)
        || !(claims.get("jti") instanceof String id)
        || !(claims.get("sid") instanceof String session)) {
      return new OwnJwt.Refused("a claim is missing");
    }
    if (!now.isBefore(Instant.ofEpochSecond(end).plus(SKEW))) {
      return new OwnJwt.Refused("it has expired");
    }
    if (now.isBefore(Instant.ofEpochSecond(begin).minus(SKEW))) {
      return new OwnJwt.Refused("it is not in force yet");
    }
    return new OwnJwt.Genuine(
        new SessionId(session),
        id,
        claims.get("aud") instanceof List<?> several
            ? several.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(claims.get("aud"))),
        Instant.ofEpochSecond(issued),
        Instant.ofEpochSecond(end));
  }

  private static Optional<byte[]> octets(String base64) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
