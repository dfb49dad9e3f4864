package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import dev.jeton.cli.Run;
import dev.jeton.directory.Slapd;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by curl at a server that asks slapd, set up as docs/directory.md says. */
final class CurlDirectoryTest {
  private static final Pattern FIRST_EXAMPLE =
      Pattern.compile("```yaml\n(directory:.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void whatTheDocsSayLogsPeopleIn() throws IOException {
    try (Slapd first = Slapd.start(folder.resolve("first"));
        Slapd second = Slapd.start(folder.resolve("second"));
        ServerProcess server =
            ServerProcess.start(folder.resolve("data"), "--config", configuration(first, second))) {
      Run local =
          server.jeton(
              "my own one\n", "account", "add", "local", "--dialect", "vz", "--password-stdin");
      assertEquals(0, local.exitCode(), local::toString);

      assertTrue(vz(server, "ana", "ana's").contains("\"token\""));
      assertTrue(vz(server, "žofie", "& + = < ž € ‹").contains("\"token\""));
      assertTrue(vz(server, "ana", "wrong").contains("Username or password is wrong"));
      assertEquals(vz(server, "ana", "wrong"), vz(server, "nobody", "wrong"));
      assertTrue(balans(server, "ana", "ana's").matches("(?s).*[0-9]{20}.*"));
      Run shown = server.jeton("", "account", "show", "ana");
      assertTrue(shown.out().contains("in directory ldap"), shown::out);
      assertTrue(shown.out().contains("balans, vz"), shown::out);

      Run tested =
          server.jeton("ana's\n", "directory", "test", "--name", "ana", "--password-stdin");
      assertEquals(0, tested.exitCode(), tested::toString);
      assertTrue(tested.out().contains("password"), tested::out);
      assertFalse(tested.out().contains("ana's"), tested::out);

      first.kill();
      assertTrue(vz(server, "ana", "ana's").contains("\"token\""));
      second.kill();
      assertTrue(vz(server, "ana", "ana's").contains("503"), "down");
      assertTrue(vz(server, "newcomer", "x").contains("503"), "down");
      assertTrue(vz(server, "local", "my own one").contains("\"token\""));
      Run broken = server.jeton("", "directory", "test");
      assertEquals(1, broken.exitCode(), broken::toString);
      assertTrue(broken.out().contains("Connection refused"), broken::out);

      first.restart();
      assertTrue(vz(server, "ana", "ana's").contains("\"token\""));
      assertFalse(server.said().contains("ana's"));
      assertFalse(server.said().contains(Slapd.SERVICE_PASSWORD));
    }
  }

  /** The page's first example, with the test's addresses and files in place of its own. */
  private String configuration(Slapd first, Slapd second) throws IOException {
    Matcher page = FIRST_EXAMPLE.matcher(Files.readString(Path.of("docs", "directory.md")));
    assertTrue(page.find());
    Path authorities =
        Files.writeString(
            folder.resolve("ca.pem"),
            Files.readString(first.authority()) + Files.readString(second.authority()));
    Path password = Files.writeString(folder.resolve("password"), Slapd.SERVICE_PASSWORD + "\n");
    String yaml =
        page.group(1)
            .replace("ldap1.example.org", "127.0.0.1:" + first.tls())
            .replace("ldap2.example.org", "127.0.0.1:" + second.tls())
            .replace("/etc/jeton/ldap-ca.pem", authorities.toString())
            .replace("/etc/jeton/ldap-password", password.toString());
    return Files.writeString(folder.resolve("jeton.yaml"), yaml).toString();
  }

  private static String vz(ServerProcess server, String name, String password) {
    return curl(
        server,
        "/Api/Vo/V1/?action=token&username=" + encoded(name) + "&password=" + encoded(password));
  }

  private static String balans(ServerProcess server, String name, String password) {
    return curl(
        server,
        "/BortApp-war/rs/login/gettoken?id="
            + encoded(name)
            + "&pwd="
            + encoded(password)
            + "&len=480",
        "request = POST");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String curl(ServerProcess server, String target, String... more) {
    Program curl =
        Program.run(
            "silent\ninclude\ncacert = "
                + Curl.quoted(server.authority().toString())
                + "\nurl = "
                + Curl.quoted(server.https() + target)
                + "\n"
                + String.join("\n", more),
            List.of("curl", "--disable", "--config", "-"));
    return curl.out().replaceAll("(?i)date:[^\r\n]*", "");
  }
}
