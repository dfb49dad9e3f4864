package dev.jeton.http;

import dev.jeton.session.Network;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The room for what all requests under way hold: their bodies, and the heads of those whose bodies
 * are still to come. One network has a quarter of it at the most, and the last fifth is kept for
 * networks that hold no more than one request may, so that the others can't take all of it.
 */
final class Room {
  private final long size;
  private final long common;
  private final long share;
  private final long little;
  private final AtomicLong held = new AtomicLong();
  private final ConcurrentHashMap<Network, Long> byNetwork = new ConcurrentHashMap<>();

  Room(Limits limits) {
    this.size = limits.bodies();
    this.common = size - size / 5;
    this.share = size / Limits.SHARES;
    this.little = limits.largestRequest();
  }

  /**
   * Takes room, unless there is none.
   *
   * @param isProxy whether it speaks for many: a proxy of ours is bounded by the room alone
   */
  boolean enter(Network network, boolean isProxy, int octets) {
    long all = held.addAndGet(octets);
    long own = byNetwork.merge(network, (long) octets, Long::sum);
    boolean crowded = own > share || all > common && own > little;
    if (all > size || crowded && !isProxy) {
      leave(network, octets);
      return false;
    }
    return true;
  }

  /** Gives back what was taken. */
  void leave(Network network, long octets) {
    byNetwork.computeIfPresent(network, (_, own) -> own == octets ? null : own - octets);
    held.addAndGet(-octets);
  }

  /** How much is taken, in octets. */
  long held() {
    return held.get();
  }
}
