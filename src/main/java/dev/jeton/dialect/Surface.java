package dev.jeton.dialect;

import dev.jeton.session.Outcome;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;

/**
 * What answers some of a listener's paths. It only translates: it never touches a store, a clock, a
 * random source or a hash of passwords.
 */
public interface Surface {
  /** The name that configuration, accounts and logs know it by. */
  String name();

  /**
   * Whether requests for this path are its own, on a listener that it shares.
   *
   * @param path the path, undecoded
   */
  boolean serves(String path);

  /** Whether it answers what no other serves, on a listener of which it is the only dialect. */
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

  /**
   * Answers a request that was not read, since too much is under way. It never throws, whatever the
   * octets.
   *
   * @param request its head; the body is empty
   * @param overloaded tells when to come again
   */
  Reply crowded(Request request, Outcome.Refused overloaded);
}
