package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jeton directory …}. */
@Command(name = "directory", description = "Examine the directory that proves passwords.")
final class DirectoryCommands {
  private static final int GOOD = 0;
  private static final int BAD = 1;

  private final Terminal terminal;

  DirectoryCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "test",
      description = {
        "Ask the directory what a login asks it, and say what came of each step.",
        "Every server is tried. Nothing is changed, but the directory may count a wrong password."
            + " The exit code is 0 if all is well, 1 if something is not."
      })
  int test(
      @Option(names = "--name", paramLabel = "NAME", description = "Whose entry to look for.")
          Optional<String> name,
      @Option(
              names = "--password-stdin",
              description = "Try the password on standard input, one line, for that name.")
          boolean passwordOnStandardInput,
      @Mixin Connection server,
      @Mixin Printing printing) {
    if (passwordOnStandardInput && name.isEmpty()) {
      throw Failure.wrongUse("a password is somebody's: say whose by --name");
    }
    var body = new LinkedHashMap<String, Object>();
    name.ifPresent(value -> body.put("name", value));
    if (passwordOnStandardInput) {
      body.put("password", terminal.line());
    }
    Document answer = server.post("/v1/directory/test", new Document(body));
    printing.print(terminal.out(), answer, lines(answer));
    return answer.isTrue("good") ? GOOD : BAD;
  }

  private static List<String> lines(Document answer) {
    var rows = new ArrayList<List<String>>();
    for (Document step : answer.objects("steps")) {
      rows.add(
          List.of(
              step.isTrue("good") ? "ok" : "FAILED",
              step.text("what").orElse(""),
              step.text("told").orElse("")));
    }
    return Printing.table(rows);
  }
}
