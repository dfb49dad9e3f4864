package dev.jeton.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.audit.AuditEvent;
import dev.jeton.config.InEffect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunningTest {
  private static final Running RUNNING =
      new Running(
          "0.1.0",
          4711,
          "https://localhost:8443",
          Optional.of("http://localhost:8052"),
          "https://localhost:9000");

  @Test
  void theReadyLineIsWhatScriptsWaitFor() {
    String line = "Jeton 0.1.0 is ready: https://localhost:8443 http://localhost:8052 data ./data";
    assertEquals(line, RUNNING.readyLine(Path.of("data")));
    assertEquals(line, RUNNING.readyLine(Path.of("./data")));
  }

  @Test
  void aFolderElsewhereStandsInTheReadyLineAsItIs() {
    var secureOnly =
        new Running("0.1.0", 1, "https://a:1", Optional.empty(), "https://localhost:9000");
    assertEquals(
        "Jeton 0.1.0 is ready: https://a:1 data /var/lib/jeton",
        secureOnly.readyLine(Path.of("/var/lib/jeton")));
    assertEquals(
        "Jeton 0.1.0 is ready: https://a:1 data ../data", secureOnly.readyLine(Path.of("../data")));
  }

  @Test
  void serverJsonTellsAllOfIt() {
    assertEquals(
        "{\"version\":\"0.1.0\",\"pid\":4711,\"https\":\"https://localhost:8443\","
            + "\"http\":\"http://localhost:8052\",\"admin\":\"https://localhost:9000\"}",
        RUNNING.document().json());
    assertEquals(Optional.of(RUNNING), Running.of(RUNNING.document()));
  }

  @Test
  void theAuditTrailTellsWhatStartedAndByWhichConfiguration() {
    Instant now = Instant.parse("2026-11-20T10:00:00Z");
    var configuration = new InEffect("ab12", List.of("https.port", "vz.lifetime"));
    assertEquals(
        new AuditEvent(
            now,
            AuditEvent.Kind.SERVER_STARTED,
            Map.of(
                "version",
                "0.1.0",
                "java",
                Runtime.version().toString(),
                "https",
                "https://localhost:8443",
                "http",
                "http://localhost:8052",
                "admin",
                "https://localhost:9000",
                "configuration",
                "ab12",
                "changed",
                "https.port, vz.lifetime")),
        RUNNING.started(configuration, now));
    assertEquals(
        new AuditEvent(now, AuditEvent.Kind.SERVER_STOPPED, Map.of("version", "0.1.0")),
        RUNNING.stopped(now));
  }
}
