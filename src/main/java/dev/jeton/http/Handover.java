package dev.jeton.http;

import dev.jeton.dialect.Onward;
import dev.jeton.wire.Request;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The choice whether a request is answered here or by a server behind. */
public interface Handover {
  /** The name of that server, as {@link Listeners#start} was told. */
  String backend();

  /** How many octets of a body are needed to choose; at most. */
  int lookAhead();

  /** How many octets a body may have that is handed on; any number if empty. */
  OptionalLong largest();

  /**
   * Chooses. It never waits.
   *
   * @param beginning its body is as much as has come
   * @param all whether no more of it will be shown
   */
  Choice choose(Request beginning, boolean all);

  /** What came of looking. */
  sealed interface Choice {
    /** It is answered here, once it has come whole. */
    record Ours() implements Choice {}

    /** More of it is needed. */
    record Untold() implements Choice {}

    /** It is told what becomes of it. */
    record Told(Way way) implements Choice {}

    /**
     * What becomes of it has to be waited for.
     *
     * @param way waits; run on a virtual thread
     * @param overloaded the answer where too many wait already; must not wait
     */
    record Waiting(Supplier<Way> way, Supplier<Answered> overloaded) implements Choice {}
  }

  /** What becomes of a request that is not ours. */
  sealed interface Way {
    /** It goes no further. */
    record Back(Answered answered) implements Way {}

    /**
     * It is handed on.
     *
     * @param dialect for the request log
     * @param operation for the request log
     * @param account the name of the account, if it has one
     */
    record On(Onward onward, String dialect, String operation, Optional<String> account)
        implements Way {}
  }
}
