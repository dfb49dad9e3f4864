package dev.jeton.dialect.vz;

import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Pair;
import dev.jeton.wire.PercentEncoding.Plus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a query that this dialect knows, decoded; those of its other operations are let
 * be.
 */
final class Parameters {
  static final String ACTION = "action";
  static final String USERNAME = "username";
  static final String PASSWORD = "password";
  static final String TOKEN = "token";
  static final String NONCE = "nonce";

  private static final Set<String> KNOWN = Set.of(ACTION, USERNAME, PASSWORD, TOKEN, NONCE);

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a query.
   *
   * @param query undecoded
   * @return empty if something in it is not percent-encoded UTF-8, or a known parameter is given
   *     twice: another reader of the same query might see the other value
   */
  static Optional<Parameters> read(String query) {
    var values = new HashMap<String, String>();
    for (Pair pair : PercentEncoding.pairs(query)) {
      Optional<String> name = decoded(pair.name());
      Optional<String> value = decoded(pair.value());
      if (name.isEmpty()
          || value.isEmpty()
          || KNOWN.contains(name.get()) && values.put(name.get(), value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Parameters(values));
  }

  /** The value of this parameter; empty text if it is not given. */
  String value(String name) {
    return values.getOrDefault(name, "");
  }

  /**
   * The text, unless the password or the token is in it, in whatever case: an echo must never tell
   * them.
   */
  String tellable(String text) {
    return holds(text, PASSWORD) || holds(text, TOKEN) ? "" : text;
  }

  private boolean holds(String text, String name) {
    String secret = value(name).toLowerCase(Locale.ROOT);
    return !secret.isEmpty() && text.toLowerCase(Locale.ROOT).contains(secret);
  }

  /** Forms send a blank as {@code +}, and so does PHP, in which this API's clients are written. */
  private static Optional<String> decoded(String text) {
    return PercentEncoding.text(text, StandardCharsets.UTF_8, Plus.BLANK);
  }
}
