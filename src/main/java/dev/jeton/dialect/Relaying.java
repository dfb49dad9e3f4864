package dev.jeton.dialect;

import dev.jeton.wire.Request;
import java.util.OptionalLong;

/** A surface that hands on some of what it is asked to a server behind it. */
public interface Relaying extends Surface {
  /** How many octets of a body it looks at before it tells whose the request is; at most. */
  int lookAhead();

  /** How many octets a body may have that is handed on; any number if empty. */
  OptionalLong largest();

  /**
   * Tells whose a request is. It never throws, whatever the octets.
   *
   * @param beginning its body is as much as has come
   * @param all whether no more of it will be looked at
   */
  Passage pass(Request beginning, boolean all);
}
