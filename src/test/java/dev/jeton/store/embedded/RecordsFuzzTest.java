package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.account.Account;
import dev.jeton.account.Kind;
import dev.jeton.account.Permission;
import dev.jeton.dialect.WireSeeds;
import dev.jeton.session.Form;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A damaged record is read as some record or refused by an unchecked exception: never an error of
 * the machine, never without end. What is read is written as it was read.
 */
final class RecordsFuzzTest {
  private static final byte[] ID = new byte[SessionRecord.ID_OCTETS];
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** Behind one octet, which says what it is. */
  static Stream<byte[]> records() {
    TokenDigest token = TokenDigest.stored(new byte[32]);
    var session =
        new Session(
            new SessionId("000000000000000000000000"),
            "nout",
            new Principal(1, "Žofie"),
            new Principal(2, "sub"),
            Optional.of(new Principal(3, "cust")),
            Optional.of(new Form("1171", "Contacts")),
            12,
            Optional.of("client"),
            NOON,
            Optional.of(NOON.plusSeconds(60)),
            NOON.plusSeconds(3600));
    var gone = new Verdict.Gone("wipsos", Verdict.Why.ENDED, NOON);
    return Stream.of(
        WireSeeds.chosen(0, AccountRecord.encoded(account())),
        WireSeeds.chosen(
            0,
            HexFormat.of()
                .parseHex("010e0606616e61000855534552010204767a0000000000010a24686173680000")),
        WireSeeds.chosen(1, new SessionRecord(token, NOON, session).encoded()),
        WireSeeds.chosen(2, new GoneRecord(token, gone).encoded()));
  }

  private static Account account() {
    return new Account(
        7,
        3,
        "ana",
        Optional.of(new Form("1", "title")),
        Kind.EXTRANET,
        true,
        Set.of("vz", "nout"),
        OptionalInt.of(12),
        new Permission(true, Set.of("b")),
        Permission.NOBODY,
        Optional.of("$hash"),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @MethodSource("records")
  @FuzzTest
  void readsWhatIsWrittenAgainTheSame(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] octets = Arrays.copyOfRange(input, 1, input.length);
    try {
      switch (input[0] % 3) {
        case 0 -> {
          Account account = AccountRecord.decoded(octets);
          assertEquals(account, AccountRecord.decoded(AccountRecord.encoded(account)));
        }
        case 1 -> {
          SessionRecord session = SessionRecord.decoded(ID, octets);
          assertEquals(session, SessionRecord.decoded(ID, session.encoded()));
        }
        default -> {
          GoneRecord gone = GoneRecord.decoded(ID, octets);
          assertEquals(gone, GoneRecord.decoded(ID, gone.encoded()));
        }
      }
    } catch (RuntimeException _) {
      // as documented
    }
  }
}
