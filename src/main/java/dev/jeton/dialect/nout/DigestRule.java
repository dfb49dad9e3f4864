package dev.jeton.dialect.nout;

/**
 * How a password digest is made (nout.md, Proof of the password). All are SHA-1 over nonce, Created
 * and a secret; they differ in what the secret is.
 */
public enum DigestRule {
  /** NOUT's own: Base64 of the password's MD5, hashed as that text. */
  MD5,
  /** NOUT's with the password itself. */
  PLAIN,
  /** That of OASIS: the nonce decoded, the password in UTF-8 (wsse.md). */
  OASIS,
  /** NOUT's with SHA-1 in place of MD5. */
  SHA1,
  /** NOUT's with SHA-256 in place of MD5. */
  SHA256
}
