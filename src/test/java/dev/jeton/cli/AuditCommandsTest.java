package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jeton audit} over the trail of a server that has stopped. */
final class AuditCommandsTest {
  private static final String LOGIN = "/Api/Vo/V1/?action=token&username=";

  @TempDir private static Path data;
  private static String token = "";

  @BeforeAll
  static void live() throws Exception {
    try (var server = ServerProcess.start(data)) {
      server.jeton(
          "s3cret-line\n", "account", "add", "anna", "--dialect", "vz", "--password-stdin");
      token = server.get(LOGIN + "anna&password=s3cret-line").replaceAll(".*\"token\":\"|\".*", "");
      server.get(LOGIN + "anna&password=wrong");
      server.get(LOGIN + "%3D1%2B1&password=wrong");
      server.jeton("", "session", "end-all", "--account", "anna");
      assertTrue(server.stop());
    }
  }

  private static Run audit(String... arguments) {
    var all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return Run.of("", all.toArray(String[]::new));
  }

  private static List<String> kinds(Run run) {
    return run.out().lines().map(line -> line.split(" ", 3)[1]).toList();
  }

  @Test
  void aStopIsTheLastOfAnIntactTrail() {
    Run verified = audit("verify");
    assertEquals(0, verified.exitCode(), verified.out());
    assertTrue(verified.out().startsWith("intact: "), verified.out());
    assertEquals(List.of("server-stopped"), kinds(audit("tail", "-n", "1")));
    assertTrue(audit("verify", "--json").json().json().contains("\"intact\":true"));
  }

  @Test
  void eventsAreFoundByWhatTheyTell() {
    assertEquals(
        List.of("account-added", "login-granted", "login-refused", "session-ended"),
        kinds(audit("search", "--account", "anna")));
    assertEquals(List.of("login-granted"), kinds(audit("search", "--kind", "login-granted")));
    assertEquals(
        3, kinds(audit("search", "--kind", "login-refused", "--kind", "login-granted")).size());
    assertEquals(
        List.of("account-added"), kinds(audit("search", "--account", "anna", "--limit", "1")));
    assertEquals(4, kinds(audit("search", "--dialect", "vz")).size());
    assertEquals("", audit("search", "--to", "2026-01-01").out());
    assertEquals("", audit("search", "--from", "2100-01-01T00:00:00Z").out());
    Run refused = audit("search", "--kind", "login-refused", "--account", "anna");
    assertTrue(refused.out().contains(" cause=wrong-credential request="), refused.out());
    assertTrue(refused.out().contains(" address=127.0.0.1"), refused.out());
    String request = refused.out().replaceAll("(?s).* request=| .*", "");
    assertEquals(refused.out(), audit("search", "--request", request).out());
    Run added = audit("search", "--kind", "account-added", "--account", "anna");
    assertTrue(added.out().contains("actor=admin account=anna"), added.out());
    assertTrue(added.out().contains("address=127.0.0.1"), added.out());
    assertEquals(
        1,
        audit("search", "--kind", "login-granted", "--json")
            .out()
            .lines()
            .filter(line -> line.startsWith("{\"line\":"))
            .count());
  }

  @Test
  void aStartTellsWhichConfigurationIsInEffect() {
    String started = audit("search", "--kind", "server-started").out();
    assertTrue(started.matches("(?s).* configuration=[0-9a-f]{64} .*"), started);
    assertTrue(started.contains("https.port"), started);
  }

  @Test
  void noTokenAndNoPasswordIsInIt() {
    assertTrue(token.length() > 30, token);
    String all = audit("export").out();
    assertTrue(!all.contains(token) && !all.contains("s3cret-line"), all);
  }

  @Test
  void anExportIsATableInWhichNothingIsAFormula() {
    List<String> rows = audit("export", "--format", "csv").out().lines().toList();
    assertEquals(
        "line,event,time,kind,dialect,actor,subject,customer,account,session,address,cause,detail",
        rows.getFirst());
    String refused = rows.stream().filter(row -> row.contains("1+1")).findAny().orElseThrow();
    assertTrue(refused.contains(",vz,'=1+1,"), refused);
  }

  @Test
  void anExportGoesToANewFileAlone(@TempDir Path to) throws IOException {
    Path file = to.resolve("trail.jsonl");
    assertEquals(0, audit("export", "--out", file.toString()).exitCode());
    assertEquals(audit("export").out(), Files.readString(file));
    assertEquals(1, audit("export", "--out", file.toString()).exitCode());
  }

  @Test
  void aHeadThatWasKeptIsVerified(@TempDir Path copy) throws IOException {
    String head = audit("head").out().strip();
    assertEquals(0, audit("verify", "--head", head).exitCode());
    Path audit = copy.resolve("audit");
    Files.createDirectories(audit.resolve("keys"));
    for (Path key : files(data.resolve("audit/keys"))) {
      Files.copy(key, audit.resolve("keys").resolve(key.getFileName()));
    }
    Path trail = files(data.resolve("audit")).getFirst();
    List<String> lines = Files.readAllLines(trail);
    Files.write(audit.resolve(trail.getFileName()), lines.subList(0, 3));
    Run cut = Run.of("", "audit", "verify", "--head", head, "--data", copy.toString());
    assertEquals(1, cut.exitCode(), cut.out());
    assertTrue(cut.out().contains("before the line of the head that was kept"), cut.out());
    Run forged = Run.of("", "audit", "verify", "--head", head + "A", "--data", data.toString());
    assertEquals(1, forged.exitCode(), forged.out());
    assertEquals(2, audit("verify", "--head", "x").exitCode());
  }

  @Test
  void aChangeIsToldWithItsFileAndLine(@TempDir Path copy) throws IOException {
    Path audit = Files.createDirectories(copy.resolve("audit"));
    Path trail = files(data.resolve("audit")).getFirst();
    List<String> lines = Files.readAllLines(trail);
    lines.set(2, lines.get(2).replace("anna", "otto"));
    lines.set(3, lines.get(3).replace("anna", "otto"));
    Files.write(audit.resolve(trail.getFileName()), lines);
    Run verified =
        Run.of("", "audit", "verify", "--data", copy.toString(), "--keys", data + "/audit/keys");
    assertEquals(1, verified.exitCode());
    assertTrue(
        verified.out().startsWith(trail.getFileName() + ", line 4: the line was changed")
            || verified.out().startsWith(trail.getFileName() + ", line 3: the line was changed"),
        verified.out());
  }

  @Test
  void wrongUseIsTold() {
    assertEquals(2, audit("search", "--kind", "nope").exitCode());
    assertEquals(2, audit("search", "--from", "yesterday").exitCode());
    Run nowhere = Run.of("", "audit", "tail", "--data", data + "/none");
    assertEquals(1, nowhere.exitCode());
    assertEquals("jeton: there is no audit trail in " + data + "/none\n", nowhere.err());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
