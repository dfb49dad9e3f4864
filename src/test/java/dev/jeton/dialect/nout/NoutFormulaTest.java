package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of nout.md and wsse.md, and what each rule gives. */
final class NoutFormulaTest {
  private static final String HEX = "00112233445566778899aabbccddeeff00112233";
  private static final String WEDNESDAY = "Wed, 14 Aug 2013 09:38:56 +0000";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MD5    | ''     | MC4wNTc4NTEwMCAxMzc2NDczMTM2             | Wed, 14 Aug 2013 09:38:56 +0000 | X3WmzrQFDaAtBvHTnoLSg6vyFuE=
          MD5    | ''     | MC42NDE2OTQwMCAxNTAwOTEwMjM4             | Mon, 24 Jul 2017 17:30:38 +0200 | 3380nSjvFIiiLRX9zFmNIcLHmGE=
          MD5    | conan2 | MC42NDE3NjMwMCAxNTAwOTEwMjM4             | Mon, 24 Jul 2017 17:30:38 +0200 | nGyVm65soPgm9W7VXUJnJfT2e1s=
          MD5    | pàss€  | 00112233445566778899aabbccddeeff00112233 | Wed, 14 Aug 2013 09:38:56 +0000 | J8r2FgXusicArdO5/SDEwyAol2s=
          MD5    | pàss€  | 00112233445566778899aabbccddeeff00112233 | Wed, 14 Aug 2013 09:38:56 +0000 | 5DnMkBUNQalIxbWNKHUupuykKH8=
          SHA1   | pàss€  | 00112233445566778899aabbccddeeff00112233 | Wed, 14 Aug 2013 09:38:56 +0000 | JVs3MuMLPkRwHW9oUzOQxq7V+eY=
          SHA256 | pàss€  | 00112233445566778899aabbccddeeff00112233 | Wed, 14 Aug 2013 09:38:56 +0000 | J+8/7ltYRmDMDEM1PdRQZymgzRk=
          OASIS  | userpassword    | LKqI6G/AikKCQrN0zqZFlg== | 2010-09-16T07:50:45Z      | tuOSpGlFlIXsozq4HFNeeGeFLEI=
          OASIS  | vM3s1hKVMy6zBOn | 2FW1CIo2ZUOJmSjVRcJZlQ== | 2019-02-12T12:34:12.110Z  | wM9xjA92wCw+QcQI1urjZ6B8+LQ=
          OASIS  | geheim          | bW9ja2VkLXJhbmRvbQ==     | 2016-05-08T12:00:00+00:00 | hVicspAQSg70JNhe67OHqD9gexc=
          OASIS  | Ernie           | 9mdsYDCrjjYRur0rxzYt2oD7 | 2006-06-01T23:48:42Z      | kwNstEaiFOrI7B31j7GuETYvdgk=
          """)
  void thePublishedVectorsHold(
      DigestRule rule, String password, String nonce, String created, String digest) {
    assertTrue(digests(Set.of(rule), nonce, created, password).contains(digest));
    assertTrue(digests(EnumSet.allOf(DigestRule.class), nonce, created, password).contains(digest));
    var others = EnumSet.complementOf(EnumSet.of(rule));
    if (password.isEmpty()) { // whose secret is the same whatever the hash
      others.removeAll(Set.of(DigestRule.SHA1, DigestRule.SHA256));
    }
    assertFalse(digests(others, nonce, created, password).contains(digest));
    assertFalse(digests(Set.of(rule), nonce, created, password + "x").contains(digest));
  }

  @Test
  void thePlainRuleHashesThePasswordItselfInEitherCharset() {
    // printf '%s%s%b' NONCE CREATED 'p\xe0ss\x80' | openssl sha1 -binary | base64; then in UTF-8
    assertEquals(
        Set.of("m++BOxaLRcW74uB3v0ULIa3bfKQ=", "T7tYrRvq0BWjzyE6wrb7xbRMgCc="),
        Set.copyOf(digests(Set.of(DigestRule.PLAIN), HEX, WEDNESDAY, "pàss€")));
  }

  @Test
  void anImportedSecretServesNoutsOwnRuleAlone() {
    // Base64 of the MD5 of "conan2"
    var secret = new DigestSecret.Nout(Secret.of("sZCxZZIvLYEvYV2uYFZI0g=="));
    String nonce = "MC42NDE3NjMwMCAxNTAwOTEwMjM4";
    String created = "Mon, 24 Jul 2017 17:30:38 +0200";
    assertEquals(
        List.of("nGyVm65soPgm9W7VXUJnJfT2e1s="),
        encoded(new NoutFormula(nonce, created, EnumSet.allOf(DigestRule.class)).digests(secret)));
    assertEquals(
        List.of(),
        encoded(
            new NoutFormula(nonce, created, EnumSet.complementOf(EnumSet.of(DigestRule.MD5)))
                .digests(secret)));
  }

  @Test
  void aPasswordBeyondWindows1252IsNotReplacedByQuestionMarks() {
    assertEquals(1, digests(Set.of(DigestRule.MD5), HEX, WEDNESDAY, "пароль").size());
    assertFalse(
        digests(Set.of(DigestRule.MD5), HEX, WEDNESDAY, "пароль")
            .contains(digests(Set.of(DigestRule.MD5), HEX, WEDNESDAY, "??????").getFirst()));
  }

  @ParameterizedTest
  @CsvSource({
    "LKqI6G/AikKCQrN0zqZFlg==, true", // canonical
    "LKqI6G/AikKCQrN0zqZFlh==, false", // bits beyond the last octet
    "LKqI6G/AikKCQrN0zqZFlg, false", // without its padding
    "LKqI6G/AikKCQrN0zqZFlg=, false",
    "147852369azerty, false", // no Base64
    "00112233445566778899aabbccddeeff00112233, true", // hex digits are Base64 too
  })
  void theOasisRuleTakesCanonicalBase64Only(String nonce, boolean taken) {
    Set<DigestRule> oasis = Set.of(DigestRule.OASIS);
    assertEquals(taken, NoutFormula.fits(nonce, oasis));
    assertEquals(taken ? 1 : 0, digests(oasis, nonce, WEDNESDAY, "Ernie").size());
    assertTrue(NoutFormula.fits(nonce, Set.of(DigestRule.OASIS, DigestRule.MD5)));
  }

  @Test
  void textMovedFromCreatedIntoTheNonceLeavesTheDigest() {
    String shifted = HEX + "Wed, ";
    assertEquals(
        digests(Set.of(DigestRule.MD5), HEX, WEDNESDAY, "conan2"),
        digests(Set.of(DigestRule.MD5), shifted, "14 Aug 2013 09:38:56 +0000", "conan2"));
  }

  private static List<String> digests(
      Set<DigestRule> rules, String nonce, String created, String password) {
    return encoded(
        new NoutFormula(nonce, created, rules)
            .digests(new DigestSecret.Clear(Secret.of(password))));
  }

  private static List<String> encoded(List<byte[]> digests) {
    return digests.stream().map(Base64.getEncoder()::encodeToString).toList();
  }
}
