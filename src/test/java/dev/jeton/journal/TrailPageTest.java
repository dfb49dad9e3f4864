package dev.jeton.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier that docs/audit.md publishes finds what ours finds. */
final class TrailPageTest {
  @TempDir private Path folder;
  @TempDir private Path scripts;

  private record Verdict(int exitCode, String said) {}

  private Verdict verify() throws IOException, InterruptedException {
    String page = Files.readString(Path.of("docs/audit.md"));
    int start = page.indexOf("```python\n") + 10;
    Path script = scripts.resolve("verify.py");
    Files.writeString(script, page.substring(start, page.indexOf("```\n", start)));
    Process process =
        new ProcessBuilder("python3", script.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), said);
  }

  @Test
  void thePublishedVerifierAgrees() throws Exception {
    var trail = new Trail(folder, Trail.SMALL);
    trail.write(1, 18);
    assertEquals(new Verdict(0, ""), verify());
    String second = trail.files().get(1).path().toString();
    String line = trail.lines(1).get(3);
    trail.edit(
        1,
        lines -> {
          lines.set(3, line.replace("user ", "User "));
          return lines;
        });
    assertEquals(new Verdict(1, second + ", line 5: the line before was changed\n"), verify());
    trail.edit(
        1,
        lines -> {
          lines.set(3, line);
          return lines;
        });
    assertEquals(0, verify().exitCode());
    trail.edit(
        0,
        lines -> {
          lines.set(
              lines.size() - 1, lines.getLast().replace("\"time\":\"2026", "\"time\":\"2027"));
          return lines;
        });
    Verdict forged = verify();
    assertEquals(1, forged.exitCode());
    assertTrue(forged.said().contains(trail.files().getFirst().path() + ", line "), forged.said());
    assertTrue(forged.said().contains("the signature does not hold"), forged.said());
  }
}
