package dev.jeton.cli;

import dev.jeton.app.Document;
import dev.jeton.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** A command that was run in this process, and what it left. */
public record Run(int exitCode, String out, String err) {

  /** Runs a command where nobody sits at a terminal. */
  public static Run of(String standardInput, String... arguments) {
    return of(standardInput, Optional.empty(), arguments);
  }

  /** Runs a command for somebody who types these answers. */
  public static Run typing(List<String> answers, String... arguments) {
    var left = new ArrayDeque<>(answers);
    return of("", Optional.of(_ -> Secret.of(left.removeFirst())), arguments);
  }

  public Document json() {
    return switch (Document.read(out.getBytes(StandardCharsets.UTF_8))) {
      case Document.Whole(Document document) -> document;
      case Document.Malformed(String why) -> throw new AssertionError(why + ": " + out + err);
    };
  }

  private static Run of(
      String standardInput, Optional<Terminal.Prompt> prompt, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> prompt);
    int exitCode = Main.run(terminal, arguments);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
