package dev.jeton.directory;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the entry of a person is found, and by what name its owner binds.
 *
 * @param service the name of the service account that looks for entries; without one, it is looked
 *     for anonymously
 * @param servicePassword the file that holds that account's
 * @param base below which entries are; needed to search
 * @param filter finds the entry, with {@code {name}} where the login's name belongs
 * @param direct a name to bind by without a search before, with {@code {name}} in it: a DN, or what
 *     Active Directory calls a user principal name
 */
public record Finding(
    Optional<String> service,
    Optional<Path> servicePassword,
    Optional<String> base,
    String filter,
    Optional<String> direct) {
  static final String NAME = "{name}";

  /**
   * Checks that what belongs together is there, and well formed.
   *
   * @throws IllegalArgumentException that says what is not
   */
  public Finding {
    if (service.isPresent() != servicePassword.isPresent()) {
      throw new IllegalArgumentException("a service account and its password go together");
    }
    if (base.isEmpty() && direct.isEmpty()) {
      throw new IllegalArgumentException(
          "a directory needs directory.base to search, or directory.direct to bind without");
    }
    base.ifPresent(Names::requireDn);
    Names.requireFilter(filter);
    direct.ifPresent(Names::requireDirect);
  }
}
