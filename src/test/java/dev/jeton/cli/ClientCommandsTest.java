package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import dev.jeton.app.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code jeton client} against a server in a process of its own. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ClientCommandsTest {
  private static final Pattern SECRET = Pattern.compile("(?m)^jcs_[A-Za-z0-9_-]{43}$");
  private static final String KEY =
      "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
          + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIuaPcHURo\"%s}]}";

  @TempDir private static Path data;
  @TempDir private static Path files;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Run ok(Run run) {
    assertEquals(0, run.exitCode(), run::toString);
    assertEquals("", run.err());
    return run;
  }

  private static Document client(Run run) {
    return ok(run).json().object("client").orElseThrow();
  }

  @Test
  void aClientIsAddedAndItsSecretStandsOnALineOfItsOwn() {
    Run added =
        ok(
            server.jeton(
                "",
                "client",
                "add",
                "shop",
                "--grant",
                "client-credentials",
                "--grant",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "--scope",
                "read",
                "--scope",
                "write",
                "--audience",
                "https://api.example/",
                "--redirects",
                "none"));
    assertTrue(SECRET.matcher(added.out()).find(), added::toString);
    assertTrue(added.out().startsWith("added client shop (id "), added::toString);
    Run shown = ok(server.jeton("", "client", "show", "shop"));
    assertFalse(SECRET.matcher(shown.out()).find(), shown::toString);
    assertTrue(
        shown.out().contains("grants         client-credentials, token-exchange\n"),
        shown::toString);
    assertTrue(shown.out().contains("scopes         read, write\n"), shown::toString);
    assertTrue(shown.out().contains("\nissued secret of 2"), shown::toString);
    Run list = ok(server.jeton("", "client", "list"));
    assertTrue(
        Pattern.compile(
                "(?m)^\\d+ +shop +enabled +secret +client-credentials, token-exchange +read, write$")
            .matcher(list.out())
            .find(),
        list::toString);
    assertTrue(ok(server.jeton("", "account", "list")).out().contains(" client "));
  }

  @Test
  void aSecretIsRotatedWithAGraceOrAtOnce() throws Exception {
    Run added = ok(server.jeton("", "client", "add", "rotated", "--json"));
    String first = added.json().text("clientSecret").orElseThrow();
    Document kept =
        client(
            server.jeton(
                "", "client", "rotate-secret", "rotated", "--keep-former", "30m", "--json"));
    assertEquals(2, kept.objects("issuedSecrets").size());
    assertTrue(kept.objects("issuedSecrets").getLast().text("until").isPresent());
    Run at = ok(server.jeton("", "client", "rotate-secret", "rotated", "--at-once", "--json"));
    assertEquals(1, client(at).objects("issuedSecrets").size());
    String last = at.json().text("clientSecret").orElseThrow();
    assertFalse(first.equals(last));
    assertEquals(
        2, server.jeton("", "client", "rotate-secret", "rotated", "--keep-former", "x").exitCode());
    assertEquals(
        2,
        server
            .jeton("", "client", "rotate-secret", "rotated", "--keep-former", "1h", "--at-once")
            .exitCode());
    server.awaitTold("secret-issued", "\"former-until\"");
    Run events = ok(server.jeton("", "audit", "search", "--kind", "secret-issued", "--json"));
    assertTrue(events.out().contains("\"former-until\""), events::toString);
    assertFalse(events.out().contains("jcs_"), events::toString);
  }

  @Test
  void aSecretOfOnesOwnChoiceComesByStandardInput() {
    assertEquals(
        "", ok(server.jeton("tr0ub4dor & 3\n", "client", "add", "own", "--secret-stdin")).err());
    Document own = ok(server.jeton("", "client", "show", "own", "--json")).json();
    assertTrue(own.isTrue("chosenSecret"));
    Run weak = server.jeton("password1\n", "client", "add", "weak", "--secret-stdin");
    assertEquals(2, weak.exitCode(), weak::toString);
    ok(server.jeton("password1\n", "client", "add", "weak", "--secret-stdin", "--allow-weak"));
    assertEquals(2, server.jeton("", "client", "add", "none", "--allow-weak").exitCode());
    Run beside = server.jeton("", "client", "rotate-secret", "own");
    assertEquals(1, beside.exitCode(), beside::toString);
    ok(server.jeton("another of mine\n", "client", "rotate-secret", "own", "--secret-stdin"));
    Document issued =
        client(server.jeton("", "client", "rotate-secret", "own", "--at-once", "--json"));
    assertFalse(issued.isTrue("chosenSecret"));
  }

  @Test
  void publicKeysComeFromAFileAndPrivateOnesAreRefused() throws IOException {
    Path open = files.resolve("public.json");
    Files.writeString(open, KEY.formatted(",\"kid\":\"a\",\"use\":\"sig\""));
    Document added =
        client(server.jeton("", "client", "add", "signer", "--jwks", open.toString(), "--json"));
    assertEquals(List.of(), added.objects("issuedSecrets"));
    assertEquals(
        Optional.of("a"),
        added.object("jwks").orElseThrow().objects("keys").getFirst().text("kid"));
    Path secret = files.resolve("private.json");
    Files.writeString(
        secret, KEY.formatted(",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\""));
    Run refused = server.jeton("", "client", "add", "leak", "--jwks", secret.toString());
    assertEquals(2, refused.exitCode(), refused::toString);
    assertEquals("jeton: key 1: it is a secret: give its public half alone\n", refused.err());
    assertEquals(2, server.jeton("", "client", "add", "x", "--jwks", "no such file").exitCode());
    Run without = server.jeton("", "client", "change", "signer", "--no-jwks");
    assertEquals(1, without.exitCode(), without::toString);
    Document certified =
        client(
            server.jeton(
                "",
                "client",
                "change",
                "signer",
                "--no-jwks",
                "--certificate-subject",
                "CN=signer, O=Example",
                "--json"));
    assertEquals(Optional.empty(), certified.object("jwks"));
    assertEquals(Optional.of("CN=signer, O=Example"), certified.text("certificateSubject"));
  }

  @Test
  void aClientIsChangedDisabledAndRemoved() {
    ok(server.jeton("", "client", "add", "changing", "--scope", "a", "--scope", "b"));
    Document changed =
        client(
            server.jeton(
                "",
                "client",
                "change",
                "changing",
                "--no-scope",
                "a",
                "--scope",
                "c",
                "--grant",
                "password",
                "--json"));
    assertEquals(List.of("b", "c"), changed.texts("scopes"));
    assertEquals(List.of("password"), changed.texts("grants"));
    assertEquals(2, server.jeton("", "client", "change", "changing").exitCode());
    ok(server.jeton("", "client", "disable", "changing"));
    assertFalse(
        ok(server.jeton("", "client", "show", "changing", "--json")).json().isTrue("enabled"));
    ok(server.jeton("", "client", "enable", "changing"));
    ok(server.jeton("", "client", "remove", "changing"));
    Run gone = server.jeton("", "client", "show", "changing");
    assertEquals(1, gone.exitCode());
    assertEquals("jeton: no client is called changing\n", gone.err());
  }

  @Test
  void whatCannotBeIsWrongUse() {
    for (List<String> wrong :
        List.of(
            List.of("--grant", "implicit"),
            List.of("--scope", "a b"),
            List.of("--audience", "https://x/#y"),
            List.of("--redirects", "https://app.example/"),
            List.of("--certificate-sha256", "12"))) {
      Run run = server.jeton("", "client", "add", "wrong", wrong.getFirst(), wrong.getLast());
      assertEquals(2, run.exitCode(), run::toString);
    }
    Run taken = server.jeton("", "client", "add", "ž");
    assertEquals(2, taken.exitCode(), taken::toString);
    assertEquals(
        "jeton: a client's name is its client_id, which has ASCII characters alone\n", taken.err());
  }

  @Test
  void anExportTellsThatClientsAreNotInIt() {
    ok(server.jeton("", "client", "add", "left-out"));
    Run exported = server.jeton("", "account", "export");
    assertEquals(0, exported.exitCode(), exported::toString);
    assertFalse(exported.out().contains("left-out"), exported::toString);
    assertTrue(exported.err().contains("left out: OAuth clients "), exported::toString);
  }
}
