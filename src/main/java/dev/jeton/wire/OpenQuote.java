package dev.jeton.wire;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Watches CSV as it is read, to tell at its end whether a quote was opened and not closed: the CSV
 * library takes all behind such a quote for a cell.
 */
final class OpenQuote extends FilterReader {
  private static final char QUOTE = '"';

  private enum Place {
    BEFORE_CELL,
    IN_CELL,
    IN_QUOTES,
    /** The second of two quotes, or what closes the cell. */
    BEHIND_QUOTE
  }

  private final char separator;
  private Place place = Place.BEFORE_CELL;
  private boolean atEnd;

  OpenQuote(Reader from, char separator) {
    super(from);
    this.separator = separator;
  }

  /** Whether all has been read, and the last cell lacks its closing quote. */
  boolean isLeftOpen() {
    return atEnd && place == Place.IN_QUOTES;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next < 0) {
      atEnd = true;
    } else {
      pass((char) next);
    }
    return next;
  }

  @Override
  public int read(char[] into, int from, int most) throws IOException {
    int count = super.read(into, from, most);
    if (count < 0) {
      atEnd = true;
    }
    for (int i = from; i < from + count; i++) {
      pass(into[i]);
    }
    return count;
  }

  private void pass(char next) {
    boolean ends = next == separator || next == '\n' || next == '\r';
    place =
        switch (place) {
          case BEFORE_CELL, BEHIND_QUOTE ->
              next == QUOTE ? Place.IN_QUOTES : ends ? Place.BEFORE_CELL : Place.IN_CELL;
          case IN_CELL -> ends ? Place.BEFORE_CELL : Place.IN_CELL;
          case IN_QUOTES -> next == QUOTE ? Place.BEHIND_QUOTE : Place.IN_QUOTES;
        };
  }
}
