package dev.jeton.forward;

import dev.jeton.dialect.Dialect;
import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Pair;
import dev.jeton.wire.PercentEncoding.Plus;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a proxy wants beside the decision. It tells so in the query of its question; where the path
 * and query are those of the request itself, in a field. Nothing of it bears on who is let in.
 *
 * @param as in whose form a refusal shall be
 * @param audience for whom a JSON Web Token shall be made, if one shall be
 * @param denied whether the proxy was refused a moment ago, and asks again for the words alone:
 *     then it must have a refusal, even if the session is live by now
 */
record Wish(Optional<Dialect> as, Optional<String> audience, boolean denied) {
  private static final String FIELD = "X-Auth-As";

  /**
   * What is wanted.
   *
   * @throws IllegalArgumentException naming what is wanted and can't be had
   */
  static Wish of(Request question, ForwardConfig config, List<Dialect> dialects) {
    Optional<String> preset =
        config.always() ? Optional.of(config.audiences().getFirst()) : Optional.empty();
    String target = question.target();
    if (target.startsWith(ForwardAuth.PATH + "/")) {
      return new Wish(
          question.headers().first(FIELD).map(name -> dialect(name, dialects)), preset, false);
    }
    var wish = new Wish(Optional.empty(), preset, false);
    if (target.indexOf('?') < 0) {
      return wish;
    }
    for (Pair pair : PercentEncoding.pairs(question.query())) {
      wish =
          switch (pair.name()) {
            case "as" ->
                new Wish(Optional.of(dialect(pair.value(), dialects)), wish.audience, wish.denied);
            case "jwt" ->
                new Wish(wish.as, Optional.of(audience(pair.value(), config)), wish.denied);
            case "denied" -> new Wish(wish.as, wish.audience, true);
            default -> wish;
          };
    }
    return wish;
  }

  private static Dialect dialect(String name, List<Dialect> dialects) {
    for (Dialect dialect : dialects) {
      if (dialect.name().equals(name)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException("unknown form");
  }

  private static String audience(String encoded, ForwardConfig config) {
    String name = PercentEncoding.text(encoded, StandardCharsets.UTF_8, Plus.BLANK).orElse("");
    return config.audiences().stream()
        .filter(audience -> name.isEmpty() || name.equals(audience))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown audience"));
  }
}
