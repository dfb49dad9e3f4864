package dev.jeton.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The beginning of a line, which is made the same way in all of them: as much as it takes to follow
 * the chain, read many times quicker than the whole.
 *
 * @param event the store's number of the event; zero for what the journal wrote by itself
 */
record Outline(long number, String previous, String kind, long event) {
  private static final byte[] LINE = ascii("{\"line\":");
  private static final byte[] PREVIOUS = ascii(",\"previous\":\"");
  private static final byte[] TIME = ascii("\",\"time\":\"");
  private static final byte[] KIND = ascii("\",\"kind\":\"");
  private static final byte[] EVENT = ascii("\",\"event\":");
  private static final byte[] DETAIL = ascii("\",\"detail\":{");
  private static final byte[] DETAIL_BEHIND_EVENT = ascii(",\"detail\":{");

  /** What stands in for the octets of a text between two positions. */
  private static final class Cursor {
    private final byte[] octets;
    private int at;

    Cursor(byte[] octets) {
      this.octets = octets;
    }

    boolean passes(byte[] literal) {
      int end = at + literal.length;
      if (end > octets.length || !Arrays.equals(octets, at, end, literal, 0, literal.length)) {
        return false;
      }
      at = end;
      return true;
    }

    /** A number without a sign; negative if there is none, or one of more than 18 digits. */
    long number() {
      int start = at;
      long value = 0;
      while (at < octets.length && octets[at] >= '0' && octets[at] <= '9') {
        value = value * 10 + octets[at++] - '0';
      }
      return at == start || at - start > 18 ? -1 : value;
    }

    /** What stands before the next quote; empty if there is none. */
    String text() {
      int start = at;
      while (at < octets.length && octets[at] != '"') {
        at++;
      }
      return new String(octets, start, at - start, StandardCharsets.ISO_8859_1);
    }
  }

  /** Reads it; empty if this is no line of the trail. */
  static Optional<Outline> of(byte[] octets) {
    var cursor = new Cursor(octets);
    if (!cursor.passes(LINE)) {
      return Optional.empty();
    }
    long number = cursor.number();
    if (number < 1 || !cursor.passes(PREVIOUS)) {
      return Optional.empty();
    }
    String previous = cursor.text();
    if (previous.length() != Hash.DIGITS || !cursor.passes(TIME)) {
      return Optional.empty();
    }
    cursor.text();
    if (!cursor.passes(KIND)) {
      return Optional.empty();
    }
    String kind = cursor.text();
    long event = 0;
    if (cursor.passes(EVENT)) {
      event = cursor.number();
      if (event < 1 || !cursor.passes(DETAIL_BEHIND_EVENT)) {
        return Optional.empty();
      }
    } else if (!cursor.passes(DETAIL)) {
      return Optional.empty();
    }
    boolean whole =
        octets.length > cursor.at + 1
            && octets[octets.length - 1] == '}'
            && octets[octets.length - 2] == '}';
    return whole ? Optional.of(new Outline(number, previous, kind, event)) : Optional.empty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
