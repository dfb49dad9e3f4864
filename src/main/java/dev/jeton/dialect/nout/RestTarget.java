package dev.jeton.dialect.nout;

import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Pair;
import dev.jeton.wire.PercentEncoding.Plus;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A REST target: {@code /<operation>?<params>;<options>!<identification>}, its values
 * percent-encoded Windows-1252 (nout.md, REST). The separators are literal, and each of {@code ;}
 * and {@code !} stands once.
 */
record RestTarget(Section params, Section options, Section identification) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String BEHIND_PROXY = "/rest/";

  /** Keys and values, decoded; it does not print itself, since they hold credentials. */
  record Section(Map<String, String> values) {
    /**
     * The value of this key; empty if it is absent.
     *
     * @param key in lower case
     */
    String value(String key) {
      return values.getOrDefault(key, "");
    }

    @Override
    public String toString() {
      return "Section[hidden]";
    }
  }

  /** The operation that a target or a path asks for, in lower case. */
  static String operation(String target) {
    String path = target.toLowerCase(Locale.ROOT);
    String behind =
        path.substring(
            path.startsWith(BEHIND_PROXY) ? BEHIND_PROXY.length() : Math.min(1, path.length()));
    return behind.substring(0, end(behind));
  }

  /** Whether this is the path of the REST entry behind the vendor's proxy. */
  static boolean isBehindProxy(String path) {
    return path.toLowerCase(Locale.ROOT).startsWith(BEHIND_PROXY);
  }

  /**
   * Reads a target that starts with a slash.
   *
   * @throws BadRequest if it is against the grammar, names a key twice in a section, or has escapes
   *     that stand for nothing
   */
  static RestTarget read(String target) throws BadRequest {
    String sections = target.substring(end(target));
    String query = sections.startsWith("?") ? sections.substring(1) : sections;
    String[] identified = query.split("!", -1);
    String[] asked = identified[0].split(";", -1);
    if (identified.length > 2 || asked.length > 2) {
      throw new BadRequest(NoutError.BAD_VALUE, "; !");
    }
    return new RestTarget(
        section(asked[0]),
        section(asked.length > 1 ? asked[1] : ""),
        section(identified.length > 1 ? identified[1] : ""));
  }

  /**
   * The last section of a target, whatever stands before it; empty if it is against the grammar, or
   * there is none.
   */
  static Optional<Section> identification(String target) {
    int mark = target.indexOf('!');
    if (mark < 0 || target.indexOf('!', mark + 1) >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(section(target.substring(mark + 1)));
    } catch (BadRequest e) {
      return Optional.empty();
    }
  }

  private static Section section(String text) throws BadRequest {
    if (text.indexOf(';') >= 0) {
      throw new BadRequest(NoutError.BAD_VALUE, "; !");
    }
    var values = new HashMap<String, String>();
    for (Pair pair : PercentEncoding.pairs(text)) {
      String key = decoded(pair.name()).toLowerCase(Locale.ROOT);
      if (values.put(key, decoded(pair.value())) != null) {
        throw new BadRequest(NoutError.BAD_VALUE, "&");
      }
    }
    return new Section(values);
  }

  private static String decoded(String text) throws BadRequest {
    return PercentEncoding.text(text, WINDOWS_1252, Plus.BLANK)
        .orElseThrow(() -> new BadRequest(NoutError.BAD_VALUE, "%"));
  }

  /** Where the operation ends. */
  private static int end(String target) {
    for (int i = 0; i < target.length(); i++) {
      if ("?;!".indexOf(target.charAt(i)) >= 0) {
        return i;
      }
    }
    return target.length();
  }
}
