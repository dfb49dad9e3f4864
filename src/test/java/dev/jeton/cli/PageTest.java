package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page of the command line is what the commands say of themselves. */
final class PageTest {
  private static final Path PAGE = Path.of("docs/cli.md");

  private static final String HEAD =
      """
      # The command line

      <!-- Written from what the commands say of themselves: change those, then run
           ./mvnw test -Dtest=PageTest -Ddocs.update=true -->

      Scripts may rely on all of this.

      - Every command but `serve`, `demo`, `config`, `audit`, `hash` and `version` talks to a running server, over its
        [admin API](admin-api.md). It finds it by `server.json` in the data folder (`--data`, by default `./data`), trusts
        the authority in `tls/ca.pem` there and no other, and carries the secret in `admin.token`, which the folder's
        owner alone can read.
      - With `--json` a command prints one JSON document on standard output; without it, a table or lines for people,
        whose looks may change; `audit tail` and `audit search` print one document a line. Text is UTF-8, whatever the locale.
      - Errors go to standard error. Exit codes: 0 done; 1 refused or not found (for `token check`: not live; for
        `config check`: not valid; for `audit verify`: not intact); 2 wrong use, such as an unknown option or dialect or a name that can't be; 3 the
        server can't be reached, also where one has left a `server.json` behind.
      - No password is ever an argument: it is asked for twice without echo, or with `--password-stdin` it is the first
        line of standard input, whole but for the end of the line (LF or CRLF). An empty line is an empty password.
        Where there is neither a terminal nor `--password-stdin`, the exit code is 2. A client's own choice of secret is read
        in the same way with `--secret-stdin`; one that the server makes is printed once, on a line of its own.
      - Names are unique within their form. A `NAME` alone means the one account of that name in whatever form it lives,
        or in none; if there are several, the command is refused until `--in-form` says which.
      - A word that starts with a dash can be a name behind `--`: `jeton account show -- -x`.
      """;

  /** With {@code -Ddocs.update=true} it writes the page in place of comparing it. */
  @Test
  void theDocsHoldThePageAsItIsNow() throws IOException {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    CommandLine line =
        Commands.all(
            new Terminal(InputStream.nullInputStream(), nowhere, nowhere, Optional::empty));
    var page = new StringBuilder(HEAD);
    for (CommandLine command : line.getSubcommands().values()) {
      if (!command.getCommandSpec().helpCommand()) {
        append(page, command);
      }
    }
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page.toString(),
        Files.readString(PAGE),
        PAGE + " is stale: run ./mvnw test -Dtest=PageTest -Ddocs.update=true");
  }

  private static void append(StringBuilder page, CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
      page.append(command.getUsageMessage(Ansi.OFF)).append("```\n");
    }
    command.getSubcommands().values().forEach(below -> append(page, below));
  }
}
