package dev.jeton.app;

import dev.jeton.wire.Csv;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Where the refused rows of an import are told, by line and reason: in a file, or the first of them
 * on a terminal. No cell of theirs is: a password may stand in any.
 */
public final class RefusedRows implements AutoCloseable {
  private static final int SHOWN = 20;

  private final Optional<Writer> file;
  private final PrintStream out;
  private int told;

  /**
   * Opens the report.
   *
   * @param path what is there is written over, or on behind it
   * @param out without a path, hears of the first ones
   */
  public RefusedRows(Optional<Path> path, boolean append, PrintStream out) throws IOException {
    this.out = out;
    boolean on = append && path.isPresent() && Files.exists(path.get());
    file =
        path.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Files.newBufferedWriter(
                    path.get(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    on ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING));
    if (file.isPresent() && !on) {
      write(List.of("line", "reason"));
    }
  }

  void add(long line, String why) {
    if (file.isPresent()) {
      write(List.of(Long.toString(line), why));
    } else if (told++ < SHOWN) {
      out.println("line " + line + ": " + why);
    } else if (told == SHOWN + 1) {
      out.println("more lines are refused: --report FILE tells of all");
    }
  }

  private void write(List<String> cells) {
    try {
      file.orElseThrow().write(Csv.line(cells));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
