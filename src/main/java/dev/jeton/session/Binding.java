package dev.jeton.session;

/**
 * The key that a session is bound to: whoever uses its token must prove that it holds it.
 *
 * @param thumbprint base64url without padding, 43 characters
 */
public record Binding(Method method, String thumbprint) {
  /** How the key is proved, and what its thumbprint is of. */
  public enum Method {
    /** By a DPoP proof: SHA-256 of the public key as a JWK (RFC 9449, section 6.1; RFC 7638). */
    JKT,
    /** By a client certificate: SHA-256 of it in DER (RFC 8705, section 3.1). */
    X5T_S256
  }
}
