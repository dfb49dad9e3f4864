package dev.jeton.config;

import dev.jeton.http.ClientCertificates.Demand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the TLS listener shows, and asks of its clients.
 *
 * @param certificate one of our own making if empty
 * @param clientAuthorities whose certificates clients may show; given if any are asked for
 * @param hsts how long browsers shall come by TLS alone
 */
public record TlsConfig(
    Optional<Certificate> certificate,
    Demand clients,
    Optional<Path> clientAuthorities,
    Optional<Duration> hsts) {
  /**
   * Checks that the parts go together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public TlsConfig {
    if ((clients == Demand.NONE) == clientAuthorities.isPresent()) {
      throw new IllegalArgumentException(
          "https.client-certificates and https.client-ca go together");
    }
    if (hsts.isPresent() && certificate.isEmpty()) {
      throw new IllegalArgumentException(
          "https.hsts needs https.certificate: it shuts out whoever does not trust ours");
    }
  }
}
