package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.session.Binding;
import dev.jeton.session.Form;
import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Rotation;
import dev.jeton.session.Session;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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

  private static final GoneRecord GONE =
      new GoneRecord(TOKEN, new Verdict.Gone("vz", Verdict.Why.ENDED, ISSUED.plusNanos(7)));

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

  /** A session that was exchanged, as version 2 wrote it. */
  private static final String SECOND =
      "020000000000000000000000000000000000000000b8f595b00d000a6f617574680e06616e610101"
          + "0604636f010431300a46697273741800c0f495b00d0000e0ac96b00d000112066170700208726561"
          + "64021668747470733a2f2f61706901064a4b54047470021006626f62011111111111111111111111"
          + "1111111111111111111111111111111111111111110104c0f495b00d00";

  @Test
  void aRecordOfTheSecondVersionHasNoKinds() {
    assertEquals(
        new SessionRecord(TOKEN, ISSUED.plusSeconds(60), exchanged("", "")),
        SessionRecord.decoded(SessionRecord.id(TOKEN), HexFormat.of().parseHex(SECOND)));
  }

  /** The same as version 3 writes it: whoever changes this needs a new version. */
  private static final String THIRD =
      "030000000000000000000000000000000000000000b8f595b00d000a6f617574680e06616e610875"
          + "73657201010604636f0875736572010431300a46697273741800c0f495b00d0000e0ac96b00d0001"
          + "12066170700c636c69656e74020872656164021668747470733a2f2f61706901064a4b5404747002"
          + "1006626f620875736572011111111111111111111111111111111111111111111111111111111111"
          + "1111110104c0f495b00d00";

  @Test
  void aRecordOfThisVersionIsWrittenAsItWasAndReadAgain() {
    var record = new SessionRecord(TOKEN, ISSUED.plusSeconds(60), exchanged("user", "client"));
    assertEquals(THIRD, HexFormat.of().formatHex(record.encoded()));
    assertEquals(
        record, SessionRecord.decoded(SessionRecord.id(TOKEN), HexFormat.of().parseHex(THIRD)));
  }

  private static Session exchanged(String kind, String clientKind) {
    byte[] source = new byte[32];
    Arrays.fill(source, (byte) 0x11);
    return new Session(
        TOKEN.sessionId(),
        "oauth",
        new Principal(7, "ana", kind),
        new Principal(7, "ana", kind),
        Optional.of(new Principal(3, "co", kind)),
        Optional.of(new Form("10", "First")),
        12,
        Optional.empty(),
        ISSUED,
        Optional.empty(),
        ISSUED.plusSeconds(3600),
        Optional.of(
            new Grant(
                new Principal(9, "app", clientKind),
                new TreeSet<>(List.of("read")),
                List.of("https://api"),
                Optional.of(new Binding(Binding.Method.JKT, "tp")),
                List.of(new Principal(8, "bob", kind)),
                Optional.of(TokenDigest.stored(source)),
                Optional.of(new Rotation(2, ISSUED)))));
  }

  @Test
  void aRecordOfALaterVersionIsNotGuessedAt() {
    byte[] later = new SessionRecord(TOKEN, ISSUED, SESSION).encoded();
    later[0]++;
    assertThrows(
        IllegalStateException.class, () -> SessionRecord.decoded(SessionRecord.id(TOKEN), later));
  }

  @Test
  void aTombstoneOfTheFirstVersionIsRead() {
    assertEquals(
        GONE,
        GoneRecord.decoded(
            SessionRecord.id(TOKEN),
            HexFormat.of()
                .parseHex(
                    "010000000000000000000000000000000000000000" + "02c0f495b00d0e" + "04767a")));
  }

  @Test
  void aTombstoneIsWrittenLikeThis() {
    String octets =
        "020204767a" + "800000006b02bd2000000007" + "0000000000000000000000000000000000000000";
    assertEquals(octets, HexFormat.of().formatHex(GONE.encoded()));
    assertEquals(
        GONE, GoneRecord.decoded(SessionRecord.id(TOKEN), HexFormat.of().parseHex(octets)));
  }
}
