package dev.jeton.session;

import dev.jeton.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/** What a caller offers to prove that it is an account. */
public sealed interface Credential {

  /**
   * A clear password.
   *
   * @param created a timestamp that came with it, which must be fresh
   */
  record Password(Secret password, Optional<Instant> created) implements Credential {}

  /**
   * A password digest with its timestamp.
   *
   * @param octets the digest as decoded from the wire
   * @param formula what the digest must be, given the account's secret
   */
  record Digest(byte[] octets, Instant created, DigestFormula formula) implements Credential {}

  /** The secret half of a key pair; the claim's name is the public half. */
  record ApiKey(Secret secret) implements Credential {}
}
