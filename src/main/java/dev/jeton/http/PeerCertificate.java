package dev.jeton.http;

import dev.jeton.wire.Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The certificate that a peer has shown in its handshake. */
final class PeerCertificate {
  private PeerCertificate() {}

  /** What a session knows of it, also one that was resumed; empty if the peer has shown none. */
  static Optional<Request.Certificate> of(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate shown
          ? Optional.of(
              new Request.Certificate(
                  shown.getSubjectX500Principal().getName(), sha256(shown.getEncoded())))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate came off the wire encoded", e);
    }
  }

  private static String sha256(byte[] der) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(der);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
