package dev.jeton.wire;

import java.util.Optional;

/**
 * A request as a dialect reads it: the target undecoded, the body as octets, already de-chunked and
 * inflated within the size limit.
 *
 * @param method the HTTP method, as sent
 * @param target the request target in origin form, undecoded: each char is one octet of the wire
 * @param headers the header fields
 * @param body the whole body; empty if there was none
 * @param origin where the request came in
 */
public record Request(String method, String target, Headers headers, byte[] body, Origin origin) {

  /**
   * Where a request came in.
   *
   * @param secure whether the caller's connection is TLS, as we see it or a trusted proxy tells
   * @param base scheme, host and port that the caller reached, without a slash at the end, such as
   *     {@code https://localhost:8443}; the host is one of the allowed names
   * @param address the caller's network address in text, as we see it or a trusted proxy tells
   * @param certificate that it has shown, if it was asked for one
   */
  public record Origin(
      boolean secure, String base, String address, Optional<Certificate> certificate) {
    /** Of a caller that has shown no certificate. */
    public Origin(boolean secure, String base, String address) {
      this(secure, base, address, Optional.empty());
    }
  }

  /**
   * A certificate that a caller has shown, and whose key it holds.
   *
   * @param subject its distinguished name as RFC 2253 writes it
   * @param sha256 SHA-256 of its DER octets in base64url without padding, as {@code x5t#S256} has
   *     it (RFC 8705, section 3.1)
   */
  public record Certificate(String subject, String sha256) {}

  /** The target up to the first {@code ?}, undecoded. */
  public String path() {
    int end = target.indexOf('?');
    return end < 0 ? target : target.substring(0, end);
  }

  /** The target behind the first {@code ?}, undecoded; empty if there is none. */
  public String query() {
    int end = target.indexOf('?');
    return end < 0 ? "" : target.substring(end + 1);
  }
}
