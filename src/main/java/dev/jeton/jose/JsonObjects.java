package dev.jeton.jose;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;

/** JSON objects as the library reads them, but for what it takes for one that is none. */
final class JsonObjects {
  private JsonObjects() {}

  /**
   * Reads an object. The library makes one of a list of pairs, and of {@code null} something that
   * it falls over afterwards.
   *
   * @throws ParseException if it is none, or has a name twice
   */
  static Map<String, Object> parse(String text) throws ParseException {
    if (!text.stripLeading().startsWith("{")) {
      throw new ParseException("no object", 0);
    }
    return JSONObjectUtils.parse(text);
  }
}
