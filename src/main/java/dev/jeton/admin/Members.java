package dev.jeton.admin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object being put together, in the order in which its members are to stand. */
final class Members {
  private final Map<String, Object> members = new LinkedHashMap<>();

  Members put(String name, Object value) {
    members.put(name, value);
    return this;
  }

  Members remove(String name) {
    members.remove(name);
    return this;
  }

  Members putAll(Map<String, Object> more) {
    members.putAll(more);
    return this;
  }

  /** Leaves the member out if there is no value. */
  Members put(String name, Optional<?> value) {
    value.ifPresent(present -> members.put(name, present));
    return this;
  }

  Map<String, Object> map() {
    return Collections.unmodifiableMap(members);
  }
}
