package dev.jeton.jose;

import dev.jeton.session.Binding;
import dev.jeton.session.Form;
import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Sessions that tokens are made of. */
final class Sessions {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00.750Z");
  static final String ID = "0123456789abcdef01234567";

  private static final Principal ANNA = new Principal(1, "anna");
  private static final Principal BOT = new Principal(2, "bot");

  private Sessions() {}

  /** Of a dialect, for another, with all that a dialect knows. */
  static Session ofDialect() {
    return new Session(
        new SessionId(ID),
        "nout",
        BOT,
        ANNA,
        Optional.of(new Principal(3, "ACME")),
        Optional.of(new Form("4711", "Kunden")),
        12,
        Optional.of("billing"),
        NOW.minusSeconds(60),
        Optional.of(NOW.plusSeconds(1200)),
        NOW.plus(Duration.ofHours(12)));
  }

  /** Of OAuth, bound to a key, exchanged twice. */
  static Session ofOAuth() {
    return new Session(
        new SessionId(ID),
        "oauth",
        BOT,
        ANNA,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        NOW.minusSeconds(60),
        Optional.empty(),
        NOW.plus(Duration.ofHours(1)),
        Optional.of(
            new Grant(
                new Principal(5, "gateway"),
                new TreeSet<>(List.of("write", "read")),
                List.of("https://api.example.org"),
                Optional.of(
                    new Binding(Binding.Method.JKT, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")),
                List.of(new Principal(6, "front"), new Principal(7, "edge")),
                Optional.empty(),
                Optional.empty())));
  }

  /** That ends this soon. */
  static Session endingIn(Duration time) {
    return new Session(
        new SessionId(ID),
        "vz",
        ANNA,
        ANNA,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        NOW.minusSeconds(60),
        Optional.empty(),
        NOW.plus(time));
  }
}
