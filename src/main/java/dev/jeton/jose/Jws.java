package dev.jeton.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JSON Web Token that somebody else has signed, in the compact form of RFC 7515, with one of the
 * asymmetric algorithms. Nothing that its header asks for beyond that is done: one with {@code
 * crit} or {@code b64} is none.
 */
record Jws(JWSHeader header, JWTClaimsSet claims, byte[] input, Base64URL signature) {
  private static final int LONGEST = 16_384;
  private static final Pattern COMPACT =
      Pattern.compile("(?<input>([\\w-]+)\\.([\\w-]+))\\.([\\w-]+)");

  private static final Set<JWSAlgorithm> EDWARDS = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);

  private static final Map<JWSAlgorithm, Curve> CURVES =
      Map.of(
          JWSAlgorithm.ES256, Curve.P_256,
          JWSAlgorithm.ES384, Curve.P_384,
          JWSAlgorithm.ES512, Curve.P_521);

  private static final Set<JWSAlgorithm> RSA =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512);

  /** Fewer bits are too weak (RFC 7518, 3.3); more make verifying slow for who sends many. */
  private static final int LEAST_BITS = 2048;

  private static final int MOST_BITS = 4096;

  /** A greater public exponent makes verifying as slow as signing. */
  private static final int EXPONENT_BITS = 64;

  /** What a text is, if it is one. */
  static Optional<Jws> of(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher parts = COMPACT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      JWSHeader header = JWSHeader.parse(object(parts.group(2)));
      if (!isKnown(header.getAlgorithm())
          || header.getIncludedParams().contains("crit")
          || header.getIncludedParams().contains("b64")) {
        return Optional.empty();
      }
      return Optional.of(
          new Jws(
              header,
              JWTClaimsSet.parse(object(parts.group(3))),
              parts.group("input").getBytes(StandardCharsets.US_ASCII),
              new Base64URL(parts.group(4))));
    } catch (ParseException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> object(String base64) throws ParseException {
    return JsonObjects.parse(new Base64URL(base64).decodeToString());
  }

  /** The algorithms that are taken, as metadata lists them. */
  static List<String> algorithms() {
    return Stream.of(EDWARDS, CURVES.keySet(), RSA)
        .flatMap(Set::stream)
        .map(JWSAlgorithm::getName)
        .sorted()
        .toList();
  }

  private static boolean isKnown(JWSAlgorithm algorithm) {
    return EDWARDS.contains(algorithm) || CURVES.containsKey(algorithm) || RSA.contains(algorithm);
  }

  /** Whether the header names this type, in whatever case (RFC 7515, 4.1.9). */
  boolean isOfType(String type) {
    return header.getType() != null && header.getType().getType().equalsIgnoreCase(type);
  }

  /** Whether this key, which must be one for the header's algorithm, verifies the signature. */
  boolean isSignedBy(JWK key) {
    try {
      Optional<JWSVerifier> verifier = verifier(key);
      return verifier.isPresent() && verifier.get().verify(header, input, signature);
    } catch (JOSEException | IllegalArgumentException | IllegalStateException _) {
      return false;
    }
  }

  private Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
    JWSAlgorithm algorithm = header.getAlgorithm();
    return switch (key) {
      case ECKey ec when ec.getCurve().equals(CURVES.get(algorithm)) ->
          Optional.of(new ECDSAVerifier(ec.toPublicJWK()));
      case OctetKeyPair pair
          when EDWARDS.contains(algorithm) && pair.getCurve().equals(Curve.Ed25519) ->
          Optional.of(new Ed25519Verifier(pair.toPublicJWK()));
      case RSAKey rsa when RSA.contains(algorithm) && isSensible(rsa) ->
          Optional.of(new RSASSAVerifier(rsa.toPublicJWK()));
      default -> Optional.empty();
    };
  }

  private static boolean isSensible(RSAKey key) {
    int bits = key.size();
    return bits >= LEAST_BITS
        && bits <= MOST_BITS
        && key.getPublicExponent().decodeToBigInteger().bitLength() <= EXPONENT_BITS;
  }
}
