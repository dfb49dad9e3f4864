package dev.jeton.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system that was run to its end.
 *
 * @param out what it printed, errors included; octet by octet (ISO 8859-1)
 */
record Program(int exitCode, String out) {
  private static final Path SCRIPTS = Path.of("src/test/resources/dev/jeton/clients");
  private static final long PATIENCE_SECONDS = 60;

  /**
   * Runs it.
   *
   * @throws AssertionError if it is not there or does not end, saying so
   */
  static Program run(String standardInput, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      try (OutputStream in = process.getOutputStream()) {
        in.write(standardInput.getBytes(StandardCharsets.UTF_8));
      }
      byte[] out = process.getInputStream().readAllBytes();
      return new Program(
          process.onExit().join().exitValue(), new String(out, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(
          command.getFirst() + " can't be run; ./test says which packages it needs", e);
    }
  }

  /** The lines that a script of the test resources prints, given the password. */
  static List<String> script(House house, String interpreter, String script, String wsdl) {
    Program run =
        run(
            House.PASSWORD,
            List.of(
                interpreter,
                SCRIPTS.resolve(script).toString(),
                house.https() + wsdl,
                house.authority().toString()));
    String text = new String(run.out.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    if (run.exitCode != 0) {
      throw new AssertionError(script + " failed; ./test says what it needs:\n" + text);
    }
    return text.lines().toList();
  }
}
