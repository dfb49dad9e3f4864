package dev.jeton.app;

import dev.jeton.audit.AuditEvent;
import dev.jeton.config.InEffect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a running server says of itself, to people, programs and auditors: addresses are like {@code
 * https://localhost:8443}, with the ports that it really got.
 *
 * @param http empty if it has no plain listener
 * @param admin the admin API's
 */
public record Running(String version, long pid, String https, Optional<String> http, String admin) {

  /** The one line for people; a relative folder starts with a dot, so that it reads as one. */
  String readyLine(Path data) {
    boolean plain = !data.isAbsolute() && !data.startsWith(".") && !data.startsWith("..");
    return "Jeton %s is ready: %s %sdata %s"
        .formatted(
            version,
            https,
            http.map(address -> address + " ").orElse(""),
            plain ? Path.of(".").resolve(data) : data);
  }

  /**
   * As the audit trail has it, when it began to serve.
   *
   * @param configuration by which it serves
   */
  AuditEvent started(InEffect configuration, Instant now) {
    return AuditEvent.of(
        now,
        AuditEvent.Kind.SERVER_STARTED,
        "version",
        version,
        "java",
        Runtime.version().toString(),
        "https",
        https,
        "http",
        http.orElse(""),
        "admin",
        admin,
        "configuration",
        configuration.digest(),
        "changed",
        String.join(", ", configuration.changed()));
  }

  /** The same, when it ceased to. */
  AuditEvent stopped(Instant now) {
    return AuditEvent.of(now, AuditEvent.Kind.SERVER_STOPPED, "version", version);
  }

  /** As {@code server.json} has it. */
  public Document document() {
    var members = new LinkedHashMap<String, Object>();
    members.put("version", version);
    members.put("pid", pid);
    members.put("https", https);
    http.ifPresent(address -> members.put("http", address));
    members.put("admin", admin);
    return new Document(members);
  }

  /** Empty if it lacks something, so that no server of ours can have written it. */
  static Optional<Running> of(Document document) {
    Map<String, Object> members = document.members();
    return members.get("version") instanceof String version
            && members.get("pid") instanceof Long pid
            && members.get("https") instanceof String https
            && members.get("admin") instanceof String admin
        ? Optional.of(new Running(version, pid, https, document.text("http"), admin))
        : Optional.empty();
  }
}
