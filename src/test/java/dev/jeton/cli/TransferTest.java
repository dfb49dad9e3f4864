package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Accounts brought in and out by the command line, against a server in a process of its own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class TransferTest {
  @TempDir private static Path data;
  private static ServerProcess server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whoWasExportedWithSecretsLogsInAtAnEmptyServer(@TempDir Path other) throws Exception {
    Path file =
        file(
            """
            name,dialects,passwordHash,hashScheme,salt,password,digest,form,formTitle,actFor,language,allowWeak
            trip clear,vz,,,,password of 1,,,,,,
            trip digest,vz|nout,,,,p2,true,,,,12,true
            trip bcrypt,vz,$2a$10$fVH8e28OQRj9tqiDXs1e1uxpsjN0c7II7YPKXua2NAKYvM6iQk7dq,,,,,,,,,
            trip ssha,vz,{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr,,,,,,,*,,
            trip salted,vz,67a1e09bb1f83f5007dc119c14d663aa,md5(salt+password),salt,,,,,,,
            trip nout,nout,X03MO1qnZdYdgyfeuILPmQ==,nout,,,true,,,,,
            trip form,nout,,,,password of 3,,77,Trips,,,
            "trip ""quoted|bar\""",vz,,,,password of 4,,,,"[""a|b""]",,
            """);
    Run imported = ok(server.jeton("", "account", "import", file.toString(), "--json"));
    assertEquals(Optional.of(8L), imported.json().number("added"), imported.out());
    Path secrets = folder.resolve("secrets.csv");
    Path plain = folder.resolve("plain.jsonl");
    ok(server.jeton("", "account", "export", "--with-secrets", "--out", secrets.toString()));
    ok(server.jeton("", "account", "export", "--json-lines", "--out", plain.toString()));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)));
    String kept = Files.readString(secrets);
    assertTrue(
        kept.contains("$digest$f=md5(salt+password)$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA|$argon2id$"));
    assertFalse(kept.contains("Z6Hgm7H4P1AH3BGcFNZjqg"), "the weak hash itself, in Base64");
    String text = Files.readString(plain);
    assertFalse(text.contains("argon2") || text.contains("X03MO1qn") || text.contains("p2"), text);
    try (var empty = ServerProcess.start(other.resolve("data"))) {
      Run taken = ok(empty.jeton("", "account", "import", secrets.toString(), "--json"));
      assertEquals(Optional.of(0L), taken.json().number("refused"));
      for (Map.Entry<String, String> each :
          Map.of(
                  "trip clear", "password of 1",
                  "trip digest", "p2",
                  "trip bcrypt", "abcdefghijklmnopqrstuvwxyz",
                  "trip ssha", "testing123",
                  "trip salted", "password",
                  "trip \"quoted|bar\"", "password of 4")
              .entrySet()) {
        assertTrue(logsIn(server, each.getKey(), each.getValue()), each.getKey());
        assertTrue(logsIn(empty, each.getKey(), each.getValue()), each.getKey());
        assertFalse(logsIn(empty, each.getKey(), "wrong"), each.getKey());
      }
      Run again = ok(empty.jeton("", "account", "export", "--json-lines"));
      List<String> here = sortedFacts(text);
      assertEquals(here, sortedFacts(again.out()));
      assertEquals(
          Optional.of("nout"),
          ok(empty.jeton("", "account", "show", "trip nout", "--json"))
              .json()
              .text("digestSecret"));
    }
  }

  @Test
  void aRefusedRowIsToldByLineAndTheOthersAreTaken() throws IOException {
    Path report = folder.resolve("refused.csv");
    Path file =
        file(
            """
            name,kind,id,passwordHash
            part one,customer,,
            part two,user,,$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW
            part three,user,,hunter2
            part four,user,,
            part five,customer,x,
            part six,customer,,
            """);
    Run run = server.jeton("", "account", "import", file.toString(), "--report", report.toString());
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("added 2, replaced 0, skipped 0, refused 4"), run.out());
    assertEquals(
        """
        line,reason
        3,"bcrypt's cost must be 4 to 15, not 31"
        4,this is no hash of a known kind
        5,an account of kind user needs a password
        6,id is a whole number
        """,
        Files.readString(report).replace("\r\n", "\n"));
    ok(server.jeton("", "account", "show", "part six"));
  }

  @Test
  void whatIsThereIsSkippedReplacedOrRefused() throws Exception {
    Path first = file("name,dialects,password,language\nthere,vz,an old one,12\n");
    ok(server.jeton("", "account", "import", first.toString()));
    Path second = file("name,dialects,password,language\nthere,vz,a new one,13\n");
    String name = second.toString();
    Run skipped = ok(server.jeton("", "account", "import", name, "--json"));
    assertEquals(Optional.of(1L), skipped.json().number("skipped"));
    Run refused = server.jeton("", "account", "import", name, "--on-existing", "refuse");
    assertEquals(1, refused.exitCode());
    assertTrue(
        refused.err().contains("line 2: there is an account of this name already"), refused.err());
    Run dry =
        ok(
            server.jeton(
                "", "account", "import", name, "--on-existing", "replace", "--dry-run", "--json"));
    assertEquals(Optional.of(1L), dry.json().number("replaced"));
    assertTrue(logsIn(server, "there", "an old one"));
    ok(server.jeton("", "account", "import", name, "--on-existing", "replace"));
    assertTrue(logsIn(server, "there", "a new one"));
    assertFalse(logsIn(server, "there", "an old one"));
    Run same = ok(server.jeton("", "account", "import", name, "--on-existing", "refuse", "--json"));
    assertEquals(Optional.of(1L), same.json().number("skipped"));
  }

  @Test
  void aWeakPasswordIsRefusedByItsRowUnlessItSaysSo() throws Exception {
    Path report = folder.resolve("weak.csv");
    String name =
        file("""
                name,dialects,password,digestSecret,digest,allowWeak,passwordHash,hashScheme
                weak short,vz,p,,,,,
                weak digest,nout,,password,,,,
                weak both,nout,my weak both,,true,,,
                weak hash,vz,,,,,5f4dcc3b5aa765d61d8327deb882cf99,md5
                weak allowed,nout|vz,p,,true,true,,
                """)
            .toString();
    String[] arguments = {"account", "import", name, "--report", report.toString()};
    Run dry =
        server.jeton(
            "", Stream.concat(Stream.of(arguments), Stream.of("--dry-run")).toArray(String[]::new));
    assertEquals(1, dry.exitCode());
    String told = Files.readString(report);
    assertEquals(
        """
        line,reason
        2,the password has fewer than 8 characters
        3,the password is one of the most common ones
        4,the password contains the account's name
        """,
        told.replace("\r\n", "\n"));
    Files.delete(report);
    assertEquals(1, server.jeton("", arguments).exitCode());
    assertEquals(told, Files.readString(report));
    assertTrue(logsIn(server, "weak hash", "password"), "an imported hash is not judged");
    assertTrue(logsIn(server, "weak allowed", "p"));
    assertFalse(logsIn(server, "weak short", "p"));
    assertEquals(1, server.jeton("", "account", "show", "weak digest").exitCode());
  }

  @Test
  void aDryRunOfNewAccountsLeavesNone() throws IOException {
    Path file = file("name,kind\ndry,customer\n");
    Run dry = ok(server.jeton("", "account", "import", file.toString(), "--dry-run", "--json"));
    assertEquals(Optional.of(1L), dry.json().number("added"));
    assertEquals(1, server.jeton("", "account", "show", "dry").exitCode());
  }

  @Test
  void aRunThatStoppedIsContinuedAndOneOfAnotherFileIsNot() throws Exception {
    String rows =
        IntStream.range(0, 300)
            .mapToObj(i -> "{\"name\":\"on %d\",\"kind\":\"customer\"}\n".formatted(i))
            .collect(Collectors.joining());
    Path file = file(rows);
    byte[] broken = rows.getBytes(StandardCharsets.UTF_8);
    broken[broken.length - 1] = (byte) 0xff;
    Files.write(file, broken);
    var time = Files.getLastModifiedTime(file);
    Run stopped = server.jeton("", "account", "import", file.toString());
    assertEquals(2, stopped.exitCode(), stopped.err());
    assertTrue(stopped.err().contains("not in UTF-8"), stopped.err());
    Path mark = folder.resolve(file.getFileName() + ".jeton-import");
    assertTrue(Files.exists(mark));
    broken[broken.length - 1] = '\n';
    Files.write(file, broken); // as long, and mended in secret
    Files.setLastModifiedTime(file, time);
    Run on = ok(server.jeton("", "account", "import", file.toString(), "--json"));
    assertTrue(on.err().contains("goes on behind the "), on.err());
    assertTrue(on.json().number("rows").orElseThrow() < 300, on.out());
    assertFalse(Files.exists(mark));
    Run anew = ok(server.jeton("", "account", "import", file.toString(), "--json"));
    assertEquals(Optional.of(300L), anew.json().number("skipped"));
  }

  @Test
  void standardInputIsTaken() {
    Run run =
        ok(
            server.jeton(
                "{\"name\":\"piped\",\"password\":\"open-sesame\"}\n",
                "account",
                "import",
                "-",
                "--default",
                "dialects=vz",
                "--json"));
    assertEquals(Optional.of(1L), run.json().number("added"));
  }

  @Test
  void aColumnNobodyKnowsIsRefusedBeforeAnythingIsDone() throws IOException {
    Path file = file("name,pass\nx,secret\n");
    Run run = server.jeton("", "account", "import", file.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("column 2 of the header has an unknown name"), run.err());
    assertFalse(run.err().contains("secret"), run.err());
  }

  private static List<String> sortedFacts(String lines) {
    return lines
        .lines()
        .filter(line -> line.contains("\"name\":\"trip"))
        .map(line -> line.replaceFirst("\"id\":\\d+,", ""))
        .sorted()
        .toList();
  }

  private static boolean logsIn(ServerProcess at, String name, String password) throws Exception {
    return at.get(
            "/Api/Vo/V1/?action=token&username=%s&password=%s"
                .formatted(encoded(name), encoded(password)))
        .contains("\"token\"");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Path file(String text) throws IOException {
    Path file = Files.createTempFile(folder, "accounts", ".csv");
    Files.writeString(file, text);
    return file;
  }

  private static Run ok(Run run) {
    assertEquals(0, run.exitCode(), run.out() + run.err());
    return run;
  }
}
