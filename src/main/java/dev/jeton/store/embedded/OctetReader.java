package dev.jeton.store.embedded;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what {@link OctetWriter} wrote, in the same order. What is too short or out of range throws
 * some unchecked exception: the store's own checksums are there to prevent it.
 */
final class OctetReader {
  private final ByteBuffer buffer;

  OctetReader(byte[] octets) {
    buffer = ByteBuffer.wrap(octets);
  }

  /** Reads on after the version octet, of which there is one value so far. */
  static OctetReader ofVersion(int known, byte[] octets) {
    var reader = new OctetReader(octets);
    int version = reader.octet();
    if (version != known) {
      throw new IllegalStateException(
          "a record of version " + version + ", which this version of Jeton doesn't know");
    }
    return reader;
  }

  /**
   * The version octet of a record that has been written in several ways.
   *
   * @param latest the last one that is known
   */
  int version(int latest) {
    int version = octet();
    if (version < 1 || version > latest) {
      throw new IllegalStateException(
          "a record of version " + version + ", which this version of Jeton doesn't know");
    }
    return version;
  }

  int octet() {
    return buffer.get() & 0xFF;
  }

  byte[] octets(int length) {
    byte[] value = new byte[length];
    buffer.get(value);
    return value;
  }

  /** Fills the rest of an array. */
  void octets(byte[] into, int from) {
    buffer.get(into, from, into.length - from);
  }

  byte[] rest() {
    return octets(buffer.remaining());
  }

  boolean flag() {
    return octet() != 0;
  }

  long number() {
    long folded = 0;
    int shift = 0;
    int octet;
    do {
      octet = octet();
      folded |= (octet & 0x7FL) << shift;
      shift += 7;
    } while (octet >= 0x80);
    return folded >>> 1 ^ -(folded & 1);
  }

  int size() {
    return Math.toIntExact(number());
  }

  String text() {
    int length = size();
    if (length > buffer.remaining()) { // a damaged length must not take all memory
      throw new BufferUnderflowException();
    }
    char[] units = new char[length];
    for (int i = 0; i < units.length; i++) {
      int first = octet();
      if (first < 0x80) {
        units[i] = (char) first;
      } else if (first < 0xE0) {
        units[i] = (char) ((first & 0x1F) << 6 | octet() & 0x3F);
      } else {
        units[i] = (char) ((first & 0x0F) << 12 | (octet() & 0x3F) << 6 | octet() & 0x3F);
      }
    }
    return String.valueOf(units);
  }

  Instant instant() {
    return Instant.ofEpochSecond(number(), number());
  }

  <T> Optional<T> optional(Supplier<T> read) {
    return flag() ? Optional.of(read.get()) : Optional.empty();
  }

  long sorted() {
    return buffer.getLong() ^ Long.MIN_VALUE;
  }

  Instant sortedInstant() {
    return Instant.ofEpochSecond(sorted(), buffer.getInt());
  }
}
