package dev.jeton.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a loader says, word by word, on a catalogue of its own. */
final class LoaderTest {
  private static final Key<Path> DATA = new Key<>("data", Types.PATH, Path.of("data"), "");
  private static final Key<Integer> PORT = new Key<>("web.port", Types.whole(0, 65535), 8443, "");
  private static final Key<Duration> IDLE = duration("web.idle", Duration.ofMinutes(20));
  private static final Key<Duration> WHOLE = duration("web.whole-life", Duration.ofHours(12));
  private static final Key<Boolean> PLAIN = new Key<>("web.plain", Types.FLAG, false, "");
  private static final Key<List<String>> NAMES =
      new Key<>("web.names", Types.list(Types.TEXT), List.of(), "");
  private static final Key<Secret> PIN = new Key<>("web.pin", Types.SECRET, Secret.of("none"), "");

  private static Key<Duration> duration(String name, Duration preset) {
    return new Key<>(name, Types.duration(Duration.ofSeconds(1), Duration.ofDays(365)), preset, "");
  }

  /** Checks itself, and complains about one thing at a time. */
  private record Web(
      Path data,
      int port,
      Duration idle,
      Duration whole,
      boolean plain,
      List<String> names,
      Secret pin) {
    Web {
      if (port == 22) {
        throw new IllegalArgumentException("port: 22 is taken");
      }
      if (idle.compareTo(whole) > 0) {
        throw new IllegalArgumentException("idle is not longer than the whole life");
      }
      if (names.contains("bad")) {
        throw new IllegalArgumentException("a bad name");
      }
    }
  }

  private static final Loader<Web> LOADER =
      new Loader<>(
          new Catalogue(
              List.of(
                  new Section("Data", List.of(DATA)),
                  new Section("Web", List.of(PORT, IDLE, WHOLE, PLAIN, NAMES, PIN))),
              List.of(
                  new Former.Renamed("web.timeout", "web.idle"),
                  new Former.Removed("web.insecure", "web.plain"))),
          values ->
              new Web(
                  values.of(DATA),
                  values.of(PORT),
                  values.of(IDLE),
                  values.of(WHOLE),
                  values.of(PLAIN),
                  values.of(NAMES),
                  values.of(PIN)));

  @TempDir private Path folder;

