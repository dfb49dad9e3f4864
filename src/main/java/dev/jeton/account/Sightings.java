package dev.jeton.account;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which pairs were seen lately, as marks of 64 bits in at most two megabytes: objects would be ten
 * times as large, and each would grow old before it is forgotten. A pair that was never seen is
 * taken for one that was in one of 2^46 cases. Eight marks share a place, and what came there first
 * is forgotten first; two that come there at the same moment may cost one another their mark.
 */
final class Sightings {
  private static final int WAYS = 8;
  private static final int PLACE_BITS = 15;

  /** Marks a block, which is there as soon as anything was seen in it. */
  private static final int BLOCK = 4096;

  private final AtomicReferenceArray<AtomicLongArray> blocks =
      new AtomicReferenceArray<>((WAYS << PLACE_BITS) / BLOCK);

  /** Whether the pair was seen and has not been forgotten. */
  boolean has(String one, String other) {
    long mark = mark(one, other);
    AtomicLongArray block = blocks.get(first(mark) / BLOCK);
    return block != null && has(block, first(mark) % BLOCK, mark);
  }

  /**
   * Notes a pair.
   *
   * @return whether it was not known
   */
  boolean add(String one, String other) {
    long mark = mark(one, other);
    int number = first(mark) / BLOCK;
    AtomicLongArray block = blocks.get(number);
    if (block == null) {
      blocks.compareAndSet(number, null, new AtomicLongArray(BLOCK));
      block = blocks.get(number);
    }
    int first = first(mark) % BLOCK;
    if (has(block, first, mark)) {
      return false;
    }
    for (int i = first + WAYS - 1; i > first; i--) {
      block.setOpaque(i, block.getOpaque(i - 1));
    }
    block.setOpaque(first, mark);
    return true;
  }

  private static boolean has(AtomicLongArray block, int first, long mark) {
    for (int i = first; i < first + WAYS; i++) {
      if (block.getOpaque(i) == mark) {
        return true;
      }
    }
    return false;
  }

  /** Where the marks of a place begin: that of the highest bits. */
  private static int first(long mark) {
    return (int) (mark >>> Long.SIZE - PLACE_BITS) * WAYS;
  }

  /**
   * FNV-1a of both, then the end of MurmurHash3, which spreads it; never that of an empty place.
   */
  private static long mark(String one, String other) {
    long mark = 0xcbf29ce484222325L;
    for (int i = 0; i < one.length(); i++) {
      mark = (mark ^ one.charAt(i)) * 0x100000001b3L;
    }
    mark = (mark ^ '\n') * 0x100000001b3L;
    for (int i = 0; i < other.length(); i++) {
      mark = (mark ^ other.charAt(i)) * 0x100000001b3L;
    }
    mark = (mark ^ mark >>> 33) * 0xff51afd7ed558ccdL;
    mark = (mark ^ mark >>> 33) * 0xc4ceb9fe1a85ec53L;
    mark ^= mark >>> 33;
    return mark == 0 ? 1 : mark;
  }
}
