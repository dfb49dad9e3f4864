package dev.jeton.store.embedded;

import java.util.Arrays;

/**
 * RocksDB's own form of a batch (its db/write_batch.cc): 8 octets for a number that it fills in,
 * how many changes there are (4 octets, the lowest first), and the changes one after the other. It
 * takes a batch in this form in one call.
 */
final class BatchOctets {
  private static final int HEADER = 12;
  private static final int COUNT_AT = 8;

  /** Of a change with its key, more or less. */
  private static final int USUAL = 80;

  /** Tags of changes in families that are named by their numbers. */
  private static final int DELETE = 4;

  private static final int PUT = 5;

  private byte[] octets;
  private int length = HEADER;

  BatchOctets(int changes) {
    octets = new byte[HEADER + changes * USUAL];
    for (int i = 0; i < Integer.BYTES; i++) {
      octets[COUNT_AT + i] = (byte) (changes >> 8 * i);
    }
  }

  void put(int family, byte[] key, byte[] value) {
    octet(PUT);
    number(family);
    text(key);
    text(value);
  }

  void delete(int family, byte[] key) {
    octet(DELETE);
    number(family);
    text(key);
  }

  byte[] done() {
    return Arrays.copyOf(octets, length);
  }

  private void text(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, octets, length, value.length);
    length += value.length;
  }

  /** Seven bits an octet, the lowest first. */
  private void number(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      octet(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    octet(rest);
  }

  private void octet(int value) {
    room(1);
    octets[length++] = (byte) value;
  }

  private void room(int more) {
    if (length + more > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
    }
  }
}
