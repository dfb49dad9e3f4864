package dev.jeton.account;

import java.util.Set;

/**
 * For whom an account may act.
 *
 * @param all everyone, whom {@code *} stands for
 * @param names these accounts
 */
public record Permission(boolean all, Set<String> names) {
  public static final Permission NOBODY = new Permission(false, Set.of());

  public Permission {
    names = Set.copyOf(names);
  }

  public boolean allows(String name) {
    return all || names.contains(name);
  }

  public boolean isNobody() {
    return !all && names.isEmpty();
  }
}
