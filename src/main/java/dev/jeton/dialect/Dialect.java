package dev.jeton.dialect;

import dev.jeton.session.SessionPolicy;
import dev.jeton.wire.Request;

/**
 * One vendor's wire form. It only translates: it never touches a store, a clock, a random source or
 * a hash of passwords.
 */
public interface Dialect {
  /** The name that configuration, accounts and logs know it by. */
  String name();

  /**
   * Whether requests for this path are this dialect's, on a listener that it shares.
   *
   * @param path the path, undecoded
   */
  boolean serves(String path);

  /** Whether it answers what no dialect serves, on a listener bound to it alone. */
  default boolean servesTheRest() {
    return false;
  }

  /** Reads a request. It never throws, whatever the octets. */
  Exchange read(Request request);

  /**
   * Refuses a request that was not read to its end, as it would one that it can't read. It never
   * throws, whatever the octets.
   *
   * @param request its head; the body is empty
   */
  Exchange refuse(Request request, Flaw flaw);

  /** What the core must know of it. */
  SessionPolicy policy();
}
