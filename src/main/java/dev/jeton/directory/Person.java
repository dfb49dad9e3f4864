package dev.jeton.directory;

import com.unboundid.ldap.sdk.Entry;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's entry in the directory.
 *
 * @param groups DNs of those that the person is in
 */
record Person(Entry entry, List<String> groups) {
  Person {
    groups = List.copyOf(groups);
  }

  String dn() {
    return entry.getDN();
  }

  List<String> values(String attribute) {
    String[] values = entry.getAttributeValues(attribute);
    return values == null ? List.of() : List.of(values);
  }

  /** The values of an attribute, if one is configured; none if not. */
  List<String> values(Optional<String> attribute) {
    return attribute.map(this::values).orElse(List.of());
  }
}
