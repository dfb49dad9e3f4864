package dev.jeton.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.jeton.keys.KeyFacts;
import dev.jeton.keys.KeyName;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.VerifyingKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public halves of the keys that sign JSON Web Tokens, as others read them (RFC 7517): the
 * current ones first, then those that will sign next, then those that signed before. It is put
 * together once for each state of the key ring.
 */
public final class Jwks {
  /**
   * How long others may keep it: no longer than a key is published before it signs, less what
   * caches and clocks take.
   */
  public static final Duration MAX_AGE = Duration.ofMinutes(15);

  private final KeyRing keys;
  private volatile Snapshot latest = new Snapshot(-1, Map.of(), Map.of(), "");

  /** What is published of one state of the ring. */
  private record Snapshot(
      long changes, Map<KeyName, String> ids, Map<String, VerifyingKey> byHeader, String text) {}

  public Jwks(KeyRing keys) {
    this.keys = keys;
  }

  /** The JWK set in JSON. */
  public String text() {
    return snapshot().text;
  }

  /** The id of a key, which is its thumbprint (RFC 7638); empty if it is not published. */
  Optional<String> id(KeyName name) {
    return Optional.ofNullable(snapshot().ids.get(name));
  }

  /** The published key whose access tokens have this header, in base64url. */
  Optional<VerifyingKey> ofAccessToken(String header) {
    return Optional.ofNullable(snapshot().byHeader.get(header));
  }

  private Snapshot snapshot() {
    long changes = keys.changes();
    Snapshot seen = latest;
    if (seen.changes != changes) {
      seen = of(keys.facts(), changes);
      latest = seen;
    }
    return seen;
  }

  private static Snapshot of(List<KeyFacts> facts, long changes) {
    var ids = new HashMap<KeyName, String>();
    var byHeader = new HashMap<String, VerifyingKey>();
    var jwks = new ArrayList<JWK>();
    facts.stream()
        .filter(KeyFacts::isPublished)
        .sorted(Comparator.comparingInt(Jwks::rank))
        .forEach(
            key -> {
              VerifyingKey half = key.verifying().orElseThrow();
              JWK jwk = jwk(half);
              jwks.add(jwk);
              ids.put(key.name(), jwk.getKeyID());
              byHeader.put(
                  OwnHeader.of(OwnHeader.ACCESS_TOKEN, half.algorithm(), jwk.getKeyID()), half);
            });
    return new Snapshot(changes, ids, byHeader, new JWKSet(jwks).toString(true));
  }

  private static int rank(KeyFacts key) {
    return switch (key.state()) {
      case CURRENT -> 0;
      case NEXT -> 1;
      case FORMER, DESTROYED -> 2;
    };
  }

  private static JWK jwk(VerifyingKey key) {
    try {
      return switch (key.algorithm()) {
        case EDDSA ->
            new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key.octets()))
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.EdDSA)
                .keyIDFromThumbprint()
                .build();
        case ES256 ->
            new ECKey.Builder(Curve.P_256, (ECPublicKey) key.publicKey())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint()
                .build();
        case RS256 ->
            new RSAKey.Builder((RSAPublicKey) key.publicKey())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint()
                .build();
      };
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
