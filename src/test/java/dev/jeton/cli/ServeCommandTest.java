package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code serve} reads without the parser of all commands: the same, or nothing. */
final class ServeCommandTest {
  private final Terminal nowhere =
      new Terminal(
          InputStream.nullInputStream(),
          new PrintStream(OutputStream.nullOutputStream()),
          new PrintStream(OutputStream.nullOutputStream()),
          Optional::empty);

  private final ServeCommand plain = new ServeCommand(nowhere);
  private final ServeCommand parsed = new ServeCommand(nowhere);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--json",
        "--data DIR",
        "--data=DIR --https-port=0",
        "--host=::1 --http-port 0 --json",
        "--config FILE --data DIR --host 127.0.0.1 --https-port 18443 --http-port 18052",
        "--data=-x",
        "--data=a=b"
      })
  void whatItTakesIsWhatTheParserReads(String line, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("jeton.yaml");
    Files.writeString(file, "log:\n  level: warn\n");
    List<String> words = words(line.replace("FILE", file.toString()));
    assertTrue(plain.takes(words));
    new CommandLine(parsed).parseArgs(words.toArray(String[]::new));
    Settings expected = parsed.settings(Map.of());
    Settings read = plain.settings(Map.of());
    assertEquals(expected.inEffect(), read.inEffect());
    assertEquals(expected.data(), read.data());
    assertEquals(expected.log(), read.log());
    assertEquals(line.contains("--json"), plain.printsJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "x",
        "--",
        "--port 1",
        "--data",
        "--data=",
        "--data --json",
        "--data -x",
        "--data a --data b",
        "--data=a --data b",
        "--json --json",
        "--json=true",
        "--https-por 1"
      })
  void theRestIsForTheParser(String line) {
    assertFalse(plain.takes(words(line)));
  }

  @Test
  void itTakesEachOptionThatThereIs() {
    CommandSpec spec = CommandSpec.forAnnotatedObject(parsed);
    List<String> options =
        spec.options().stream()
            .map(option -> option.longestName() + (option.arity().max() == 0 ? "" : "=1"))
            .toList();
    assertEquals(6, options.size());
    assertTrue(plain.takes(options), options::toString);
  }

  private static List<String> words(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" "));
  }
}
