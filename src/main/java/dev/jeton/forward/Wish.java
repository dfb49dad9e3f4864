package dev.jeton.forward;

import dev.jeton.dialect.Dialect;
import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Pair;
import dev.jeton.wire.Request;
import java.util.List;
import java.util.Optional;

/**
 * What a proxy wants beside the decision. It tells so in the query of its question; where the path
 * and query are those of the request itself, in a field. Nothing of it bears on who is let in.
 *
 * @param as in whose form a refusal shall be
 * @param denied whether the proxy was refused a moment ago, and asks again for the words alone:
 *     then it must have a refusal, even if the session is live by now
 */
record Wish(Optional<Dialect> as, boolean denied) {
  private static final Wish NONE = new Wish(Optional.empty(), false);
  private static final String FIELD = "X-Auth-As";

  /** What is wanted; empty if it is the form of a dialect that there is not. */
  static Optional<Wish> of(Request question, List<Dialect> dialects) {
    String target = question.target();
    if (target.startsWith(ForwardAuth.PATH + "/")) {
      Optional<String> as = question.headers().first(FIELD);
      return as.isEmpty() ? Optional.of(NONE) : as(as.get(), false, dialects);
    }
    if (target.indexOf('?') < 0) {
      return Optional.of(NONE);
    }
    String as = "";
    boolean denied = false;
    for (Pair pair : PercentEncoding.pairs(question.query())) {
      switch (pair.name()) {
        case "as" -> as = pair.value();
        case "denied" -> denied = true;
        default -> {}
      }
    }
    return as.isEmpty()
        ? Optional.of(new Wish(Optional.empty(), denied))
        : as(as, denied, dialects);
  }

  private static Optional<Wish> as(String name, boolean denied, List<Dialect> dialects) {
    for (Dialect dialect : dialects) {
      if (dialect.name().equals(name)) {
        return Optional.of(new Wish(Optional.of(dialect), denied));
      }
    }
    return Optional.empty();
  }
}
