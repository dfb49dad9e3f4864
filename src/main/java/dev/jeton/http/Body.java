package dev.jeton.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * What has come of a request's body, as far as there is room for it. Its array grows with what has
 * come, not with what was announced, to at most twice as much.
 */
final class Body {
  static final byte[] NOTHING = {};

  private final Holding held;
  private byte[] octets = NOTHING;
  private int size;
  private boolean dropped;

  Body(Holding held) {
    this.held = held;
  }

  /** How much has come. */
  int size() {
    return size;
  }

  /**
   * Takes in what comes.
   *
   * @param most beyond which none is taken in but this part, so that no room is made for it
   * @return whether there was room
   */
  boolean add(Buffer part, int most) {
    int needed = size + part.length();
    if (!dropped) {
      if (needed > octets.length) {
        int wanted = Math.max(needed, Math.min(2 * octets.length, most));
        if (!held.grow(wanted - octets.length)) {
          return false;
        }
        octets = Arrays.copyOf(octets, wanted);
      }
      part.getBytes(octets, size);
    }
    size = needed;
    return true;
  }

  /** A copy of what came first. */
  byte[] first(int most) {
    return Arrays.copyOf(octets, Math.min(size, most));
  }

  /** All of it, which is kept here no longer. */
  byte[] take() {
    byte[] all = size == octets.length ? octets : Arrays.copyOf(octets, size);
    octets = NOTHING;
    return all;
  }

  /** Forgets it, and counts what still comes. */
  void drop() {
    octets = NOTHING;
    dropped = true;
  }

  boolean isDropped() {
    return dropped;
  }
}
