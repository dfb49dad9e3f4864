package dev.jeton.cli;

import dev.jeton.app.Document;
import dev.jeton.journal.Finding;
import dev.jeton.journal.PublicKeys;
import dev.jeton.journal.Query;
import dev.jeton.journal.Reading;
import dev.jeton.journal.SignedHead;
import dev.jeton.journal.Table;
import dev.jeton.journal.Verification;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jeton audit …}. */
@Command(
    name = "audit",
    description = {
      "Read and verify the audit trail.",
      "These commands read its files, whether a server runs or not; docs/audit.md defines them."
    })
final class AuditCommands {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final int FINDINGS_SHOWN = 1000;
  private static final String AS_LINES = "Print each event as its line of JSON in the trail.";

  /** How an export is written. */
  enum Format {
    JSONL,
    CSV
  }

  private final Terminal terminal;

  AuditCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "tail", description = "Print the newest events.")
  void tail(
      @Option(
              names = {"-n", "--lines"},
              paramLabel = "N",
              defaultValue = "10",
              description = "How many (default: 10).")
          int lines,
      @Option(
              names = {"-f", "--follow"},
              description = "Go on with those that come, until Ctrl-C.")
          boolean follow,
      @Option(names = "--json", description = AS_LINES) boolean json,
      @Mixin AuditFolder folder)
      throws IOException {
    if (lines < 0) {
      throw Failure.wrongUse("--lines is a number from 0");
    }
    Path path = folder.path();
    var reading = new Reading(path, Query.EVENTS);
    List<Reading.Found> newest = reading.last(Math.max(lines, 1));
    newest.subList(0, Math.min(lines, newest.size())).forEach(found -> print(found, json));
    if (follow) {
      terminal.out().flush();
      long from = newest.isEmpty() ? 0 : newest.getLast().line().number();
      try {
        reading.follow(
            from,
            BETWEEN_LOOKS,
            found -> {
              print(found, json);
              return !terminal.out().checkError();
            });
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Command(
      name = "search",
      description = "Print the events for which all holds that is given, the oldest first.")
  void search(
      @Mixin AuditQuery query,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "0",
              description = "Stop after so many; 0 for none (default: 0).")
          long limit,
      @Option(names = "--json", description = AS_LINES) boolean json,
      @Mixin AuditFolder folder)
      throws IOException {
    var left = new AtomicLong(limit);
    new Reading(folder.path(), query.query())
        .each(
            found -> {
              print(found, json);
              return left.decrementAndGet() != 0 && !terminal.out().checkError();
            });
  }

  @Command(
      name = "verify",
      description = {
        "Read the whole trail and tell each line that was changed, dropped, inserted or moved, with",
        "its file; the exit code is 1 if there is any."
      })
  int verify(
      @Option(
              names = "--head",
              paramLabel = "HEAD",
              description =
                  "A signed head that was kept elsewhere, as audit head prints it: the trail must"
                      + " still hold all up to there.")
          Optional<String> head,
      @Option(
              names = "--keys",
              paramLabel = "DIR",
              description =
                  "The public keys to believe, kept elsewhere (default: those beside the trail,"
                      + " which who can change the trail can change too).")
          Optional<Path> keys,
      @Mixin AuditFolder folder,
      @Mixin Printing printing)
      throws IOException {
    Path path = folder.path();
    Optional<SignedHead> kept = head.map(AuditCommands::head);
    var findings = new ArrayList<Finding>();
    var believed = PublicKeys.read(keys.orElse(path.resolve("keys")));
    kept.filter(h -> Optional.ofNullable(believed.get(h.key())).filter(h::isSignedBy).isEmpty())
        .ifPresent(
            h -> {
              throw Failure.refused("the head that was given is not signed by key " + h.key());
            });
    Verification.Summary summary =
        new Verification(
                believed,
                kept,
                finding -> {
                  if (findings.size() < FINDINGS_SHOWN) {
                    findings.add(finding);
                  }
                })
            .run(path);
    printing.print(
        terminal.out(),
        AuditView.document(summary, findings),
        AuditView.text(summary, findings, keys.isPresent()));
    return summary.findings() == 0 ? 0 : Failure.REFUSED;
  }

  @Command(
      name = "export",
      description = "Write the events of a time to a file or to standard output.")
  void export(
      @Option(names = "--from", paramLabel = "TIME", description = AuditQuery.FROM)
          Optional<String> from,
      @Option(names = "--to", paramLabel = "TIME", description = AuditQuery.TO) Optional<String> to,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "jsonl",
              description =
                  "jsonl, the lines as they stand; or csv, where a value that a spreadsheet would"
                      + " take for a formula gets an apostrophe in front (default: jsonl).")
          Format format,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "A new file (default: standard output).")
          Optional<Path> file,
      @Mixin AuditFolder folder)
      throws IOException {
    Path path = folder.path();
    Query query = AuditQuery.between(from, to);
    try (OutputStream target = target(file);
        var out =
            new PrintStream(
                new BufferedOutputStream(target, 1 << 16), false, StandardCharsets.UTF_8)) {
      if (format == Format.CSV) {
        out.print(Table.header());
      }
      new Reading(path, query)
          .each(
              found -> {
                out.print(
                    switch (format) {
                      case JSONL -> found.text() + "\n";
                      case CSV -> Table.row(found.line());
                    });
                return !out.checkError();
              });
      out.flush();
      if (out.checkError()) {
        throw Failure.refused("the export can't be written in full");
      }
    }
  }

  @Command(
      name = "head",
      description = {
        "Print the newest signed head of the trail, to be kept elsewhere: audit verify --head tells",
        "later whether the trail still holds all up to there."
      })
  void head(@Mixin AuditFolder folder, @Mixin Printing printing) throws IOException {
    SignedHead head =
        SignedHead.newest(folder.path())
            .orElseThrow(() -> Failure.refused("the trail has no signed line yet"));
    var document = new LinkedHashMap<String, Object>();
    document.put("head", head.text());
    document.put("line", head.line());
    document.put("sha256", head.hash());
    document.put("time", head.time().toString());
    document.put("key", head.key());
    printing.print(terminal.out(), new Document(document), List.of(head.text()));
  }

  private void print(Reading.Found found, boolean json) {
    terminal.out().println(json ? found.text() : AuditView.text(found.line()));
  }

  /** Standard output is not ours to close. */
  private OutputStream target(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return new FilterOutputStream(terminal.out()) {
        @Override
        public void write(byte[] octets, int start, int length) throws IOException {
          out.write(octets, start, length);
        }

        @Override
        public void close() throws IOException {
          flush();
        }
      };
    }
    return Files.newOutputStream(
        file.get(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static SignedHead head(String text) {
    return SignedHead.parse(text.strip())
        .orElseThrow(() -> Failure.wrongUse("that is no head as audit head prints it"));
  }
}
