package dev.jeton.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How a listener speaks TLS: what it shows of itself, and what it asks of its clients.
 *
 * @param strict how long browsers shall come by TLS alone (RFC 6797); not told if empty
 */
public record Tls(TlsIdentity identity, ClientCertificates clients, Optional<Duration> strict) {

  /** Clients are asked for nothing. */
  public static Tls of(TlsIdentity identity) {
    return new Tls(identity, ClientCertificates.NONE, Optional.empty());
  }

  Tls with(TlsIdentity other) {
    return new Tls(other, clients, strict);
  }

  boolean asksClients() {
    return clients.demand() != ClientCertificates.Demand.NONE;
  }

  /** The field Strict-Transport-Security. */
  Optional<String> strictTransport() {
    return strict.map(age -> "max-age=" + age.toSeconds());
  }
}
