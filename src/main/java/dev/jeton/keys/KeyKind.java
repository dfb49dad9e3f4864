package dev.jeton.keys;

import java.util.Optional;

/**
 * What a key is for; one key never serves two purposes. A new kind needs its case in {@link Making}
 * or {@link SigningAlgorithm}, and nothing else: a ring that lacks it gets a key of it at the next
 * start, or soon after it.
 */
public enum KeyKind {
  /** HMAC-SHA-256 of session tokens. */
  TOKEN,
  /**
   * HMAC-SHA-256 of the secrets that we make for programs: API keys of machines, secrets of
   * clients.
   */
  API_KEY,
  /** AES-256-GCM of digest secrets. */
  SEALING,
  /** The admin secret itself: its text is the key's octets. */
  ADMIN,
  /** Ed25519 signatures under the audit trail. */
  AUDIT,
  /** HMAC-SHA-256 of the times that clients' proofs of possession must name. */
  NONCE,
  /** JSON Web Tokens signed by EdDSA. */
  SIGNING_EDDSA,
  /** JSON Web Tokens signed by ES256. */
  SIGNING_ES256,
  /** JSON Web Tokens signed by RS256. */
  SIGNING_RS256;

  /** How its keys sign; empty if they don't. */
  Optional<SigningAlgorithm> signsBy() {
    return switch (this) {
      case TOKEN, API_KEY, SEALING, ADMIN, NONCE -> Optional.empty();
      case AUDIT, SIGNING_EDDSA -> Optional.of(SigningAlgorithm.EDDSA);
      case SIGNING_ES256 -> Optional.of(SigningAlgorithm.ES256);
      case SIGNING_RS256 -> Optional.of(SigningAlgorithm.RS256);
    };
  }

  /**
   * Whether others verify what its keys sign by the keys that we publish. Such a kind has two keys:
   * one that signs, and the next, which is published so that it is known before it first signs.
   */
  public boolean isPublished() {
    return switch (this) {
      case TOKEN, API_KEY, SEALING, ADMIN, AUDIT, NONCE -> false;
      case SIGNING_EDDSA, SIGNING_ES256, SIGNING_RS256 -> true;
    };
  }
}
