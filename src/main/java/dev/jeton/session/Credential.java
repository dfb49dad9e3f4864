package dev.jeton.session;

import dev.jeton.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

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

  /** The secret of an OAuth client (RFC 6749, section 2.3.1). */
  record ClientSecret(Secret secret) implements Credential {}

  /**
   * A JSON Web Token that a client has signed to say who it is (RFC 7523, section 3), and which
   * says so of this client to this server.
   *
   * @param id by which it may be used once
   * @param issuedAt if it tells
   * @param until when it ends
   * @param signedBy whether one of the keys of a JWK set, in JSON, verifies it
   */
  record Assertion(String id, Optional<Instant> issuedAt, Instant until, Predicate<String> signedBy)
      implements Credential {}

  /**
   * A certificate that the client has shown, and whose key it holds (RFC 8705, section 2).
   *
   * @param subject its distinguished name as RFC 2253 writes it
   * @param sha256 of its DER octets in base64url without padding
   */
  record Certificate(String subject, String sha256) implements Credential {}
}
