package dev.jeton.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One certificate, whose files hold a broken one once it is read anew. */
final class ShownCertificates implements Certificates {
  private Optional<String> refused = Optional.empty();

  @Override
  public List<Shown> shown() {
    return List.of(
        new Shown(
            "https",
            "CN=localhost",
            "CN=Jeton CA",
            List.of("127.0.0.1", "localhost"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            "ab12",
            Instant.parse("2026-03-01T10:00:00Z"),
            refused));
  }

  @Override
  public List<Shown> reload() {
    refused = Optional.of("no certificate");
    return shown();
  }
}
