package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.app.Document;
import dev.jeton.http.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands do without a server: help, wrong use, and saying that there is none. */
final class WrongUseTest {
  @TempDir private Path data;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frobnicate",
        "account",
        "account frobnicate",
        "account show \uFFFD",
        "account add",
        "account add x y --kind customer",
        "account add x --kind robot",
        "account add x --kind USER",
        "account add x --id seven --kind customer",
        "account add x --password secret",
        "account add x",
        "account add x --kind extranet --password-stdin",
        "account add x --form 5 --kind user --password-stdin",
        "account add x --kind machine --password-stdin",
        "account add x --kind customer --digest",
        "account change x",
        "account change x --digest",
        "account change x --dialect nout --no-dialect nout",
        "account change x --language 9 --no-language",
        "account change x --no-digest --digest",
        "account change x --no-form --form 5",
        "account set-password x",
        "account set-password x --password-stdin",
        "key issue",
        "key import x",
        "key revoke 123",
        "session list --in-form 5",
        "session end-all",
        "session show 123",
        "session end ZZZZZZZZZZZZZZZZZZZZZZZZ",
        "token check",
        "token check abc",
        "serve --https-port 70000",
        "serve --port 1",
        "config",
        "config check",
        "version 1"
      })
  void wrongUseIsToldOnStandardErrorWithExitCodeTwo(String command) {
    Run run = Run.of("", words(command));
    assertEquals(2, run.exitCode(), run::toString);
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("jeton: "), run::err);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account add x --password-stdin",
        "account add x --kind customer",
        "account add x --kind machine",
        "account change x --dialect nout",
        "account list",
        "account show x",
        "account disable x",
        "account enable x",
        "account remove x",
        "account set-password x --password-stdin",
        "key issue x",
        "key import x",
        "key list x",
        "key revoke 00112233445566778899aabbccddeeff",
        "session list",
        "session list --account x",
        "session show 000000000000000000000000",
        "session end 000000000000000000000000",
        "session end-all --account x",
        "token check"
      })
  void withoutAServerTheExitCodeIsThree(String command) throws IOException {
    String input =
        command.equals("key import x") ? "{\"identifiant\":\"0\",\"motDePasse\":\"1\"}" : "line\n";
    for (boolean stale : List.of(false, true)) {
      if (stale) {
        leaveBehind();
      }
      for (List<String> form : List.of(List.<String>of(), List.of("--json"))) {
        Run run =
            Run.of(
                input,
                Stream.of(List.of(words(command)), List.of("--data", data.toString()), form)
                    .flatMap(List::stream)
                    .toArray(String[]::new));
        assertEquals(3, run.exitCode(), run::toString);
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("jeton: "), run::err);
      }
    }
  }

  @Test
  void machinesAndCustomersAreNeverAskedForAPassword() {
    for (String kind : List.of("machine", "customer")) {
      // Whoever is asked here has nothing to say.
      Run run =
          Run.typing(List.of(), "account", "add", "x", "--kind", kind, "--data", data.toString());
      assertEquals(3, run.exitCode(), run::toString);
    }
  }

  @Test
  void aPasswordIsAskedForTwiceAndMustBeTheSame() {
    Run differing =
        Run.typing(List.of("s3cret", "s4cret"), "account", "add", "x", "--data", data.toString());
    assertEquals(2, differing.exitCode());
    assertFalse(differing.err().contains("cret"));
    Run same =
        Run.typing(List.of("s3cret", "s3cret"), "account", "add", "x", "--data", data.toString());
    assertEquals(3, same.exitCode());
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertTrue(Run.of("", "version").out().matches("Jeton \\d+\\.\\d+\\.\\d+\\S*\n"));
    String version = Run.of("", "version", "--json").json().text("version").orElseThrow();
    assertEquals("Jeton " + version + "\n", Run.of("", "version").out());
  }

  @Test
  void aConfigurationIsChecked() throws IOException {
    Path good = Files.writeString(data.resolve("good.yaml"), "https:\n  port: 1234\n");
    assertEquals(0, Run.of("", "config", "check", good.toString()).exitCode());
    Path bad = Files.writeString(data.resolve("bad.yaml"), "https:\n  prot: 1234\n");
    Run refused = Run.of("", "config", "check", bad.toString());
    assertEquals(1, refused.exitCode());
    assertEquals("", refused.out());
    assertTrue(refused.err().contains("bad.yaml:2: "), refused::err);
    Run json = Run.of("", "config", "check", bad.toString(), "--json");
    assertEquals(1, json.exitCode());
    assertFalse(json.json().isTrue("valid"));
    assertEquals(1, json.json().texts("problems").size());
    assertEquals(1, Run.of("", "config", "check", data.resolve("none").toString()).exitCode());
  }

  @Test
  void theReferenceIsItselfAConfiguration() throws IOException {
    Run reference = Run.of("", "config", "reference");
    Path file = Files.writeString(data.resolve("reference.yaml"), reference.out());
    Run check = Run.of("", "config", "check", file.toString());
    assertEquals(0, check.exitCode(), check::err);
    Document keys = Run.of("", "config", "reference", "--json").json();
    Document port =
        keys.objects("keys").stream()
            .filter(key -> key.text("name").equals(Optional.of("https.port")))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of("8443"), port.text("default"));
  }

  @Test
  void helpIsNoError() {
    Run help = Run.of("", "account", "add", "--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().startsWith("Usage: jeton account add "), help::out);
    assertEquals(0, Run.of("", "help", "account").exitCode());
  }

  /** What a server leaves that was killed: an address where nobody listens any more. */
  private void leaveBehind() throws IOException {
    Files.writeString(
        data.resolve("server.json"),
        """
        {"version":"0.1.0","pid":999999999,"https":"https://localhost:1",
         "admin":"https://127.0.0.1:1"}""");
    Files.writeString(data.resolve("admin.token"), "secret\n");
    TlsIdentity.kept(
        data.resolve("tls"), List.of("127.0.0.1"), new SecureRandom(), InstantSource.system());
  }

  private static String[] words(String command) {
    return command.isEmpty() ? new String[0] : command.split(" ");
  }
}
