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
import java.util.Optional;
import java.util.Set;

/** Writes accounts as an import reads them. */
public final class AccountExport {
  private final PrintStream out;
  private final boolean lines;
  private final List<AccountColumns> columns;
  private long pairs;
  private long machines;
  private long clients;

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

  /**
   * What could not be written, in sentences for people: of a pair's secret half, and of a client's
   * secret, there is no more than an HMAC under a key of this server's ring, which proves nothing
   * elsewhere.
   */
  public List<String> leftOut() {
    var sentences = new ArrayList<String>();
    if (pairs > 0) {
      sentences.add(
          "left out: key pairs %d, of machines %d; their secret halves are not kept, so import"
                  .formatted(pairs, machines)
              + " them from where the clients have them, or issue new ones");
    }
    if (clients > 0) {
      sentences.add(
          "left out: OAuth clients %d; add them where the accounts go, by jeton client add"
              .formatted(clients));
    }
    return sentences;
  }

  /** Writes what stands before the first account. */
  public void begin() {
    if (!lines) {
      out.print(Csv.line(columns.stream().map(AccountColumns::text).toList()));
    }
  }

  /** Writes an account as the admin API tells it. */
  public void write(Document account) {
    if (account.text("kind").equals(Optional.of("client"))) {
      clients++;
      return;
    }
    int left = account.texts("keys").size();
    pairs += left;
    machines += left > 0 ? 1 : 0;
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
