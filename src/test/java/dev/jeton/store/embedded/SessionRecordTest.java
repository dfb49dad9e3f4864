package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.TokenDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records of sessions that former versions of Jeton wrote are still read. */
final class SessionRecordTest {
  private static final Instant ISSUED = Instant.parse("2026-11-22T10:00:00Z");
  private static final TokenDigest TOKEN = TokenDigest.stored(new byte[32]);

  private static final Session SESSION =
      new Session(
          TOKEN.sessionId(),
          "vz",
          new Principal(7, "ana"),
          new Principal(7, "ana"),
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.of("app"),
          ISSUED,
          Optional.of(ISSUED.plusSeconds(60)),
          ISSUED.plusSeconds(3600));

  /** As version 1 wrote it. */
  private static final String FIRST =
      "010000000000000000000000000000000000000000b8f595b00d0004767a0e06616e6101000000"
          + "0106617070c0f495b00d0001b8f595b00d00e0ac96b00d00";

  @Test
  void aRecordOfTheFirstVersionHasNoGrant() {
    byte[] id = SessionRecord.id(TOKEN);
    assertEquals(
        new SessionRecord(TOKEN, ISSUED.plusSeconds(60), SESSION),
        SessionRecord.decoded(id, HexFormat.of().parseHex(FIRST)));
  }

  @Test
  void aRecordOfALaterVersionIsNotGuessedAt() {
    byte[] later = new SessionRecord(TOKEN, ISSUED, SESSION).encoded();
    later[0]++;
    assertThrows(
        IllegalStateException.class, () -> SessionRecord.decoded(SessionRecord.id(TOKEN), later));
  }
}
