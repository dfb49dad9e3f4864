package dev.jeton.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps small values by key, each until an instant of its own, for as long as there is room. It is
 * for what may be lost in part: a crash may take the last moments before it, a stop takes nothing.
 * Every call throws {@link dev.jeton.session.StoreUnavailable} if the store can't answer.
 */
public interface ExpiringStore {

  /**
   * A value as it is kept.
   *
   * @param until when it may be forgotten
   */
  record Kept(String key, byte[] value, Instant until) {}

  /** The value of a key; it may be there after its instant, until it is swept. */
  Optional<byte[]> find(String key);

  /**
   * The same if memory can tell, so that nothing is waited for.
   *
   * @return the value, if there is one; nothing at all if the disk would have to be asked
   */
  Optional<Optional<byte[]>> peek(String key);

  /**
   * Puts a value in another's place.
   *
   * @param expected the value that must be there now; nothing if there must be none
   * @return false, and nothing changed, if something else is there
   */
  boolean swap(String key, Optional<byte[]> expected, byte[] next, Instant until);

  /**
   * Forgets a key.
   *
   * @return whether there was one
   */
  boolean remove(String key);

  /**
   * What is kept, ordered by key.
   *
   * @param after keys behind this one; from the first if empty
   * @param limit as many at the most, from 1
   */
  List<Kept> list(Optional<String> after, int limit);

  /**
   * Forgets what may be forgotten at this instant, and while there is more than fits, that which
   * could be forgotten first.
   *
   * @param most how many are kept
   * @param limit as many are forgotten at the most
   * @return how many it handled; less than the limit when nothing is left to do
   */
  int sweep(Instant now, long most, int limit);
}
