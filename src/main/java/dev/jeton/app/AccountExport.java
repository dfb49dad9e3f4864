package dev.jeton.app;

import dev.jeton.wire.Csv;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Writes accounts as an import reads them. */
public final class AccountExport {
  private final PrintStream out;
  private final boolean lines;
  private final List<AccountColumns> columns;

  /**
   * Prepares it.
   *
   * @param lines whether as JSON lines
   * @param secrets whether with hashes and digest secrets
   */
  public AccountExport(PrintStream out, boolean lines, boolean secrets) {
    this.out = out;
    this.lines = lines;
    var shown = EnumSet.range(AccountColumns.NAME, AccountColumns.DIRECTORY);
    if (secrets) {
      shown.add(AccountColumns.ALLOW_WEAK); // a password that was let in once comes back
      shown.add(AccountColumns.PASSWORD_HASH);
      shown.add(AccountColumns.NOUT_SECRET);
      shown.add(AccountColumns.DIGEST_SECRET);
    }
    columns = List.copyOf(shown);
  }

  /** A new file that its owner alone can read; one that is there already is refused. */
  public static PrintStream file(Path path) throws IOException {
    return new PrintStream(
        new BufferedOutputStream(
            Channels.newOutputStream(
                Files.newByteChannel(
                    path,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))))),
        false,
        StandardCharsets.UTF_8);
  }

  /** Writes what stands before the first account. */
  public void begin() {
    if (!lines) {
      out.print(Csv.line(columns.stream().map(AccountColumns::text).toList()));
    }
  }

  /** Writes an account as the admin API tells it. */
  public void write(Document account) {
    if (!lines) {
      var cells = new ArrayList<String>();
      columns.forEach(column -> cells.add(column.cell(account)));
      out.print(Csv.line(cells));
      return;
    }
    var row = new LinkedHashMap<String, Object>();
    for (AccountColumns column : columns) {
      Object value =
          column == AccountColumns.ALLOW_WEAK && !column.cell(account).isEmpty()
              ? (Object) true
              : account.members().get(column.text());
      if (value != null) {
        row.put(column.text(), value);
      }
    }
    out.print(new Document(row).json() + "\n");
  }
}
