package dev.jeton.keys;

/**
 * What a key is for; one key never serves two purposes. A new kind needs its case in {@link Making}
 * and nothing else: a ring that lacks it gets a key of it at the next start.
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
  AUDIT
}
