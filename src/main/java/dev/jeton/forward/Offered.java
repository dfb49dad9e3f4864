package dev.jeton.forward;

import dev.jeton.secret.Secret;

/** The token that a request offers. */
sealed interface Offered {
  /**
   * One, be it in several places.
   *
   * @param proved whether it came with a promise to prove a key (RFC 9449, section 7.1)
   */
  record Token(Secret secret, boolean proved) implements Offered {}

  record Nothing() implements Offered {}

  /**
   * None that could be believed.
   *
   * @param cause for the audit event
   */
  record Doubtful(String cause) implements Offered {}
}
