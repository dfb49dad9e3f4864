package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.account.Account;
import dev.jeton.account.ApiKey;
import dev.jeton.account.Kind;
import dev.jeton.account.Permission;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records of accounts that former versions of Jeton wrote are still read. */
final class AccountRecordTest {
  /** A user with a password, as version 1 wrote it. */
  private static final String FIRST =
      "010e0606616e61000855534552010204767a0000000000010a24686173680000";

  private static final Account ANA =
      new Account(
          7,
          3,
          "ana",
          Optional.empty(),
          Kind.USER,
          true,
          Set.of("vz"),
          OptionalInt.empty(),
          Permission.NOBODY,
          Permission.NOBODY,
          Optional.of("$hash"),
          Optional.empty(),
          Optional.empty(),
          List.of());

  @Test
  void aRecordOfTheFirstVersionHasNoDirectory() {
    assertEquals(ANA, AccountRecord.decoded(HexFormat.of().parseHex(FIRST)));
  }

  /** A machine with a key pair, as version 2 wrote it. */
  private static final String SECOND =
      "020e0606616e61000e4d414348494e45010204767a0000000000000000020461610466660000";

  @Test
  void aKeyPairOfTheSecondVersionIsUnderTheServersFirstKey() {
    Account machine = AccountRecord.decoded(HexFormat.of().parseHex(SECOND));
    assertEquals(List.of(new ApiKey("aa", 1, "ff", Instant.EPOCH)), machine.keys());
    assertEquals(machine, AccountRecord.decoded(AccountRecord.encoded(machine)));
  }

  /** The same user, as version 3 wrote it. */
  private static final String THIRD =
      "030e0606616e61000855534552010204767a0000000000010a2468617368000000";

  @Test
  void aRecordOfTheThirdVersionIsNoClients() {
    assertEquals(ANA, AccountRecord.decoded(HexFormat.of().parseHex(THIRD)));
  }

  @Test
  void aRecordOfALaterVersionIsNotGuessedAt() {
    byte[] later = AccountRecord.encoded(ANA);
    later[0]++;
    assertThrows(IllegalStateException.class, () -> AccountRecord.decoded(later));
  }
}
