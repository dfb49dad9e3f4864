package dev.jeton.app;

import dev.jeton.wire.Csv;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The accounts in a file, one after the other: CSV with a header, or JSON lines, which begin with a
 * brace. Of the file a few rows at a time are in memory.
 */
public final class AccountRows implements AutoCloseable {
  private static final int LONGEST_HEADER = 64 * 1024;
  private static final int LONGEST_LINE = 1 << 20;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader text;
  private final Map<AccountColumns, String> presets;
  private final Optional<Csv> csv;
  private List<AccountColumns> header = List.of();
  private long line;

  /**
   * A row, or why there is none that could be sent.
   *
   * @param line on which it begins, from 1
   */
  public record Row(long line, Optional<Document> account, String why) {}

  /** Carries out that nothing, or nothing more, can be read. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Begins to read.
   *
   * @param from in UTF-8
   * @param presets cells for rows that have none in these columns
   * @throws Unreadable if the header can't be used; says why
   */
  public AccountRows(InputStream from, Map<AccountColumns, String> presets) throws Unreadable {
    this.presets = presets;
    text = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8.newDecoder()));
    try {
      text.mark(1);
      if (text.read() != BYTE_ORDER_MARK) {
        text.reset();
      }
      String head = peek();
      if (head.stripLeading().startsWith("{")) {
        csv = Optional.empty();
      } else {
        csv = Optional.of(new Csv(text, separator(head)));
        header = header(csv.get());
      }
    } catch (IOException e) {
      throw unreadable(e);
    } catch (Csv.Broken e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The next row; empty at the end.
   *
   * @throws Unreadable if the rest can't be read
   */
  public Optional<Row> next() throws Unreadable {
    try {
      return csv.isPresent() ? record(csv.get()) : line();
    } catch (IOException e) {
      throw unreadable(e);
    } catch (Csv.Broken e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Row> record(Csv from) throws Csv.Broken {
    if (!from.hasNext()) {
      return Optional.empty();
    }
    Csv.Row read = from.next();
    if (read.cells().size() != header.size()) {
      return Optional.of(
          new Row(
              read.line(),
              Optional.empty(),
              "it has " + read.cells().size() + " cells, the header " + header.size()));
    }
    var account = new LinkedHashMap<String, Object>();
    try {
      var given = new ArrayList<AccountColumns>();
      for (int i = 0; i < header.size(); i++) {
        if (!read.cells().get(i).isEmpty()) {
          header.get(i).put(account, read.cells().get(i));
          given.add(header.get(i));
        }
      }
      presets.forEach(
          (column, cell) -> {
            if (!given.contains(column)) {
              column.put(account, cell);
            }
          });
    } catch (IllegalArgumentException e) {
      return Optional.of(new Row(read.line(), Optional.empty(), String.valueOf(e.getMessage())));
    }
    return Optional.of(new Row(read.line(), Optional.of(new Document(account)), ""));
  }

  private Optional<Row> line() throws IOException {
    while (true) {
      var read = new StringBuilder();
      int next = text.read();
      if (next < 0) {
        return Optional.empty();
      }
      line++;
      for (; next >= 0 && next != '\n'; next = text.read()) {
        if (read.length() <= LONGEST_LINE) {
          read.append((char) next);
        }
      }
      if (read.toString().isBlank()) {
        continue;
      }
      return Optional.of(
          switch (Document.read(read.toString().getBytes(StandardCharsets.UTF_8))) {
            case Document.Malformed _ ->
                new Row(line, Optional.empty(), "this is no JSON object on one line");
            case Document.Whole(Document document) -> preset(document);
          });
    }
  }

  private Row preset(Document document) {
    var account = new LinkedHashMap<>(document.members());
    try {
      presets.forEach(
          (column, cell) -> {
            if (!account.containsKey(column.text())) {
              column.put(account, cell);
            }
          });
    } catch (IllegalArgumentException e) {
      return new Row(line, Optional.empty(), String.valueOf(e.getMessage()));
    }
    return new Row(line, Optional.of(new Document(account)), "");
  }

  private List<AccountColumns> header(Csv from) throws Csv.Broken, Unreadable {
    if (!from.hasNext()) {
      throw new Unreadable("it is empty; want a header with the columns' names first");
    }
    var columns = new ArrayList<AccountColumns>();
    for (String name : from.next().cells()) {
      AccountColumns column =
          AccountColumns.named(name)
              .orElseThrow(
                  () ->
                      new Unreadable(
                          "column "
                              + (columns.size() + 1)
                              + " of the header has an unknown name; there are "
                              + AccountColumns.names()));
      if (columns.contains(column)) {
        throw new Unreadable("the header has " + column.text() + " twice");
      }
      columns.add(column);
    }
    if (!columns.contains(AccountColumns.NAME)) {
      throw new Unreadable("the header has no column name");
    }
    return columns;
  }

  /** What stands most often in the header, whose names hold no separator themselves. */
  private static char separator(String head) {
    String first = head.lines().findFirst().orElse("");
    return Stream.of(',', ';', '\t')
        .max(Comparator.comparingLong(each -> first.chars().filter(c -> c == each).count()))
        .orElse(',');
  }

  private String peek() throws IOException {
    text.mark(LONGEST_HEADER);
    var head = new StringBuilder();
    for (int next = text.read();
        next >= 0 && head.length() < LONGEST_HEADER - 1;
        next = text.read()) {
      head.append((char) next);
      if (next == '\n' && !head.toString().isBlank()) {
        break;
      }
    }
    text.reset();
    return head.toString();
  }

  private static Unreadable unreadable(IOException e) {
    return new Unreadable(
        e instanceof CharacterCodingException
            ? "it is not in UTF-8"
            : "it can't be read: " + e.getMessage());
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
