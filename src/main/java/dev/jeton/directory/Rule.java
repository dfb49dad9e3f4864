package dev.jeton.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;

/**
 * What people get by a group or an attribute, written {@code group:erp -> dialect:nout} or {@code
 * department=Sales -> act-for:*}.
 *
 * @param attribute whose value is compared, without regard to case; empty for a group
 * @param value of that attribute; or a group's DN, or its name alone
 */
public record Rule(String attribute, String value, String given) {
  private static final String ARROW = "->";
  private static final String GROUP = "group:";

  /**
   * Checks what is given.
   *
   * @throws IllegalArgumentException if it is no grant
   */
  public Rule {
    Grant _ = Grant.parse(given);
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException that says how one looks
   */
  public static Rule parse(String text) {
    int arrow = text.lastIndexOf(ARROW);
    String condition = text.substring(0, Math.max(0, arrow)).strip();
    String given = text.substring(arrow + ARROW.length()).strip();
    int equals = condition.indexOf('=');
    boolean group = condition.startsWith(GROUP);
    String value = group ? condition.substring(GROUP.length()) : condition.substring(equals + 1);
    if (arrow < 0 || value.isBlank() || (!group && equals < 1)) {
      throw new IllegalArgumentException(
          "want a rule such as group:erp -> dialect:nout or department=Sales -> act-for:*");
    }
    return new Rule(group ? "" : condition.substring(0, equals).strip(), value.strip(), given);
  }

  boolean isOfGroup() {
    return attribute.isEmpty();
  }

  Grant grant() {
    return Grant.parse(given);
  }

  boolean appliesTo(Person person) {
    return isOfGroup()
        ? person.groups().stream().anyMatch(this::isGroup)
        : person.values(attribute).stream().anyMatch(value::equalsIgnoreCase);
  }

  private boolean isGroup(String group) {
    try {
      DN dn = new DN(group);
      return value.contains("=")
          ? dn.equals(new DN(value))
          : Names.first(dn).equalsIgnoreCase(value);
    } catch (LDAPException _) {
      return group.equalsIgnoreCase(value); // some directories name groups by a plain word
    }
  }

  /** As it would be written. */
  @Override
  public String toString() {
    return (isOfGroup() ? GROUP + value : attribute + "=" + value) + " " + ARROW + " " + given;
  }
}
