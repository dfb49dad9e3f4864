package dev.jeton.session;

import java.util.Map;
import java.util.Optional;

/** What the core knows of each dialect, by its name. */
record Policies(Map<String, SessionPolicy> byDialect) {
  Policies {
    byDialect = Map.copyOf(byDialect);
  }

  /** That of a dialect's own command; there is one, or the server is put together wrongly. */
  SessionPolicy of(Command command) {
    SessionPolicy policy = byDialect.get(command.dialect());
    if (policy == null) {
      throw new IllegalStateException("no policy for dialect " + command.dialect());
    }
    return policy;
  }

  /** Empty for what is no dialect, such as a surface by which any session is asked about. */
  Optional<SessionPolicy> find(String dialect) {
    return Optional.ofNullable(byDialect.get(dialect));
  }
}
