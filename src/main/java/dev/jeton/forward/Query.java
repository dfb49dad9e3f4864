package dev.jeton.forward;

import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Plus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks for some parameters of a query, without taking all of it apart. */
final class Query {
  private Query() {}

  /**
   * Tells the values of these parameters. What is percent-encoded in a way that means nothing is
   * told where a name or the value of one of these is such: another reader may see a token there.
   *
   * @param target undecoded; its query begins behind the first {@code ?}
   */
  static void each(String target, List<String> names, Consumer<String> found, Runnable unreadable) {
    int start = target.indexOf('?') + 1;
    while (start > 0 && start <= target.length()) {
      int next = target.indexOf('&', start);
      int end = next < 0 ? target.length() : next;
      int equals = target.indexOf('=', start);
      int behind = equals < 0 || equals > end ? end : equals;
      if (isEncoded(target, start, behind)) {
        Optional<String> name = decoded(target.substring(start, behind));
        if (name.isEmpty()) {
          unreadable.run();
        } else if (names.contains(name.get())) {
          value(target, behind, end, found, unreadable);
        }
      } else if (isNamed(target, start, behind, names)) {
        value(target, behind, end, found, unreadable);
      }
      start = end + 1;
    }
  }

  private static void value(
      String target, int equals, int end, Consumer<String> found, Runnable unreadable) {
    if (equals >= end) {
      return;
    }
    String value = target.substring(equals + 1, end);
    if (isEncoded(value, 0, value.length())) {
      decoded(value).ifPresentOrElse(found, unreadable);
    } else {
      found.accept(value);
    }
  }

  private static boolean isNamed(String target, int from, int to, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.length() == to - from && target.startsWith(name, from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEncoded(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '%' || text.charAt(i) == '+') {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> decoded(String text) {
    return PercentEncoding.text(text, StandardCharsets.UTF_8, Plus.BLANK);
  }
}
