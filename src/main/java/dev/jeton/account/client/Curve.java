package dev.jeton.account.client;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Optional;

/** A curve over a prime field whose points are public keys (RFC 7518, section 6.2.1.1). */
enum Curve {
  P_256("P-256", "secp256r1", 32),
  P_384("P-384", "secp384r1", 48),
  P_521("P-521", "secp521r1", 66);

  private final String word;
  private final String standard;
  private final int octets;

  Curve(String word, String standard, int octets) {
    this.word = word;
    this.standard = standard;
    this.octets = octets;
  }

  static Optional<Curve> named(String word) {
    return Arrays.stream(values()).filter(curve -> curve.word.equals(word)).findFirst();
  }

  /** How many a coordinate has, with those that are zero. */
  int octets() {
    return octets;
  }

  /** Whether a point is on it: what is not could never verify anything. */
  boolean holds(BigInteger x, BigInteger y) {
    EllipticCurve curve = parameters().getCurve();
    BigInteger prime = ((ECFieldFp) curve.getField()).getP();
    BigInteger right =
        x.pow(2).add(curve.getA()).multiply(x).add(curve.getB()).subtract(y.pow(2)).mod(prime);
    return x.compareTo(prime) < 0 && y.compareTo(prime) < 0 && right.signum() == 0;
  }

  private ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(standard));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + standard, e);
    }
  }
}
