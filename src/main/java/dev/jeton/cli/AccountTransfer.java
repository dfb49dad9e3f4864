package dev.jeton.cli;

import dev.jeton.app.AccountExport;
import dev.jeton.app.AccountRows;
import dev.jeton.app.CountedInput;
import dev.jeton.app.Document;
import dev.jeton.app.ImportMark;
import dev.jeton.app.ImportProgress;
import dev.jeton.app.ImportRun;
import dev.jeton.app.RefusedRows;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Moves accounts in and out, many at a time. */
final class AccountTransfer {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Terminal terminal;

  AccountTransfer(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Imports a file and gives the exit code. */
  int importAll(Path file, ImportOptions options, Connection server, Printing printing) {
    boolean piped = file.equals(STANDARD_INPUT);
    String existing = options.existing();
    try (var input = new CountedInput(piped ? terminal.in() : Files.newInputStream(file));
        var rows = new AccountRows(input, options.presets())) {
      var client = server.client();
      Optional<ImportMark> mark =
          piped || options.dryRun()
              ? Optional.empty()
              : Optional.of(ImportMark.of(file, server.data(), options.text()));
      long before = mark.isPresent() ? mark.get().rows() : 0;
      if (before > 0) {
        terminal.err().println("goes on behind the " + before + " rows that are done already");
      }
      try (var refused = new RefusedRows(options.report(), before > 0, terminal.err())) {
        var progress =
            new ImportProgress(
                terminal.err(),
                terminal.console().get().isPresent(),
                before,
                piped ? 0 : Files.size(file),
                input::count,
                refused,
                mark);
        boolean whole = false;
        try {
          new ImportRun(client, existing, options.dryRun(), progress).run(rows, before);
          whole = true;
        } finally {
          progress.finish(whole);
        }
        printing.print(terminal.out(), progress.document(), progress.lines(options.dryRun()));
        return progress.refusedRows() == 0 ? 0 : Failure.REFUSED;
      }
    } catch (AccountRows.Unreadable e) {
      throw Failure.wrongUse(file + ": " + e.getMessage());
    } catch (ImportRun.Stopped e) {
      throw Failure.notReachable(e.getMessage() + "; the same command again goes on from there");
    } catch (IOException | UncheckedIOException e) {
      throw Failure.wrongUse("a file can't be used: " + e.getMessage());
    }
  }

  /** Exports all accounts, a page at a time. */
  void exportAll(boolean lines, boolean secrets, Optional<Path> to, Connection server) {
    try (PrintStream out = to.isPresent() ? AccountExport.file(to.get()) : terminal.out()) {
      var export = new AccountExport(out, lines, secrets);
      export.begin();
      Map<String, String> query = new LinkedHashMap<>();
      if (secrets) {
        query.put("secrets", "true");
      }
      Optional<String> next = Optional.of("0");
      while (next.isPresent()) {
        query.put("after", next.get());
        Document page = server.get("/v1/accounts", query);
        page.objects("accounts").forEach(export::write);
        next = page.text("next");
      }
      if (out.checkError()) {
        throw Failure.refused("the accounts can't be written");
      }
      export.leftOut().forEach(line -> terminal.err().println("jeton: " + line));
    } catch (IOException e) {
      throw Failure.wrongUse("the file can't be used: " + e.getMessage());
    }
  }
}
