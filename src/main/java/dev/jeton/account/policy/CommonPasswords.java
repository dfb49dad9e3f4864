package dev.jeton.account.policy;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/**
 * None of the most common passwords, whatever the case of their letters: zxcvbn's list of 30,000,
 * of which 11,611 have eight characters or more. Its score is not asked: it can't be told in a
 * sentence, and takes seconds for a thousand characters.
 */
final class CommonPasswords implements Rule {
  /** Read when it is first needed, since most servers start and never set a password. */
  private static final class Known {
    static final Set<String> LOWER_CASE = read();

    private static Set<String> read() {
      try {
        return Set.copyOf(
            StandardDictionaries.PASSWORDS_LOADER.load().getRankedDictionary().keySet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public Judgement judge(String name, String password) {
    return Known.LOWER_CASE.contains(password.toLowerCase(Locale.ROOT))
        ? new Judgement.Weak("the password is one of the most common ones")
        : new Judgement.Good();
  }
}
