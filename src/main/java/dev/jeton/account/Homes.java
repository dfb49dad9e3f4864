package dev.jeton.account;

import dev.jeton.session.Network;
import dev.jeton.session.SessionId;
import java.util.Arrays;

/**
 * Which sessions are at home in which networks. What came first is forgotten first.
 *
 * <p>Each is a fingerprint of 64 bits in an array, since as objects they would live so long that
 * the collector moves each of them several times, and looks at all of them ever after. Two may meet
 * in a fingerprint; then a live session may be used from a network that has to wait.
 */
final class Homes {
  private static final int FIRST = 64;

  /** Of the id's digits, which are those of a MAC: as many as a long has. */
  private static final int DIGITS = 16;

  /** The golden ratio, which spreads what is multiplied by it. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int most;

  /** In the order of their coming; when it is as long as it may be, from {@link #oldest} on. */
  private long[] inOrder = new long[FIRST];

  /** Each at its place or the next free one behind it, with 0 for none; at most half full. */
  private long[] table = new long[2 * FIRST];

  private int count;
  private int oldest;

  /**
   * Makes an empty one.
   *
   * @param most how many are remembered, from 1
   */
  Homes(int most) {
    this.most = most;
  }

  synchronized boolean contains(SessionId session, Network network) {
    long print = print(session, network);
    return table[slot(print)] == print;
  }

  synchronized void add(SessionId session, Network network) {
    long print = print(session, network);
    if (table[slot(print)] == print) {
      return;
    }
    if (count == most) {
      remove(inOrder[oldest]);
      inOrder[oldest] = print;
      oldest = (oldest + 1) % most;
    } else {
      if (count == inOrder.length) {
        grow();
      }
      inOrder[count++] = print;
    }
    table[slot(print)] = print;
  }

  private static long print(SessionId session, Network network) {
    long id = Long.parseUnsignedLong(session.text(), 0, DIGITS, 16);
    long print = id ^ SPREAD * network.text().hashCode();
    return print == 0 ? 1 : print;
  }

  /** Where it is, or would be put. */
  private int slot(long print) {
    int at = place(print);
    while (table[at] != 0 && table[at] != print) {
      at = next(at);
    }
    return at;
  }

  private int place(long print) {
    return (int) (print * SPREAD >>> Integer.SIZE) & table.length - 1;
  }

  private int next(int at) {
    return at + 1 & table.length - 1;
  }

  /** Those behind it that are not at their places move up, so that they are still found. */
  private void remove(long print) {
    int hole = slot(print);
    for (int at = next(hole); table[at] != 0; at = next(at)) {
      int away = at - place(table[at]) & table.length - 1;
      if (away >= (at - hole & table.length - 1)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = 0;
  }

  private void grow() {
    inOrder = Arrays.copyOf(inOrder, Math.min(most, 2 * count));
    table = new long[2 * Integer.highestOneBit(2 * inOrder.length - 1)];
    for (int i = 0; i < count; i++) {
      table[slot(inOrder[i])] = inOrder[i];
    }
  }
}
