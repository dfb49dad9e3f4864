package dev.jeton.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the field {@code Forwarded} (RFC 7239, section 4), whole or not at all. */
final class ForwardedField {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private final String text;
  private int at;

  private ForwardedField(String text) {
    this.text = text;
  }

  /** The elements of all such fields in order, each as its parameters by their names. */
  static Optional<List<Map<String, String>>> read(List<String> fields) {
    var elements = new ArrayList<Map<String, String>>();
    for (String field : fields) {
      if (!new ForwardedField(field).elements(elements)) {
        return Optional.empty();
      }
    }
    return Optional.of(elements);
  }

  private boolean elements(List<Map<String, String>> all) {
    do {
      var element = new HashMap<String, String>();
      do {
        blanks();
        if (!isAt(';') && !isAt(',') && at < text.length() && !parameter(element)) {
          return false;
        }
        blanks();
      } while (skip(';'));
      if (!element.isEmpty()) { // a list may have empty elements (RFC 9110, section 5.6.1)
        all.add(element);
      }
    } while (skip(','));
    return at == text.length();
  }

  /** None may stand twice in an element. */
  private boolean parameter(Map<String, String> element) {
    String name = token().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || !skip('=')) {
      return false;
    }
    Optional<String> value = isAt('"') ? quoted() : Optional.of(token()).filter(v -> !v.isEmpty());
    return value.isPresent() && element.putIfAbsent(name, value.get()) == null;
  }

  private Optional<String> quoted() {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return Optional.of(value.toString());
      }
      if (c == '\\' && ++at == text.length()) {
        return Optional.empty();
      }
      value.append(text.charAt(at));
    }
    return Optional.empty();
  }

  private String token() {
    int from = at;
    while (at < text.length() && isOfToken(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean isOfToken(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
  }

  private void blanks() {
    while (isAt(' ') || isAt('\t')) {
      at++;
    }
  }

  private boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean skip(char c) {
    if (isAt(c)) {
      at++;
      return true;
    }
    return false;
  }
}
