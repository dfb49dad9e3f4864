package dev.jeton.http;

/** How a listener speaks TLS: what it shows of itself, and what it asks of its clients. */
public record Tls(TlsIdentity identity, ClientCertificates clients) {

  /** Clients are asked for nothing. */
  public static Tls of(TlsIdentity identity) {
    return new Tls(identity, ClientCertificates.NONE);
  }

  Tls with(TlsIdentity other) {
    return new Tls(other, clients);
  }
}
