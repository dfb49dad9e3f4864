package dev.jeton.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.Arrays;

/**
 * Puts names that a caller offers into filters and DNs. They are data there and never syntax: the
 * library encodes them (RFC 4515 and RFC 4514).
 */
final class Names {
  private static final int LONGEST = 256;

  private Names() {}

  /** Whether a person can be called that; no directory is asked for other names. */
  static boolean isPlausible(String login) {
    return !login.isBlank()
        && login.codePointCount(0, login.length()) <= LONGEST
        && login.codePoints().noneMatch(c -> Character.isISOControl(c) || isLoneSurrogate(c));
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** The filter with the value in its place. */
  static Filter filter(String template, String placeholder, String value) throws LDAPException {
    return Filter.create(template.replace(placeholder, Filter.encodeValue(value)));
  }

  /** Whether the name that a person binds by is a DN, and no user principal name. */
  static boolean isDn(String direct) {
    return DN.isValidDN(direct);
  }

  /** The DN with the name in its place, however it is spelt. */
  static String dn(String template, String login) throws LDAPException {
    RDN[] parts =
        Arrays.stream(new DN(template).getRDNs())
            .map(part -> filled(part, login))
            .toArray(RDN[]::new);
    return new DN(parts).toString();
  }

  private static RDN filled(RDN part, String login) {
    return new RDN(
        part.getAttributeNames(),
        Arrays.stream(part.getAttributeValues())
            .map(value -> value.replace(Finding.NAME, login))
            .toArray(String[]::new));
  }

  /** A value of the first part of a DN: of {@code cn=erp,ou=groups} it is {@code erp}. */
  static String first(DN dn) {
    Attribute[] attributes = dn.getRDN() == null ? new Attribute[0] : dn.getRDN().getAttributes();
    return attributes.length == 0 ? "" : attributes[0].getValue();
  }

  static void requireDn(String text) {
    if (!DN.isValidDN(text)) {
      throw new IllegalArgumentException("want a DN, such as ou=people,dc=example,dc=org");
    }
  }

  static void requireFilter(String template) {
    requireFilter(template, Finding.NAME);
  }

  static void requireFilter(String template, String placeholder) {
    if (!template.contains(placeholder)) {
      throw new IllegalArgumentException("want a filter with " + placeholder + " in it");
    }
    try {
      filter(template, placeholder, "x");
    } catch (LDAPException e) {
      throw new IllegalArgumentException(
          "want a filter such as (&(objectClass=person)(uid={name}))", e);
    }
  }

  static void requireDirect(String template) {
    boolean principal = template.startsWith(Finding.NAME + "@") && !template.contains("=");
    if (!template.contains(Finding.NAME) || !(principal || isDn(template))) {
      throw new IllegalArgumentException(
          "want a DN such as uid={name},ou=people,dc=example,dc=org, or {name}@example.org");
    }
  }
}
