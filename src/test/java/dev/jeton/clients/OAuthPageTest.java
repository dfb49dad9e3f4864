package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import dev.jeton.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/oauth.md, as a reader would paste them one after the other. */
final class OAuthPageTest {
  private static final Path PAGE = Path.of("docs/oauth.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String END = "== end of a block ==";

  @TempDir private Path folder;

  @Test
  void theExamplesDoWhatTheySay() throws Exception {
    List<String> blocks =
        BLOCK.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
    assertTrue(blocks.size() > 6, "found " + blocks.size());
    try (var server = ServerProcess.start(folder.resolve("data"))) {
      accountsOfTheDemo(server);
      String script =
          blocks.stream()
              .map(block -> block + "printf '\\n" + END + "\\n'\n")
              .collect(Collectors.joining())
              .replace("demo-data/tls/ca.pem", server.authority().toString())
              .replace("https://localhost:8443", server.https());
      Program bash = Program.run(script, List.of("bash", "-eu"));
      assertEquals(0, bash.exitCode(), bash::toString);
      String[] told = bash.out().split("\n" + END + "\n", -1);
      for (int i = 0; i < blocks.size(); i++) {
        String expected =
            blocks
                .get(i)
                .lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
        assertEquals(
            masked(expected),
            masked(told[i].strip().replace(server.https(), "https://localhost:8443")));
      }
    }
  }

  private static void accountsOfTheDemo(ServerProcess server) {
    done(
        server.jeton(
            "demo-password\n",
            "account",
            "add",
            "demo",
            "--dialect",
            "vz",
            "--password-stdin",
            "--allow-weak"));
    done(
        server.jeton(
            "demo-secret\n",
            "client",
            "add",
            "gateway",
            "--secret-stdin",
            "--allow-weak",
            "--grant",
            "client-credentials",
            "--grant",
            "token-exchange",
            "--grant",
            "refresh-token",
            "--scope",
            "read",
            "--scope",
            "write",
            "--audience",
            "https://api.example.org"));
  }

  /** What differs in every run. */
  private static String masked(String text) {
    return text.replaceAll("(_token|\"jti)\":\"[^\"]+", "$1\":\"SOME")
        .replaceAll("\\d{10}", "TIME");
  }

  private static void done(Run run) {
    assertEquals(0, run.exitCode(), run::toString);
  }
}
