package dev.jeton.session;

import java.util.List;

/**
 * A dialect's pure function from an account's secret to the digests that would prove it, for one
 * request.
 */
@FunctionalInterface
public interface DigestFormula {
  /**
   * The digests that the configured rules give, at least one for a clear secret, each in its own
   * array.
   */
  List<byte[]> digests(DigestSecret secret);
}
