package dev.jeton.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a running server says of itself in {@code server.json}: addresses are like {@code
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

  /** As JSON has it. */
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
