package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.wire.Headers;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The fields by which servers behind us are told whose a session is. */
final class IdentityTest {
  private static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");

  private static Session session(String actor, String subject, Optional<String> customer) {
    return new Session(
        new SessionId("000102030405060708090a0b"),
        "balans",
        new Principal(1, actor),
        new Principal(subject.equals(actor) ? 1 : 2, subject),
        customer.map(name -> new Principal(3, name)),
        Optional.empty(),
        0,
        Optional.empty(),
        ISSUED,
        Optional.empty(),
        ISSUED.plusMillis(90_500));
  }

  private static Headers headers(String actor, String subject, Optional<String> customer) {
    return Identity.of(session(actor, subject, customer)).headers();
  }

  @Test
  void whoActsForAnotherIsNamedBesideHim() {
    assertEquals(
        Headers.of(
            "X-Auth-User",
            "bob",
            "X-Auth-Actor",
            "alice",
            "X-Auth-Customer",
            "shop & co",
            "X-Auth-Dialect",
            "balans",
            "X-Auth-Expires",
            "2026-03-01T12:01:30Z",
            "X-Auth-Scope",
            ""),
        headers("alice", "bob", Optional.of("shop & co")));
  }

  @Test
  void whatThereIsNotIsToldAsEmpty() {
    Headers told = headers("alice", "alice", Optional.empty());
    assertEquals(Optional.of(""), told.first("X-Auth-Actor"));
    assertEquals(Optional.of(""), told.first("X-Auth-Customer"));
    assertEquals(6, told.fields().size());
  }

  @Test
  void aNameOfWhateverCharactersIsOneLineOfAscii() {
    assertEquals(
        Optional.of("%20%C5%BDofie%0D%0AX-Auth-Scope: 100%25%7F%20"),
        headers(" Žofie\r\nX-Auth-Scope: 100%\u007f ", "b", Optional.empty())
            .first("X-Auth-Actor"));
  }

  @Test
  void fieldsThatCouldBeTakenForOursAreKnown() {
    assertTrue(Identity.isNamedBy("x-AUTH-user"));
    assertTrue(Identity.isNamedBy("X_Auth_User"));
    assertTrue(Identity.isNamedBy("X-Auth_Anything"));
    assertFalse(Identity.isNamedBy("X-Author"));
    assertFalse(Identity.isNamedBy("Authorization"));
  }
}
