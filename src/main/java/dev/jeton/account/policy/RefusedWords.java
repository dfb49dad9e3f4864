package dev.jeton.account.policy;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Neither the account's name nor a refused word within the password, whatever the case of their
 * letters and however these are composed. A short word, which chance puts into good passwords too,
 * must not be all of it.
 */
final class RefusedWords implements Rule {
  /** From so many characters on, a word must not be contained. */
  static final int LONG = 4;

  private final Set<String> words;

  RefusedWords(Set<String> words) {
    this.words = words.stream().map(RefusedWords::plain).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Judgement judge(String name, String password) {
    String plain = plain(password);
    if (holds(plain, plain(name))) {
      return new Judgement.Weak("the password contains the account's name");
    }
    return words.stream().anyMatch(word -> holds(plain, word))
        ? new Judgement.Weak("the password contains a word of password.refused-words")
        : new Judgement.Good();
  }

  private static boolean holds(String password, String word) {
    return word.codePointCount(0, word.length()) < LONG
        ? password.equals(word)
        : password.contains(word);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
