package dev.jeton.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is wrong with a configuration, or will be soon.
 *
 * @param key the key that it is about; empty if it is about none, such as an error of syntax
 * @param what in words, without the value of a secret
 */
public record Problem(Origin origin, Optional<String> key, String what) {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::origin, Origin.ORDER)
          .thenComparing(problem -> problem.key().orElse(""));

  /**
   * {@code FILE:LINE: key: what is wrong}, or a variable or an option in place of the line; without
   * control characters, whatever the key is called.
   */
  @Override
  public String toString() {
    String line = origin + ": " + key.map(name -> name + ": ").orElse("") + what;
    return CONTROL.matcher(line).replaceAll("\uFFFD");
  }
}
