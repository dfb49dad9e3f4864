package dev.jeton.directory;

/**
 * A directory, and what of it is brought over.
 *
 * @param name by which accounts name it
 * @param provision whether those whom it proves get an account, which follows it from then on
 */
public record LdapConfig(
    String name,
    Servers servers,
    Bounds bounds,
    Finding finding,
    boolean provision,
    Mapping mapping) {
  /**
   * Checks that accounts can be made, if they shall.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  public LdapConfig {
    if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new IllegalArgumentException(
          "a directory's name is lower-case letters, digits and dashes, 32 at the most");
    }
    if (provision && finding.base().isEmpty() && !finding.direct().map(Names::isDn).orElse(false)) {
      throw new IllegalArgumentException(
          "to make accounts, a directory needs directory.base: without it there is no entry to read");
    }
    if (provision && !mapping.givesDialects()) {
      throw new IllegalArgumentException(
          "to make accounts, a directory needs to say for which dialects: set directory.dialects,"
              + " directory.dialects-attribute or a rule that gives one");
    }
  }
}
