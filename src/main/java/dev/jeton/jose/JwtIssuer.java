package dev.jeton.jose;

import dev.jeton.keys.KeyRing;
import dev.jeton.keys.SigningKey;
import dev.jeton.secret.Secret;
import dev.jeton.session.Session;
import dev.jeton.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes JSON Web Tokens of sessions: access tokens (RFC 9068) that others verify by our published
 * keys, and answers to introspection that are signed (RFC 9701).
 */
public final class JwtIssuer {
  private static final int JTI_OCTETS = 16;

  private final Supplier<String> issuer;
  private final JwtConfig config;
  private final KeyRing keys;
  private final Jwks jwks;
  private final SecureRandom random;

  /**
   * Makes it.
   *
   * @param issuer who tokens say they are from; asked for each, since the server's own address is
   *     known only once it listens
   */
  public JwtIssuer(
      Supplier<String> issuer, JwtConfig config, KeyRing keys, Jwks jwks, SecureRandom random) {
    this.issuer = issuer;
    this.config = config;
    this.keys = keys;
    this.jwks = jwks;
    this.random = random;
  }

  /**
   * An access token that stands for a session for a short while. It bears the session's id, so that
   * whoever asks us is told whether that lives.
   *
   * @param audience who shall take it, at least one; the session's grant may name more
   */
  public Secret accessToken(Session session, List<String> audience, Instant now) {
    if (audience.isEmpty()) {
      throw new IllegalArgumentException("an access token is for somebody (RFC 9068, 2.2)");
    }
    Instant latest = now.plus(config.lifetime());
    Instant end = latest.isBefore(session.absoluteDeadline()) ? latest : session.absoluteDeadline();
    Map<String, Object> claims = from(now, audience);
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", end.getEpochSecond());
    claims.put("jti", id());
    claims.put("sub", session.subjectName());
    claims.put("client_id", SessionClaims.client(session));
    claims.put("sid", session.id().text());
    claims.putAll(SessionClaims.of(session));
    return Secret.of(signed(OwnHeader.ACCESS_TOKEN, claims));
  }

  /**
   * A signed answer to an introspection. It has neither {@code sub} nor {@code exp}, so that nobody
   * takes it for an access token (RFC 9701, section 5).
   *
   * @param answer what an answer that is not signed would say
   * @param audience the client that asked
   */
  public String introspection(Map<String, Object> answer, String audience, Instant now) {
    Map<String, Object> claims = from(now, List.of(audience));
    claims.put("token_introspection", answer);
    return signed(OwnHeader.INTROSPECTION, claims);
  }

  private Map<String, Object> from(Instant now, List<String> audience) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", issuer.get());
    claims.put("aud", audience.size() == 1 ? audience.getFirst() : audience);
    claims.put("iat", now.getEpochSecond());
    return claims;
  }

  private String id() {
    byte[] octets = new byte[JTI_OCTETS];
    random.nextBytes(octets);
    return OwnHeader.base64(octets);
  }

  private String signed(String type, Map<String, Object> claims) {
    SigningKey key = keys.signing(config.algorithm()).orElseThrow();
    Optional<String> id = jwks.id(key.name());
    while (id.isEmpty()) { // withdrawn in this very moment
      key = keys.signing(config.algorithm()).orElseThrow();
      id = jwks.id(key.name());
    }
    String input =
        OwnHeader.of(type, config.algorithm(), id.get())
            + "."
            + OwnHeader.base64(Json.write(claims));
    return input + "." + OwnHeader.base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }
}
