package dev.jeton.forward;

import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import java.time.Instant;
import java.util.Optional;

/** Sessions that several tests share. */
final class Sessions {
  private Sessions() {}

  static Session of(Principal subject, Optional<Grant> grant) {
    Instant issued = Instant.parse("2026-11-22T05:00:00Z");
    return new Session(
        new SessionId("000102030405060708090a0b"),
        "nout",
        new Principal(2, "superviseur", "user"),
        subject,
        Optional.of(new Principal(3, "Søn & Co", "customer")),
        Optional.empty(),
        12,
        Optional.empty(),
        issued,
        Optional.of(issued.plusSeconds(1_200)),
        issued.plusSeconds(43_200),
        grant);
  }
}
