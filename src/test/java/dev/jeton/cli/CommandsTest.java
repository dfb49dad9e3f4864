package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import dev.jeton.app.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server in a process of its own; each test has accounts of its own. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class CommandsTest {
  private static final Pattern TOKEN_ID = Pattern.compile("\"TokenID\" ?: ?\"([0-9a-f]{32})\"");

  @TempDir private static Path data;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void certificatesAreShownAndReadAnew() {
    for (String command : List.of("show", "reload")) {
      Run shown = server.jeton("", "tls", command, "--json");
      assertEquals(0, shown.exitCode(), shown::toString);
      Document certificate = shown.json().objects("certificates").getFirst();
      assertEquals(Optional.of("https, admin"), certificate.text("listener"));
      assertTrue(certificate.texts("names").contains("localhost"), shown::toString);
      assertEquals(Optional.empty(), certificate.text("refused"));
    }
  }

  @Test
  void keysAreListedAndRotatedAndTheNextCommandHasTheNewAdminSecret() throws IOException {
    Path token = data.resolve("admin.token");
    String former = Files.readString(token);
    for (String kind : List.of("token", "API_KEY", "sealing", "admin", "audit")) {
      Run rotated = server.jeton("", "keys", "rotate", kind);
      assertEquals(0, rotated.exitCode(), rotated::toString);
      assertTrue(rotated.out().matches("the key [a-z-]+ 2 is current\n"), rotated::toString);
    }
    assertFalse(former.equals(Files.readString(token)));
    Run list = server.jeton("", "keys", "list");
    assertEquals(0, list.exitCode(), list::toString);
    assertTrue(list.out().startsWith("KIND           ID  STATE"), list::toString);
    assertTrue(list.out().contains("\ntoken          2   current "), list::toString);
    assertTrue(list.out().contains("\naudit          1   destroyed "), list::toString);
    assertTrue(list.out().contains("\nsigning-es256  2   next "), list::toString);
    Run early = server.jeton("", "keys", "rotate", "signing-es256");
    assertTrue(early.err().contains("published since less than an hour"), early.err());
    Run replaced = server.jeton("", "keys", "rotate", "--compromised", "SIGNING_ES256");
    assertEquals("the key signing-es256 3 is current\n", replaced.out(), replaced.err());
    assertEquals(2, server.jeton("", "keys", "rotate", "tokens").exitCode());
  }

  @Test
  void theRingMovesToARootKeyThatWasMadeForIt() throws IOException {
    Path file = data.resolve("made-root-key");
    Run made = Run.of("", "keys", "root-key", "new", file.toString());
    assertEquals(0, made.exitCode(), made::toString);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Run again = Run.of("", "keys", "root-key", "new", file.toString());
    assertEquals(1, again.exitCode(), again::toString);
    Run wrapped = server.jeton("", "keys", "rewrap", "--new-root-key-file", file.toString());
    assertEquals(0, wrapped.exitCode(), wrapped::toString);
    String id = made.out().replaceFirst("made the root key ", "").strip();
    assertTrue(wrapped.out().contains(id), wrapped::toString);
    assertFalse(Files.exists(data.resolve("root-key")));
    assertTrue(Run.of("", "keys", "root-key", "new").out().matches("[0-9a-f]{64}\n"));
  }

  @Test
  void theServerSaysWhereItIs() throws IOException {
    assertTrue(
        server
            .readyLine()
            .matches(
                "Jeton \\S+ is ready: https://localhost:\\d+ http://localhost:\\d+ data "
                    + Pattern.quote(data.toString())),
        server::readyLine);
    Document running =
        Document.read(Files.readAllBytes(data.resolve("server.json")))
                instanceof Document.Whole(Document document)
            ? document
            : new Document(java.util.Map.of());
    assertEquals(Optional.of(server.pid()), running.number("pid"));
    assertEquals(Run.of("", "version", "--json").json().text("version"), running.text("version"));
    assertEquals(Optional.of(server.readyLine().split(" ", 7)[4]), running.text("https"));
    assertEquals(Optional.of(server.readyLine().split(" ", 7)[5]), running.text("http"));
    assertTrue(running.text("admin").orElse("").matches("https://localhost:\\d+"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.token"))));
  }

  @Test
  void anAccountIsAddedChangedAndRemoved() {
    Run added =
        ok(
            server.jeton(
                "p&+=<ž€ ‹x\n",
                "account",
                "add",
                "jan ž",
                "--id",
                "4711",
                "--password-stdin",
                "--digest",
                "--dialect",
                "nout",
                "--dialect",
                "vz",
                "--language",
                "12",
                "--act-for",
                "*",
                "--for-customer",
                "acme",
                "--json"));
    assertEquals(
        """
        {"account":{"id":4711,"name":"jan ž","kind":"user","enabled":true,\
        "dialects":["nout","vz"],"language":12,"actFor":["*"],"forCustomer":["acme"],\
        "password":true,"digestSecret":"clear","keys":[]},"endedSessions":0}
        """,
        added.out());
    Document changed =
        ok(server.jeton(
                "",
                "account",
                "change",
                "jan ž",
                "--no-dialect",
                "vz",
                "--dialect",
                "wipsos",
                "--no-act-for",
                "*",
                "--no-language",
                "--no-digest",
                "--json"))
            .json()
            .object("account")
            .orElseThrow();
    assertEquals(List.of("nout", "wipsos"), changed.texts("dialects"));
    assertEquals(List.of(), changed.texts("actFor"));
    assertEquals(List.of("acme"), changed.texts("forCustomer"));
    assertEquals(Optional.empty(), changed.number("language"));
    assertEquals(Optional.empty(), changed.text("digestSecret"));
    ok(server.jeton("", "account", "change", "jan ž", "--id", "4711"));
    assertEquals(1, server.jeton("", "account", "change", "jan ž", "--id", "4712").exitCode());
    ok(server.jeton("", "account", "remove", "jan ž"));
    Run gone = server.jeton("", "account", "show", "jan ž");
    assertEquals(1, gone.exitCode());
    assertEquals("jeton: no account is called jan ž\n", gone.err());
  }

  @Test
  void noDialectMeansNoneAndTheOutputSaysSo() {
    Run added = ok(server.jeton("open-sesame\n", "account", "add", "idle", "--password-stdin"));
    assertTrue(added.out().contains("It has no dialect, so it can't log in yet"), added::out);
    assertTrue(added.out().matches("(?s).*\ndialects +none\n.*"), added::out);
    Run given =
        ok(
            server.jeton(
                "open-sesame\n", "account", "add", "busy", "--password-stdin", "--dialect", "vz"));
    assertFalse(given.out().contains("no dialect"), given::out);
  }

  @Test
  void anUnknownDialectIsRefusedWithTheKnownOnes() {
    Run run = server.jeton("", "account", "add", "x", "--kind", "customer", "--dialect", "knout");
    assertEquals(2, run.exitCode());
    assertEquals(
        "jeton: no dialect is called knout: there are balans, nout, oauth, vz, wipsos\n",
        run.err());
  }

  @Test
  void whatIsThereAlreadyIsRefused() {
    ok(server.jeton("", "account", "add", "twin", "--kind", "customer", "--id", "900"));
    Run name = server.jeton("", "account", "add", "twin", "--kind", "customer");
    assertEquals(1, name.exitCode());
    assertEquals("jeton: there is an account called twin already\n", name.err());
    assertEquals(
        1,
        server
            .jeton("", "account", "add", "twin 2", "--kind", "machine", "--id", "900")
            .exitCode());
  }

  @Test
  void anExtranetUserIsFoundByItsNameUntilSeveralFormsHoldIt() {
    ok(
        server.jeton(
            "open-sesame\n", "account", "add", "conan", "--form", "7:Clients", "--password-stdin"));
    assertTrue(ok(server.jeton("", "account", "show", "conan")).out().contains("7 (Clients)"));
    ok(server.jeton("open-sesame\n", "account", "add", "conan", "--form", "8", "--password-stdin"));
    ok(server.jeton("", "account", "add", "conan", "--kind", "customer"));
    Run several = server.jeton("", "account", "remove", "conan");
    assertEquals(1, several.exitCode());
    assertEquals(
        "jeton: several accounts are called conan: say which by --in-form 0 or 7 or 8\n",
        several.err().replace("8 or 7", "7 or 8"));
    for (String form : List.of("Clients", "8", "0")) {
      ok(server.jeton("", "account", "remove", "conan", "--in-form", form));
    }
    assertEquals(1, server.jeton("", "account", "show", "conan").exitCode());
  }

  @Test
  void aFormIsGivenAndTakenByAChange() {
    ok(server.jeton("open-sesame\n", "account", "add", "mover", "--password-stdin"));
    ok(server.jeton("", "account", "change", "mover", "--form", "21:Movers"));
    Document moved = ok(server.jeton("", "account", "show", "mover", "--json")).json();
    assertEquals(Optional.of("extranet"), moved.text("kind"));
    assertEquals(Optional.of("Movers"), moved.object("form").orElseThrow().text("title"));
    ok(server.jeton("", "account", "change", "mover", "--no-form"));
    Document back = ok(server.jeton("", "account", "show", "mover", "--json")).json();
    assertEquals(Optional.of("user"), back.text("kind"));
  }

  @Test
  void aPasswordIsALineWithoutItsEndAndNothingElse() throws Exception {
    ok(
        server.jeton(
            " two words \r\nrest\n",
            "account",
            "add",
            "liner",
            "--password-stdin",
            "--dialect",
            "vz"));
    assertTrue(server.get(vz("liner", "%20two%20words%20")).contains("token"));
    assertFalse(server.get(vz("liner", "two%20words")).contains("\"token\""));
    ok(server.typing(List.of("typed twice", "typed twice"), "account", "set-password", "liner"));
    assertTrue(server.get(vz("liner", "typed%20twice")).contains("\"token\""));
  }

  @Test
  void aWeakPasswordIsRefusedByItsRuleUnlessItIsAllowed() throws Exception {
    String[] add = {"account", "add", "weakling", "--password-stdin", "--dialect", "vz"};
    Run refused = server.jeton("password1\n", add);
    assertEquals(2, refused.exitCode());
    assertEquals("jeton: the password is one of the most common ones\n", refused.err());
    assertEquals(1, server.jeton("", "account", "show", "weakling").exitCode());
    ok(server.jeton("password1\n", with(add, "--allow-weak")));
    assertTrue(server.get(vz("weakling", "password1")).contains("\"token\""));
    String[] set = {"account", "set-password", "weakling", "--password-stdin"};
    assertEquals(2, server.jeton("a weakling\n", set).exitCode());
    ok(server.jeton("a weakling\n", with(set, "--allow-weak")));
    String[] change = {"account", "change", "weakling", "--password-stdin"};
    assertEquals(2, server.jeton("tiny\n", change).exitCode());
    ok(server.jeton("tiny\n", with(change, "--allow-weak")));
    assertEquals(2, server.jeton("", "account", "change", "weakling", "--allow-weak").exitCode());
  }

  private static String[] with(String[] arguments, String more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void disablingAnAccountEndsItsSessionsBeforeTheCommandReturns() throws Exception {
    ok(
        server.jeton(
            "open-sesame\n", "account", "add", "brief", "--password-stdin", "--dialect", "vz"));
    String token = token(server.get(vz("brief", "open-sesame")));
    assertEquals(0, server.jeton(token + "\n", "token", "check").exitCode());
    Run disabled = ok(server.jeton("", "account", "disable", "brief"));
    assertTrue(disabled.out().contains("sessions ended: 1"), disabled::out);
    Run check = server.jeton(token + "\n", "token", "check");
    assertEquals(1, check.exitCode());
    assertEquals("", check.err());
    assertFalse(server.get(vz("brief", "open-sesame")).contains("\"token\""));
    ok(server.jeton("", "account", "enable", "brief"));
    assertTrue(server.get(vz("brief", "open-sesame")).contains("\"token\""));
  }

  @Test
  void aKeyPairIsIssuedUsedAndRevoked() throws Exception {
    ok(server.jeton("", "account", "add", "robot", "--kind", "machine", "--dialect", "wipsos"));
    Run issued = ok(server.jeton("", "key", "issue", "robot"));
    String identifiant = issued.json().text("identifiant").orElseThrow();
    String motDePasse = issued.json().text("motDePasse").orElseThrow();
    assertFalse(ok(server.jeton("", "key", "list", "robot")).out().contains(motDePasse));
    String token = tokenId(identifiant, motDePasse);
    Run check = server.jeton(token, "token", "check", "--json");
    assertEquals(0, check.exitCode());
    assertFalse(check.out().contains(token));
    assertEquals(Optional.of("wipsos"), check.json().text("dialect"));
    assertEquals(Optional.of(identifiant), check.json().text("client"));
    assertEquals(Optional.of("robot"), check.json().object("subject").orElseThrow().text("name"));
    assertTrue(check.json().text("deadline").isPresent());
    Run revoked = ok(server.jeton("", "key", "revoke", identifiant));
    assertTrue(revoked.out().contains("sessions ended: 1"), revoked::out);
    assertEquals(1, server.jeton(token, "token", "check").exitCode());
    assertEquals(1, server.jeton("", "key", "revoke", identifiant).exitCode());
  }

  @Test
  void aPairThatClientsHoldIsImported() throws Exception {
    ok(server.jeton("", "account", "add", "old robot", "--kind", "machine", "--dialect", "wipsos"));
    String identifiant = "AAAABBBBCCCCDDDDEEEEFFFF00001111";
    String motDePasse = "2222333344445555666677778888999A";
    Run imported =
        ok(
            server.jeton(
                "{\"identifiant\":\"" + identifiant + "\",\"motDePasse\":\"" + motDePasse + "\"}",
                "key",
                "import",
                "old robot"));
    assertEquals("imported the key aaaabbbbccccddddeeeeffff00001111\n", imported.out());
    assertTrue(tokenId(identifiant, motDePasse).matches("[0-9a-f]{32}"));
    assertTrue(
        tokenId(identifiant.toLowerCase(java.util.Locale.ROOT), motDePasse)
            .matches("[0-9a-f]{32}"));
    Run again =
        server.jeton(
            "{\"identifiant\":\"" + identifiant + "\",\"motDePasse\":\"" + motDePasse + "\"}",
            "key",
            "import",
            "old robot");
    assertEquals(1, again.exitCode());
    ok(server.jeton("", "account", "add", "no robot", "--kind", "customer"));
    assertEquals(1, server.jeton("", "key", "issue", "no robot").exitCode());
    assertEquals(
        1,
        server
            .jeton("open-sesame\n", "account", "set-password", "no robot", "--password-stdin")
            .exitCode());
    Run bad =
        server.jeton(
            "{\"identifiant\":\"x\",\"motDePasse\":\"7f7f7f\"}", "key", "import", "old robot");
    assertEquals(2, bad.exitCode());
    assertFalse(bad.err().contains("7f7f7f"));
  }

  @Test
  void sessionsAreListedShownAndEnded() throws Exception {
    ok(
        server.jeton(
            "open-sesame\n", "account", "add", "many", "--password-stdin", "--dialect", "vz"));
    for (int i = 0; i < 3; i++) {
      token(server.get(vz("many", "open-sesame")));
    }
    List<Document> sessions =
        ok(server.jeton("", "session", "list", "--account", "many", "--json"))
            .json()
            .objects("sessions");
    assertEquals(3, sessions.size());
    Run table = ok(server.jeton("", "session", "list", "--account", "many", "--dialect", "vz"));
    assertEquals(4, table.out().lines().count(), table::out);
    assertEquals(
        1,
        ok(server.jeton("", "session", "list", "--account", "many", "--dialect", "nout"))
            .out()
            .lines()
            .count());
    String id = sessions.getFirst().text("id").orElseThrow();
    assertTrue(ok(server.jeton("", "session", "show", id)).out().startsWith("state"));
    ok(server.jeton("", "session", "end", id));
    assertEquals(1, server.jeton("", "session", "end", id).exitCode());
    assertEquals(
        Optional.of(2L),
        ok(server.jeton("", "session", "end-all", "--account", "many", "--json"))
            .json()
            .number("ended"));
    assertEquals(
        "sessions ended: 0\n",
        ok(server.jeton("", "session", "end-all", "--account", "many")).out());
  }

  @Test
  void aUseProlongsASessionThatEndsWhenIdle() throws Exception {
    ok(
        server.jeton(
            "open-sesame\n", "account", "add", "user", "--password-stdin", "--dialect", "vz"));
    String token = token(server.get(vz("user", "open-sesame")));
    Run check = ok(server.jeton(token + "\n", "token", "check", "--touch"));
    assertTrue(check.out().matches("(?s)state +live\n.*\ndeadline +\\d{4}-.*"), check::out);
    assertEquals(1, server.jeton("nothing of ours", "token", "check", "--touch").exitCode());
  }

  @Test
  void accountsAreListedAll() {
    ok(server.jeton("", "account", "add", "listed", "--kind", "customer"));
    List<Document> accounts =
        ok(server.jeton("", "account", "list", "--json")).json().objects("accounts");
    assertTrue(accounts.stream().anyMatch(a -> a.text("name").equals(Optional.of("listed"))));
    assertTrue(accounts.stream().noneMatch(a -> a.number("id").equals(Optional.of(0L))));
    String table = ok(server.jeton("", "account", "list")).out();
    assertEquals(accounts.size() + 1, table.lines().count());
  }

  @Test
  void aSecondServerOnTheSameDataIsRefused() throws Exception {
    Process second = ServerProcess.launch(data);
    String said =
        new String(second.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(1, second.waitFor(), said);
    assertTrue(said.contains("jeton: "), said);
    assertFalse(said.contains("\tat "), said);
    ok(server.jeton("", "account", "list"));
  }

  @Test
  void aServerThatIsToldToStopTakesItsAddressAway(@TempDir Path other) throws Exception {
    try (ServerProcess brief = ServerProcess.start(other, "--json")) {
      ok(brief.jeton("", "account", "list"));
      assertTrue(brief.stop());
      assertFalse(Files.exists(other.resolve("server.json")));
      assertEquals(3, brief.jeton("", "account", "list").exitCode());
    }
  }

  @Test
  void whatTheServerOrTheFileSystemDoesNotLetUsIsSaidPlainly(@TempDir Path other)
      throws IOException {
    Files.writeString(other.resolve("server.json"), "{}");
    assertEquals(3, Run.of("", "account", "list", "--data", other.toString()).exitCode());
    // Another authority's server must not be shown the secret.
    Files.copy(
        data.resolve("server.json"),
        other.resolve("server.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(other.resolve("admin.token"), "wrong\n");
    Files.createDirectories(other.resolve("tls"));
    Files.copy(data.resolve("tls/ca.pem"), other.resolve("tls/ca.pem"));
    Run wrong = Run.of("", "account", "list", "--data", other.toString());
    assertEquals(1, wrong.exitCode());
    assertEquals("jeton: the admin secret is missing or wrong\n", wrong.err());
  }

  private static Run ok(Run run) {
    assertEquals(0, run.exitCode(), run::toString);
    assertEquals("", run.err());
    return run;
  }

  private static String vz(String name, String password) {
    return "/Api/Vo/V1/?action=token&username=" + name + "&password=" + password;
  }

  private static String token(String answer) {
    Matcher token = Pattern.compile("[0-9a-f]{40}").matcher(answer);
    assertTrue(token.find(), answer);
    return token.group();
  }

  private static String tokenId(String identifiant, String motDePasse) throws Exception {
    String answer = server.get("/Token", "Identifiant", identifiant, "MotDePasse", motDePasse);
    Matcher token = TOKEN_ID.matcher(answer);
    assertTrue(token.find(), answer);
    return token.group(1);
  }
}
