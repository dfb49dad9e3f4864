package dev.jeton.account.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nulabinc.zxcvbn.StandardDictionaries;
import dev.jeton.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords may be set. */
final class PasswordPolicyTest {
  private static final PolicyConfig HOUSE =
      new PolicyConfig(8, Set.of("Jeton", "Große Mühle", "kg"), Optional.empty());

  private static Judgement judge(PolicyConfig config, String name, String password)
      throws IOException {
    return PasswordPolicy.of(config).judge(name, Secret.of(password));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          seven77,                     the password has fewer than 8 characters
          '',                          the password has fewer than 8 characters
          😀😀😀😀😀😀😀,              the password has fewer than 8 characters
          password,                    the password is one of the most common ones
          PassWord1,                   the password is one of the most common ones
          trustno1,                    the password is one of the most common ones
          anna.smith,                  the password contains the account's name
          my-ANNA.Smith-9,             the password contains the account's name
          ａｎｎａ.ｓｍｉｔｈ-99,      the password contains the account's name
          mein jETON 2026,             the password contains a word of password.refused-words
          an der große mühle,          the password contains a word of password.refused-words
          """)
  void aRuleThatIsBrokenIsTold(String password, String why) throws IOException {
    assertEquals(new Judgement.Weak(why), judge(HOUSE, "Anna.Smith", password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eightchr",
        "😀😁😂😃😄😅😆😇",
        "        ",
        "12 kg of apples",
        "annasmith-9",
        "nothing of either kind",
        "é ž € ‹ & + = <"
      })
  void whatBreaksNoneIsTakenWhateverItIsMadeOf(String password) throws IOException {
    assertEquals(new Judgement.Good(), judge(HOUSE, "Anna.Smith", password));
  }

  @Test
  void aLongPasswordIsTaken() throws IOException {
    for (int length : List.of(64, 65, 1000, 100_000)) {
      assertEquals(new Judgement.Good(), judge(HOUSE, "anna", "xq".repeat(length / 2 + 1)));
    }
  }

  @Test
  void aShortNameIsInManyPasswordsAndMustNotBeAllOfOne() throws IOException {
    assertEquals(new Judgement.Good(), judge(HOUSE, "bo", "a bottle of it"));
    var short1 = new PolicyConfig(1, Set.of(), Optional.empty());
    assertEquals(
        new Judgement.Weak("the password contains the account's name"), judge(short1, "Bo", "bO"));
  }

  @Test
  void theLeastLengthIsWhatIsConfigured() throws IOException {
    var fifteen = new PolicyConfig(15, Set.of(), Optional.empty());
    assertEquals(
        new Judgement.Weak("the password has fewer than 15 characters"),
        judge(fifteen, "anna", "fourteen chars"));
    assertEquals(new Judgement.Good(), judge(fifteen, "anna", "fifteen charact"));
    assertThrows(
        IllegalArgumentException.class, () -> new PolicyConfig(0, Set.of(), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class, () -> new PolicyConfig(65, Set.of(), Optional.empty()));
  }

  /** ASVS 6.2.4 asks for the 3,000 commonest of those that the policy would let in. */
  @Test
  void thousandsOfCommonPasswordsOfTheLeastLengthAreRefused() throws IOException {
    PasswordPolicy policy = PasswordPolicy.of(PolicyConfig.DEFAULT);
    var weak = new Judgement.Weak("the password is one of the most common ones");
    long refused =
        StandardDictionaries.PASSWORDS_LOADER.load().getRankedDictionary().keySet().stream()
            .filter(password -> policy.judge("x", Secret.of(password)).equals(weak))
            .count();
    assertEquals(11_611, refused);
  }

  @Test
  void aBreachedPasswordIsRefused(@TempDir Path folder) throws IOException {
    // SHA-1 of "correct horse battery staple" and of two others around it.
    Path file =
        Files.writeString(
            folder.resolve("sha1.txt"),
            """
            ABF7AAD6438836DBE526AA231ABDE2D0EEF74D41
            ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42:216
            ABF7AAD6438836DBE526AA231ABDE2D0EEF74D43
            """);
    var config = new PolicyConfig(8, Set.of(), Optional.of(file));
    assertEquals(
        new Judgement.Weak("the password is known from a breach"),
        judge(config, "anna", "correct horse battery staple"));
    assertEquals(new Judgement.Good(), judge(config, "anna", "correct horse battery stable"));
  }

  @Test
  void aFileThatIsGoneMakesNoPasswordGood(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sha1.txt"), "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42:216\n");
    PasswordPolicy policy = PasswordPolicy.of(new PolicyConfig(8, Set.of(), Optional.of(file)));
    Files.delete(file);
    assertEquals(
        new Judgement.Unknown(
            "password.breached-file: " + file + " can't be used: there is no such file"),
        policy.judge("anna", Secret.of("nothing of any kind")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "hello\n",
        "ABF7AAD6438836DBE526AA231ABDE2D0\n", // NTLM, the corpus' other kind
        "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42;216\n",
        "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42 216\n",
      })
  void aFileOfAnotherKindRefusesTheStart(String text, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("sha1.txt"), text);
    var config = new PolicyConfig(8, Set.of(), Optional.of(file));
    IOException refused = assertThrows(IOException.class, () -> PasswordPolicy.of(config));
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith("password.breached-file: " + file + " can't be used: "),
        refused::toString);
  }
}
