package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of docs/import.md, as a reader would follow it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ImportPageTest {
  private static final Path PAGE = Path.of("docs/import.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(csv|sh)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theExampleDoesWhatItSays() throws Exception {
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
    assertEquals(
        List.of("csv", "sh", "csv", "sh"), blocks.stream().map(block -> block.group(1)).toList());
    Files.writeString(folder.resolve("users.csv"), blocks.get(0).group(2));
    try (var server = ServerProcess.start(folder.resolve("data"))) {
      List<Run> runs = run(server, blocks.get(1).group(2));
      assertEquals(List.of(1, 1), runs.stream().map(Run::exitCode).toList());
      assertTrue(runs.get(0).out().contains("; nothing was changed"), runs.get(0).out());
      for (Run run : runs) {
        assertTrue(run.out().contains("added 3, replaced 0, skipped 0, refused 1"), run.out());
      }
      assertEquals(
          blocks.get(2).group(2),
          Files.readString(folder.resolve("refused.csv")).replace("\r\n", "\n"));
      assertTrue(logsIn(server, "alice", "abcdefghijklmnopqrstuvwxyz"));
      assertTrue(logsIn(server, "bob", "password"));
      assertTrue(logsIn(server, "carol", "testing123"));
      Files.writeString(
          folder.resolve("users.csv"),
          blocks.get(0).group(2).replace("hunter2", "{MD5}" + "X03MO1qnZdYdgyfeuILPmQ=="));
      Run again = run(server, blocks.get(1).group(2)).get(1);
      assertEquals(0, again.exitCode(), again.err());
      assertTrue(again.out().contains("added 1, replaced 0, skipped 3"), again.out());
      for (Run run : run(server, blocks.get(3).group(2))) {
        assertEquals(0, run.exitCode(), run.err());
      }
      assertEquals(5, Files.readAllLines(folder.resolve("accounts.csv")).size());
    }
  }

  /** Runs each line's command, with its files in the test's folder. */
  private List<Run> run(ServerProcess server, String lines) {
    return lines
        .lines()
        .map(
            line ->
                server.jeton(
                    "",
                    Arrays.stream(line.replace(" --data \"$DATA\"", "").split(" "))
                        .skip(1)
                        .map(word -> word.endsWith(".csv") ? folder.resolve(word).toString() : word)
                        .toArray(String[]::new)))
        .toList();
  }

  private static boolean logsIn(ServerProcess server, String name, String password)
      throws Exception {
    return server
        .get("/Api/Vo/V1/?action=token&username=" + name + "&password=" + password)
        .contains("\"token\"");
  }
}
