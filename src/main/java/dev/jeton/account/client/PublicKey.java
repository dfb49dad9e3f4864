package dev.jeton.account.client;

import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JWK (RFC 7517) that verifies signatures.
 *
 * @param members what verifying needs of it, in a fixed order
 */
record PublicKey(Map<String, Object> members) {
  /** RFC 7518, section 6: a private half, or a symmetric key. */
  private static final Set<String> SECRETS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  private static final int LEAST_RSA = 2048;

  /** More would hold a thread for long, whoever sends assertions. */
  private static final int MOST_RSA = 8192;

  private static final int MOST_EXPONENT = 64;
  private static final int ED25519 = 32;

  /** What is kept of a key beside its own numbers. */
  private static final List<String> TEXTS = List.of("kid", "alg", "use");

  private static final int LONGEST_TEXT = 256;

  /**
   * A key; empty if it is none that we know to verify with.
   *
   * @throws IllegalArgumentException if it is secret, weak or broken; quotes nothing of it
   */
  static Optional<PublicKey> of(Map<String, Object> jwk) {
    if (jwk.keySet().stream().anyMatch(SECRETS::contains)) {
      throw new IllegalArgumentException("it is a secret: give its public half alone");
    }
    if (jwk.containsKey("use") && !"sig".equals(jwk.get("use"))) {
      return Optional.empty();
    }
    if (jwk.get("key_ops") instanceof List<?> operations && !operations.contains("verify")) {
      return Optional.empty();
    }
    return switch (text(jwk, "kty")) {
      case "RSA" -> Optional.of(rsa(jwk));
      case "EC" -> Curve.named(text(jwk, "crv")).map(curve -> ec(jwk, curve));
      case "OKP" ->
          text(jwk, "crv").equals("Ed25519") ? Optional.of(edwards(jwk)) : Optional.empty();
      case "oct" -> throw new IllegalArgumentException("a symmetric key is no public key");
      default -> Optional.empty();
    };
  }

  private static PublicKey rsa(Map<String, Object> jwk) {
    BigInteger modulus = number(octets(jwk, "n"));
    BigInteger exponent = number(octets(jwk, "e"));
    if (modulus.bitLength() < LEAST_RSA || modulus.bitLength() > MOST_RSA) {
      throw new IllegalArgumentException(
          "an RSA key has " + LEAST_RSA + " to " + MOST_RSA + " bits");
    }
    boolean odd = modulus.testBit(0) && exponent.testBit(0);
    if (!odd || exponent.equals(BigInteger.ONE) || exponent.bitLength() > MOST_EXPONENT) {
      throw new IllegalArgumentException("it is no RSA key");
    }
    return kept(jwk, "kty", "n", "e");
  }

  private static PublicKey ec(Map<String, Object> jwk, Curve curve) {
    byte[] x = octets(jwk, "x");
    byte[] y = octets(jwk, "y");
    if (x.length != curve.octets() || y.length != curve.octets()) {
      throw new IllegalArgumentException(
          "on this curve x and y have " + curve.octets() + " octets each");
    }
    if (!curve.holds(number(x), number(y))) {
      throw new IllegalArgumentException("its point is not on its curve");
    }
    return kept(jwk, "kty", "crv", "x", "y");
  }

  private static PublicKey edwards(Map<String, Object> jwk) {
    if (octets(jwk, "x").length != ED25519) {
      throw new IllegalArgumentException("an Ed25519 key has " + ED25519 + " octets");
    }
    return kept(jwk, "kty", "crv", "x");
  }

  private static PublicKey kept(Map<String, Object> jwk, String... own) {
    var members = new LinkedHashMap<String, Object>();
    for (String name : own) {
      members.put(name, text(jwk, name));
    }
    for (String name : TEXTS) {
      if (jwk.containsKey(name)) {
        String text = text(jwk, name);
        if (text.length() > LONGEST_TEXT) {
          throw new IllegalArgumentException(name + " has at most " + LONGEST_TEXT + " characters");
        }
        members.put(name, text);
      }
    }
    return new PublicKey(members);
  }

  private static String text(Map<String, Object> jwk, String name) {
    if (jwk.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("it lacks " + name);
  }

  private static byte[] octets(Map<String, Object> jwk, String name) {
    try {
      return Base64.getUrlDecoder().decode(text(jwk, name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          jwk.containsKey(name) ? name + " is not base64url" : "it lacks " + name, e);
    }
  }

  private static BigInteger number(byte[] octets) {
    return new BigInteger(1, octets);
  }
}