  private Path file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String name, byte[] octets) {
    try {
      return Files.write(folder.resolve(name), octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Web ready(Loaded<Web> loaded) {
    return switch (loaded) {
      case Loaded.Ready<Web>(Web web, List<Problem> warnings) -> {
        assertEquals(List.of(), warnings);
        yield web;
      }
      case Loaded.Refused<Web>(List<Problem> problems) -> throw new AssertionError(problems);
    };
  }

  private Web read(String yaml) {
    return ready(LOADER.load(Optional.of(file("jeton.yaml", yaml)), Map.of(), List.of()));
  }

  private static Loaded<Web> environment(Map<String, String> variables) {
    return LOADER.load(Optional.empty(), variables, List.of());
  }

  /** The problems, with the folder's name left out. */
  private List<String> problems(Loaded<Web> loaded) {
    return switch (loaded) {
      case Loaded.Ready<Web> ready -> throw new AssertionError(ready);
      case Loaded.Refused<Web>(List<Problem> problems) -> told(problems);
    };
  }

  private List<String> problems(String yaml) {
    return problems(LOADER.load(Optional.of(file("jeton.yaml", yaml)), Map.of(), List.of()));
  }

  private List<String> told(List<Problem> problems) {
    return problems.stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
  }

  @Test
  void withoutAnythingTheDefaultsHold() {
    Web web = ready(LOADER.load(Optional.empty(), Map.of("HOME", "/root"), List.of()));
    assertEquals(8443, web.port());
    assertEquals(Duration.ofMinutes(20), web.idle());
    for (String nothing : List.of("", "\n", "# nothing\n", "---\n", "\uFEFF", "---\n# no\n...\n")) {
      assertEquals(web, read(nothing), nothing);
    }
  }

  @Test
  void namesCanBeNestedOrWrittenOut() {
    assertEquals(80, read("web:\n  port: 80\n").port());
    assertEquals(80, read("web.port: 80\n").port());
    assertEquals(80, read("\uFEFFweb:\r\n  port: '80'\r\n").port());
    assertEquals(80, read("{web: {port: 80}}").port());
    assertEquals(List.of("a", "b"), read("web:\n  names:\n  - a\n  - 'b'\n").names());
    assertEquals(List.of("a", "b"), read("web.names: [a, b]\n").names());
    assertEquals(List.of("null"), read("web.names: ['null']\n").names());
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() {
    Path file = file("jeton.yaml", "web: {port: 1, idle: 1s, whole-life: 1h}");
    Web web =
        ready(
            LOADER.load(
                Optional.of(file),
                Map.of("JETON_WEB_PORT", "2", "JETON_WEB_IDLE", "2s"),
                List.of(new Choice("--port", "web.port", "3"))));
    assertEquals(3, web.port());
    assertEquals(Duration.ofSeconds(2), web.idle());
    assertEquals(Duration.ofHours(1), web.whole());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceInOrder() {
    Path file =
        file(
            "jeton.yaml",
            """
            web:
              plain: yes
              port: 70000
              idel: 20m

              names: [bad]
            dta: x
            """);
    assertEquals(
        List.of(
            "jeton.yaml:2: web.plain: want true or false, not \"yes\"",
            "jeton.yaml:3: web.port: want a whole number from 0 to 65535, not \"70000\"",
            "jeton.yaml:4: web.idel: unknown key; the nearest one is web.idle",
            "jeton.yaml:6: web.names: a bad name",
            "jeton.yaml:7: dta: unknown key; the nearest one is data",
            "JETON_WEB_IDLE: web.idle: want a duration from 1s to 365d, not \"20\"",
            "JETON_WEB_PROT: unknown variable; the nearest one is JETON_WEB_PORT",
            "--port: web.port: want a whole number from 0 to 65535, not \"http\""),
        problems(
            LOADER.load(
                Optional.of(file),
                Map.of("JETON_WEB_IDLE", "20", "JETON_WEB_PROT", "1", "JETON_OPTS", "-Xmx1g"),
                List.of(new Choice("--port", "web.port", "http")))));
  }

  @Test
  void linesAreInTheOrderOfTheirNumbers() {
    assertEquals(
        List.of(
            "jeton.yaml:9: dta: unknown key; the nearest one is data",
            "jeton.yaml:10: web.port: 22 is taken",
            "jeton.yaml:11: daat: unknown key; the nearest one is data"),
        problems("\n".repeat(8) + "dta: x\nweb.port: 22\ndaat: x\n"));
  }

  @Test
  void aBadValueIsRefusedEvenIfAnotherWins() {
    Path file = file("jeton.yaml", "web.port: x");
    assertEquals(
        List.of("jeton.yaml:1: web.port: want a whole number from 0 to 65535, not \"x\""),
        problems(LOADER.load(Optional.of(file), Map.of("JETON_WEB_PORT", "1"), List.of())));
  }

  @Test
  void namesAreComparedExactly() {
    assertEquals(
        List.of("jeton.yaml:1: Web.Port: unknown key; the nearest one is web.port"),
        problems("Web:\n  Port: 1\n").stream().map(line -> line.replace(":2:", ":1:")).toList());
    assertEquals(
        List.of("JETON_web_port: unknown variable; the nearest one is JETON_WEB_PORT"),
        problems(environment(Map.of("JETON_web_port", "1"))));
    assertEquals(
        List.of("JETON_: unknown variable; the nearest one is JETON_DATA"),
        problems(environment(Map.of("JETON_", "1", "jeton_x", "1", "JETONX", "1"))));
  }

  @Test
  void aSectionIsNoKeyAndAKeyNoSection() {
    assertEquals(
        List.of(
            "jeton.yaml:1: web: want keys below it, such as web.port",
            "jeton.yaml:3: data.folder: unknown key; the nearest one is data"),
        problems("web: 8443\ndata:\n  folder: x\n"));
  }

  @Test
  void aKeyWithoutAValueIsRefused() {
    for (String nothing : List.of("", " ~", " null", " {}", " # none")) {
      assertEquals(
          List.of("jeton.yaml:1: web.port: has no value; leave the key out to have its default"),
          problems("web.port:" + nothing + "\n"),
          nothing);
    }
    assertEquals(
        List.of("jeton.yaml:1: web.port: want a whole number from 0 to 65535, not \"\""),
        problems("web.port: ''\n"));
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    assertEquals(
        List.of("jeton.yaml:3: web.port: given twice, first at jeton.yaml:2"),
        problems("web:\n  port: 1\n  port: 1\n"));
    assertEquals(
        List.of("jeton.yaml:3: web.port: given twice, first at jeton.yaml:2"),
        problems("web:\n  port: 1\nweb.port: 1\n"));
    assertEquals(
        List.of("jeton.yaml:3: web: given twice, first at jeton.yaml:1"),
        problems("web:\n  port: 1\nweb:\n  idle: 1s\n"));
    String held = file("held", "1").toString();
    assertEquals(
        List.of("jeton.yaml:2: web.port: given twice, first at jeton.yaml:1"),
        problems("web.port-file: " + held + "\nweb.port: 1\n"));
    assertEquals(
        List.of("JETON_WEB_PORT_FILE: web.port: given twice, first at JETON_WEB_PORT"),
        problems(environment(Map.of("JETON_WEB_PORT", "1", "JETON_WEB_PORT_FILE", held))));
  }

  @Test
  void anchorsAliasesAndTagsAreRefused() {
    assertEquals(
        List.of(
            "jeton.yaml:1: web.port: anchors, aliases and tags are not taken",
            "jeton.yaml:2: web.idle: anchors, aliases and tags are not taken",
            "jeton.yaml:3: web.plain: anchors, aliases and tags are not taken",
            "jeton.yaml:4: web.names: want a list of plain values",
            "jeton.yaml:5: data: anchors, aliases and tags are not taken",
            "jeton.yaml:6: want a plain word for a key"),
        problems(
                """
            web.port: &p 1
            web.idle: *p
            web.plain: !!bool true
            web.names: [*p, !x y]
            data: !x {a: [b, {c: d}]}
            &k web.whole-life: 1h
            """)
            .stream()
            .distinct()
            .toList());
    assertEquals(
        List.of("jeton.yaml:1: want keys and their values"), problems("&root {web.port: 1}"));
    assertEquals(List.of("jeton.yaml:1: want keys and their values"), problems("--- !!null\n"));
  }

  @Test
  void listsHoldPlainValuesAndKeysAreWords() {
    assertEquals(
        List.of(
            "jeton.yaml:2: web.names: want a list of plain values",
            "jeton.yaml:3: web.names: want a list of plain values",
            "jeton.yaml:4: web.names: want a list of plain values",
            "jeton.yaml:5: want a plain word for a key",
            "jeton.yaml:6: web.port: want one value, not a list"),
        problems(
            """
            web.names:
            - [a, [b]]
            - {a: b}
            -
            [a, b]: c
            web.port: [1]
            """));
    assertEquals(
        List.of("jeton.yaml:1: web.names: want a list of plain values"),
        problems("web.names: [bad, [x]]\n"));
    assertEquals(
        List.of("jeton.yaml:1: web.names.a.a.a.a.a.a.a: nested too deeply"),
        problems("web: {names: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}"));
  }

  @Test
  void aFileIsOneDocumentOfKeys() {
    assertEquals(List.of("jeton.yaml:1: want keys and their values"), problems("8443\n"));
    assertEquals(List.of("jeton.yaml:2: want keys and their values"), problems("\n- a\n"));
    assertEquals(
        List.of("jeton.yaml:2: want one document, not several"),
        problems("web.port: 1\n---\nweb.port: 2\n"));
  }

  @Test
  void anErrorOfSyntaxIsToldWithItsLineAndWhatStandsBeforeIt() {
    assertEquals(
        List.of(
            "jeton.yaml:1: web.prot: unknown key; the nearest one is web.port",
            "jeton.yaml:2: not YAML: mapping values are not allowed here",
            "jeton.yaml:2: web.idle: want a duration from 1s to 365d, not \"a\""),
        problems("web.prot: 1\nweb.idle: a: b\n"));
    assertEquals(
        List.of(
            "jeton.yaml:2: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
        problems("web:\n\tport: 1\n"));
    assertEquals(
        List.of("jeton.yaml:3: not YAML: holds U+0007"),
        problems("web:\n  port: 1\n  idle: \u0007\n"));
    assertEquals(List.of("jeton.yaml:2: not YAML: holds U+001B"), problems("web.port: 1\n\u001B"));
  }

  @Test
  void aProblemIsOneLineWhateverTheKeyIsCalled() {
    assertEquals(
        List.of("jeton.yaml:1: da\uFFFD\uFFFD[1mta: unknown key; the nearest one is data"),
        problems("\"da\\n\\e[1mta\": x\n"));
  }

  @Test
  void aFileThatCanNotBeReadIsToldByItsName() {
    Path absent = folder.resolve("absent.yaml");
    assertEquals(
        List.of("absent.yaml: there is no such file"),
        problems(LOADER.load(Optional.of(absent), Map.of(), List.of())));
    assertEquals(
        List.of(folder + ": cannot be read: Is a directory"),
        problems(LOADER.load(Optional.of(folder), Map.of(), List.of())));
    byte[] latin = "web.names: [\u00E9]".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        List.of("latin.yaml: is not UTF-8"),
        problems(LOADER.load(Optional.of(file("latin.yaml", latin)), Map.of(), List.of())));
    assertEquals(
        List.of("large.yaml: is larger than 1 MiB"),
        problems(
            LOADER.load(
                Optional.of(file("large.yaml", new byte[(1 << 20) + 1])), Map.of(), List.of())));
    assertEquals(8443, read("#".repeat(1 << 20)).port());
  }

  @Test
  void aRenamedKeyWarnsAndHolds() {
    Path file = file("jeton.yaml", "web:\n  timeout: 5m\n");
    var loaded = LOADER.load(Optional.of(file), Map.of("JETON_WEB_TIMEOUT", "6m"), List.of());
    switch (loaded) {
      case Loaded.Refused<Web> refused -> throw new AssertionError(refused);
      case Loaded.Ready<Web>(Web web, List<Problem> warnings) -> {
        assertEquals(Duration.ofMinutes(6), web.idle());
        assertEquals(
            List.of(
                "jeton.yaml:2: web.timeout: renamed: write web.idle instead",
                "JETON_WEB_TIMEOUT: web.timeout: renamed: write web.idle instead"),
            told(warnings));
      }
    }
    assertEquals(
        List.of("jeton.yaml:2: web.idle: given twice, first at jeton.yaml:1"),
        problems("web.timeout: 5m\nweb.idle: 5m\n"));
    assertEquals(
        List.of("jeton.yaml:1: web.idle: want a duration from 1s to 365d, not \"5\""),
        problems("web.timeout: 5\n"));
  }

  @Test
  void aRemovedKeyIsRefusedAndNamesItsSuccessor() {
    assertEquals(
        List.of("jeton.yaml:1: web.insecure: removed: use web.plain instead"),
        problems("web.insecure: true\n"));
    assertEquals(
        List.of("JETON_WEB_INSECURE_FILE: web.insecure: removed: use web.plain instead"),
        problems(environment(Map.of("JETON_WEB_INSECURE_FILE", "/x"))));
  }

  @Test
  void aValueCanBeInAFileOfItsOwn() {
    assertEquals(1, read("web.port-file: " + file("one", "1")).port());
    assertEquals(1, read("web:\n  port-file: " + file("line", "1\n")).port());
    assertEquals(1, read("web.port-file: " + file("mark", "\uFEFF1")).port());
    String names = file("names", "a\nb,c\r\n").toString();
    assertEquals(
        List.of("a", "b", "c"), ready(environment(Map.of("JETON_WEB_NAMES_FILE", names))).names());
    String two = file("two", "1\n\n").toString();
    assertEquals(
        List.of(
            "JETON_WEB_IDLE_FILE: web.idle: \"/absent/idle\": there is no such file",
            "JETON_WEB_PORT_FILE: web.port: want a whole number from 0 to 65535, not what"
                + " \"two\" holds"),
        problems(
            environment(
                Map.of("JETON_WEB_PORT_FILE", two, "JETON_WEB_IDLE_FILE", "/absent/idle"))));
  }

  @Test
  void aPathIsNotPutIntoAFile() {
    assertEquals(
        List.of("JETON_DATA_FILE: data: its value is a path already: set data or JETON_DATA"),
        problems(environment(Map.of("JETON_DATA_FILE", "/x"))));
  }

  @Test
  void aSecretComesFromAFileAndIsNeverTold() {
    String file = file("pin", "geheim\n").toString();
    assertEquals(Secret.of("geheim"), ready(environment(Map.of("JETON_WEB_PIN_FILE", file))).pin());
    assertEquals(Secret.of("geheim"), read("web.pin-file: " + file).pin());
    assertEquals(
        List.of(
            "jeton.yaml:1: web.pin: a secret: name the file that holds it by web.pin-file or"
                + " JETON_WEB_PIN_FILE"),
        problems("web.pin: geheim\n"));
    assertEquals(
        List.of(
            "JETON_WEB_PIN: web.pin: a secret: name the file that holds it by web.pin-file or"
                + " JETON_WEB_PIN_FILE"),
        problems(environment(Map.of("JETON_WEB_PIN", "geheim"))));
    assertEquals(
        List.of(
            "JETON_WEB_PORT_FILE: web.port: want a whole number from 0 to 65535, not what \"pin\" holds"),
        problems(environment(Map.of("JETON_WEB_PORT_FILE", file))));
    assertEquals(
        List.of("JETON_WEB_PIN_FILE: web.pin: its file: there is no such file"),
        problems(environment(Map.of("JETON_WEB_PIN_FILE", "geheim"))));
    assertEquals(
        List.of("jeton.yaml:1: web.pin: its file: Nul character not allowed"),
        problems("web.pin-file: \"ge\\0heim\"\n"));
    assertEquals(
        List.of("JETON_WEB_PIN_FILE: web.pin: want a secret, not what its file holds"),
        problems(environment(Map.of("JETON_WEB_PIN_FILE", file("two", "geheim\n\n").toString()))));
  }

  @Test
  void whatARecordRefusesIsToldAtTheKeyThatIsToBlame() {
    assertEquals(List.of("jeton.yaml:2: web.port: 22 is taken"), problems("web:\n  port: 22\n"));
    assertEquals(
        List.of("JETON_WEB_IDLE: web.idle: idle is not longer than the whole life"),
        problems(environment(Map.of("JETON_WEB_IDLE", "13h", "JETON_WEB_PLAIN", "true"))));
  }

  @Test
  void valuesThatDoNotGoTogetherAreToldAtTheLastOfThem() {
    assertEquals(
        List.of(
            "jeton.yaml:3: web.whole-life: idle is not longer than the whole life (beside"
                + " web.idle)"),
        problems("web:\n  idle: 11h\n  whole-life: 1h\n"));
  }

  @Test
  void severalRecordsRefusalsAreToldAtOnceAndNoGoodKeyIsBlamed() {
    assertEquals(
        List.of("jeton.yaml:2: web.names: a bad name", "jeton.yaml:5: web.port: 22 is taken"),
        problems("web:\n  names: [bad]\n  idle: 20h\n  whole-life: 24h\n  port: 22\n"));
    assertEquals(
        List.of("jeton.yaml:3: web.names: a bad name"),
        problems("web:\n  whole-life: 24h\n  names: [bad]\n  idle: 20h\n"));
  }
}
