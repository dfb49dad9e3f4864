package dev.jeton.account.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.hash.ForeignHash.Salt;
import dev.jeton.secret.Secret;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignHashTest {
  private static final Argon2 ARGON2 = Argon2.fastest();
  private static final Secret PASSWORD = Secret.of("& + = < ž € ‹");

  /** hashes.csv says of each where it comes from. */
  @ParameterizedTest
  @CsvFileSource(
      files = "src/test/java/dev/jeton/account/hash/hashes.csv",
      delimiter = ' ',
      nullValues = "-",
      emptyValue = "",
      maxCharsPerColumn = 2000)
  void hashesOfOtherSystemsAreReadAndHold(
      String password,
      String strength,
      @Nullable String scheme,
      @Nullable String salt,
      String text) {
    PasswordHash hash =
        ForeignHash.read(
            text, Optional.ofNullable(scheme), salt == null ? Salt.NONE : Salt.of(salt, "text"));
    assertTrue(hash.isOf(Secret.of(password), ARGON2), text);
    assertFalse(hash.isOf(Secret.of(password + "x"), ARGON2), text);
    assertEquals(strength.equals("strong"), hash.scheme().isStrong(), text);
    assertEquals(hash.toString(), PasswordHash.parse(hash.toString()).toString());
    PasswordHash wrapped =
        hash.wrapped(Argon2Scheme.id(19456, 2, 1, new byte[Argon2Scheme.SALT]), ARGON2);
    PasswordHash kept = PasswordHash.parse(wrapped.toString());
    assertTrue(kept.isOf(Secret.of(password), ARGON2), text);
    assertTrue(kept.scheme().isStrong(), text);
    assertEquals(wrapped.cost(), kept.cost());
  }

  @Test
  void whatIsKeptOfAWrappedHashDoesNotHoldTheHashItself() {
    PasswordHash weak =
        ForeignHash.read("5f4dcc3b5aa765d61d8327deb882cf99", Optional.of("md5"), Salt.NONE);
    String kept =
        weak.wrapped(Argon2Scheme.id(19456, 2, 1, new byte[Argon2Scheme.SALT]), ARGON2).toString();
    assertTrue(
        kept.startsWith(
            "$digest$f=md5(password)$$AAAAAAAAAAAAAAAAAAAAAA|$argon2id$v=19$m=19456,t=2,p=1$"),
        kept);
    assertFalse(kept.contains("X03MO1qnZdYdgyfeuILPmQ"), kept); // the MD5 in Base64
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=1048576,t=5,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=999999999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=999$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFQ",
        "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$2a$16$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$pbkdf2-sha256$i=2147483648$c2FsdA$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
        "$pbkdf2-sha256$999999999$c2FsdA$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
        "pbkdf2_sha256$0$salt$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
        "$scrypt$ln=31,r=8,p=1$c2FsdA$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
        "$scrypt$ln=19,r=8,p=1$c2FsdA$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
        "$scrypt$ln=18,r=8,p=16$c2FsdA$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
        "scrypt:32767:8:1$salt$00112233445566778899aabbccddeeff",
        "$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/",
        "{NOOP}secret",
        "{SSHA}c2hvcnQ=",
        "{SSHA}not base64",
        "a|b|c",
        "",
        "secret"
      })
  void whatIsNoHashOrWouldHoldAThreadForLongIsRefusedWithoutAWordOfIt(String text) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ForeignHash.read(text, Optional.empty(), Salt.NONE));
    String why = String.valueOf(refused.getMessage());
    assertFalse(text.length() > 3 && why.contains(text), why);
    assertFalse(why.contains("c29t"), why);
    assertFalse(why.startsWith("For input") || why.startsWith("Illegal"), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "md4",
        "md5(",
        "md5()",
        "md5(salt)",
        "md5(password)+salt",
        "password",
        "utf16le(password)",
        "md5(utf16le(salt))",
        "md5(password+pepper)",
        "md5(md5(md5(md5(md5(md5(md5(md5(md5(md5(md5(password)))))))))))"
      })
  void whatIsNoFormulaIsRefused(String scheme) {
    assertThrows(
        IllegalArgumentException.class,
        () -> ForeignHash.read("5f4dcc3b5aa765d61d8327deb882cf99", Optional.of(scheme), Salt.NONE));
  }

  @Test
  void saltAndFormulaGoTogether() {
    String hash = "5f4dcc3b5aa765d61d8327deb882cf99";
    assertThrows(
        IllegalArgumentException.class,
        () -> ForeignHash.read(hash, Optional.of("md5(salt+password)"), Salt.NONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> ForeignHash.read(hash, Optional.of("md5"), Salt.of("x", "text")));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ForeignHash.read(
                "{MD5}X03MO1qnZdYdgyfeuILPmQ==", Optional.empty(), Salt.of("x", "text")));
  }

  @Test
  void aSaltIsTextHexOrBase64() {
    assertArrayEquals(new byte[] {1, (byte) 0xff}, Salt.of("01FF", "hex").octets());
    assertArrayEquals(new byte[] {1, (byte) 0xff}, Salt.of("Af8=", "base64").octets());
    assertArrayEquals(new byte[] {(byte) 0xc5, (byte) 0xbe}, Salt.of("ž", "text").octets());
    assertThrows(IllegalArgumentException.class, () -> Salt.of("x", "rot13"));
  }

  @Test
  void hashesOfAllSizesFollowEachOther() {
    Argon2 natively = Argon2.natively();
    Argon2 inJava = Argon2.inJava();
    for (int kib : new int[] {8, 4096, 64, 65 * 1024, 8, 4097}) {
      var scheme = Argon2Scheme.id(kib, 1, 1, new byte[16]);
      assertArrayEquals(
          natively.compute(PASSWORD, scheme), inJava.compute(PASSWORD, scheme), kib + " KiB");
    }
  }

  @Test
  void theNativeLibraryAndBouncyCastleGiveTheSameHashes() {
    byte[] salt = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    for (Argon2Scheme.Type type : Argon2Scheme.Type.values()) {
      for (int version : new int[] {0x10, 0x13}) {
        for (int length : new int[] {16, 32, 64}) {
          var scheme = new Argon2Scheme(type, version, 1024, 2, 2, salt, length);
          for (Secret password : new Secret[] {PASSWORD, Secret.of("")}) {
            assertArrayEquals(
                Argon2.natively().compute(password, scheme),
                Argon2.inJava().compute(password, scheme));
          }
        }
      }
    }
  }

  @Test
  void hashesThatTakeEquallyLongHaveTheSameCost() {
    assertEquals(
        "$pbkdf2-sha256$i=610000$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ForeignHash.read(
                "pbkdf2_sha256$600123$salt$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
                Optional.empty(),
                Salt.NONE)
            .cost());
    assertEquals("unreadable", PasswordHash.cost("$argon2id$…"));
  }
}
