package dev.jeton.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key of the configuration.
 *
 * @param name lower-case words joined by dashes, after a section and a dot, or two
 * @param preset its value unless one is given
 * @param meaning one sentence, for the reference page
 */
record Key<T>(String name, Type<T> type, T preset, String meaning) {
  private static final String WORDS = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final Pattern NAME = Pattern.compile(WORDS + "(\\." + WORDS + "){0,2}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is not made as names are
   */
  Key {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a key: " + name);
    }
  }

  /** The name of the environment variable that sets what this name names. */
  static String variable(String name) {
    return "JETON_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The default as it would be written. */
  String written() {
    return type.write(preset);
  }
}
