package dev.jeton.dialect;

import dev.jeton.secret.Secret;
import dev.jeton.session.Outcome;
import dev.jeton.session.SessionPolicy;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.Optional;

/**
 * One vendor's wire form. It issues tokens, and knows where its clients carry them when they ask
 * others than us.
 */
public interface Dialect extends Surface {
  /** What the core must know of it. */
  SessionPolicy policy();

  /**
   * Whose a request for a path that it serves is, where a backend serves the operations that are
   * not the session's own. It never throws, whatever the octets.
   *
   * @param request as for {@link #carried}
   */
  default Purview purview(Request request) {
    return Purview.OURS;
  }

  /**
   * The token that a request for another operation of this vendor carries, where its clients carry
   * it: once and in no doubt. It never throws, whatever the octets.
   *
   * @param request its body may be the mere beginning of one: a token that does not lie in it whole
   *     is none
   */
  Optional<Secret> carried(Request request);

  /**
   * The refusal of a request for another operation of this vendor, in the form that its clients
   * know. It never throws, whatever the octets.
   *
   * @param request as for {@link #carried}
   */
  Reply denial(Request request, Denial denial);

  @Override
  default Reply crowded(Request request, Outcome.Refused overloaded) {
    return denial(request, new Denial.Told(overloaded));
  }
}
