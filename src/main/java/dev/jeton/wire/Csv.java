package dev.jeton.wire;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** CSV (RFC 4180) as a stream of records, of which one at a time is in memory. */
public final class Csv implements AutoCloseable {
  /** Characters of a record. */
  private static final int LONGEST = 1 << 20;

  private final OpenQuote source;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private Optional<CsvRecord> ahead = Optional.empty();

  /**
   * A record that was read.
   *
   * @param line on which it begins, from 1
   */
  public record Row(long line, List<String> cells) {}

  /** Carries out of the stream that the rest can't be read. */
  public static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Reads from there on; records without a character are passed over.
   *
   * @param separator between cells
   */
  public Csv(Reader from, char separator) {
    source = new OpenQuote(from, separator);
    reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(false)
            .maxBufferSize(LONGEST)
            .ofCsvRecord(source);
    records = reader.iterator();
  }

  /**
   * Whether there is another record.
   *
   * @throws Broken if what follows is no CSV, has a quote that is never closed, is not in the
   *     reader's encoding, or can't be read; its message quotes nothing
   */
  public boolean hasNext() throws Broken {
    try {
      if (ahead.isEmpty() && records.hasNext()) {
        CsvRecord record = records.next();
        if (source.isLeftOpen() && !records.hasNext()) {
          throw new Broken(
              "the record of line "
                  + record.getStartingLineNumber()
                  + " has a quote that is not closed");
        }
        ahead = Optional.of(record);
      }
      return ahead.isPresent();
    } catch (CsvParseException e) {
      throw new Broken("from here on this is no CSV: look for a quote that is not closed");
    } catch (UncheckedIOException e) {
      throw new Broken("it can't be read on: " + Objects.requireNonNull(e.getCause()).getMessage());
    }
  }

  /** The next record, which {@link #hasNext} said there is. */
  public Row next() {
    CsvRecord record = ahead.orElseThrow();
    ahead = Optional.empty();
    return new Row(record.getStartingLineNumber(), record.getFields());
  }

  /** A record as a line, with its end; cells are quoted where they must be. */
  public static String line(List<String> cells) {
    var text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
