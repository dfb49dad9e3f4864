package dev.jeton.config;

import dev.jeton.http.ClientCertificates.Demand;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the TLS listener shows, and asks of its clients.
 *
 * @param certificate one of our own making if empty
 * @param clientAuthorities whose certificates clients may show; given if any are asked for
 */
public record TlsConfig(
    Optional<Certificate> certificate, Demand clients, Optional<Path> clientAuthorities) {
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
  }
}
