package dev.jeton.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happened. It never holds a secret, a request target or a body.
 *
 * @param detail short facts by name, in the order they were given: dialect, actor, cause, …
 */
public record AuditEvent(Instant at, Kind kind, Map<String, String> detail) {

  /** What kinds of things are recorded. */
  public enum Kind {
    LOGIN_GRANTED,
    LOGIN_REFUSED,
    SESSION_ENDED,
    END_REFUSED,
    REQUEST_REFUSED,
    ACCOUNT_ADDED,
    ACCOUNT_CHANGED,
    ACCOUNT_REMOVED,
    KEY_ISSUED,
    KEY_IMPORTED,
    KEY_REVOKED,
    ADMIN_REFUSED,
    CERTIFICATE_RENEWED,
    CERTIFICATE_REFUSED,
    CERTIFICATE_EXPIRING
  }

  public AuditEvent {
    detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
  }

  /** An event from names and values in turn; empty values are left out. */
  public static AuditEvent of(Instant at, Kind kind, String... namesAndValues) {
    var detail = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        detail.put(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return new AuditEvent(at, kind, detail);
  }

  /** This event with more facts; empty ones are left out. */
  public AuditEvent and(Map<String, String> more) {
    var all = new LinkedHashMap<>(detail);
    more.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            all.put(name, value);
          }
        });
    return new AuditEvent(at, kind, all);
  }
}
