package dev.jeton.http;

import dev.jeton.session.Network;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Room for what clients take of the server, in a unit of its owner's. One network has a share of it
 * at the most, and the last fifth is kept for networks that have little, so that the others can't
 * take all of it.
 */
final class Room {
  private final long size;
  private final long common;
  private final long share;
  private final long little;
  private final AtomicLong held = new AtomicLong();
  private final ConcurrentHashMap<Network, Long> byNetwork = new ConcurrentHashMap<>();

  /**
   * Makes it.
   *
   * @param share what one network may have at the most
   * @param little what it may have also of the last fifth
   */
  Room(long size, long share, long little) {
    this.size = size;
    this.common = size - size / 5;
    this.share = share;
    this.little = Math.min(little, common);
  }

  /** For what all requests under way hold, in octets. */
  static Room forBodies(Limits limits) {
    return new Room(limits.bodies(), limits.bodies() / Limits.SHARES, limits.largestRequest());
  }

  /**
   * Takes room, unless there is none.
   *
   * @param isProxy whether it speaks for many: a proxy of ours is bounded by the room alone
   */
  boolean enter(Network network, boolean isProxy, int amount) {
    long all = held.addAndGet(amount);
    long own = byNetwork.merge(network, (long) amount, Long::sum);
    boolean crowded = own > share || all > common && own > little;
    if (all > size || crowded && !isProxy) {
      leave(network, amount);
      return false;
    }
    return true;
  }

  /** Gives back what was taken. */
  void leave(Network network, long amount) {
    byNetwork.computeIfPresent(network, (_, own) -> own == amount ? null : own - amount);
    held.addAndGet(-amount);
  }

  /** How much is taken. */
  long held() {
    return held.get();
  }
}
