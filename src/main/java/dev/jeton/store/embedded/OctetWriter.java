package dev.jeton.store.embedded;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes keys and values. What is called {@code sorted} compares as octets the way it compares as a
 * value, and has a fixed length; the rest is short.
 */
final class OctetWriter {
  private byte[] octets = new byte[128];
  private int length;

  byte[] done() {
    return Arrays.copyOf(octets, length);
  }

  OctetWriter octet(int value) {
    room(1);
    octets[length++] = (byte) value;
    return this;
  }

  OctetWriter octets(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, octets, length, value.length);
    length += value.length;
    return this;
  }

  OctetWriter flag(boolean value) {
    return octet(value ? 1 : 0);
  }

  /** Seven bits an octet, the lowest first; negative numbers are folded between the others. */
  OctetWriter number(long value) {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      octet((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    return octet((int) rest);
  }

  /** Each UTF-16 unit by itself in UTF-8's pattern: unlike UTF-8 it keeps lone surrogates apart. */
  OctetWriter text(String value) {
    number(value.length());
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (unit < 0x80) {
        octet(unit);
      } else if (unit < 0x800) {
        octet(0xC0 | unit >> 6).octet(0x80 | unit & 0x3F);
      } else {
        octet(0xE0 | unit >> 12).octet(0x80 | unit >> 6 & 0x3F).octet(0x80 | unit & 0x3F);
      }
    }
    return this;
  }

  OctetWriter instant(Instant value) {
    return number(value.getEpochSecond()).number(value.getNano());
  }

  <T> OctetWriter optional(Optional<T> value, Consumer<T> write) {
    flag(value.isPresent());
    value.ifPresent(write);
    return this;
  }

  OctetWriter sorted(long value) {
    long flipped = value ^ Long.MIN_VALUE;
    for (int shift = 56; shift >= 0; shift -= 8) {
      octet((int) (flipped >> shift));
    }
    return this;
  }

  OctetWriter sorted(Instant value) {
    sorted(value.getEpochSecond());
    int nano = value.getNano();
    return octet(nano >> 24).octet(nano >> 16).octet(nano >> 8).octet(nano);
  }

  private void room(int more) {
    if (length + more > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
    }
  }
}
