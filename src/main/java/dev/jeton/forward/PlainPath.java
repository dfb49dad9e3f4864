package dev.jeton.forward;

import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Plus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The path of a request as rules compare it: decoded, with single slashes, without what stands
 * behind {@code ;} or {@code !} at its end. Servers read strange paths in different ways, and a
 * rule must not be passed by one that the server behind reads differently: what leaves a doubt is
 * none.
 *
 * <p>In doubt are segments that end in a dot or a blank, so {@code .} and {@code ..} too; slashes,
 * backslashes and control characters that are percent-encoded; backslashes; escapes of escapes, and
 * escapes that are no UTF-8; {@code ;} and {@code !} in any segment but the last.
 */
final class PlainPath {
  private static final int LONGEST = 8_192;

  private PlainPath() {}

  /**
   * Reads the path of a target.
   *
   * @param target undecoded, in origin form: up to its first {@code ?}
   * @return empty if it leaves a doubt
   */
  static Optional<String> of(String target) {
    int query = target.indexOf('?');
    int end = query < 0 ? target.length() : query;
    if (end == 0 || end > LONGEST || target.charAt(0) != '/') {
      return Optional.empty();
    }
    for (int i = 0; i < end; i++) {
      if (!isPlain(target, i, end)) {
        return decoded(target.substring(0, end));
      }
    }
    return Optional.of(end == target.length() ? target : target.substring(0, end));
  }

  /** Whether this character stands for itself and makes nothing else of what is before it. */
  private static boolean isPlain(String path, int i, int end) {
    char c = path.charAt(i);
    return switch (c) {
      case '%', ';', '!', '\\', '#' -> false;
      case '/' -> i + 1 == end || path.charAt(i + 1) != '/';
      case '.' -> i + 1 < end && path.charAt(i + 1) != '/';
      default -> c > ' ' && c < 0x7f;
    };
  }

  private static Optional<String> decoded(String path) {
    return unmarked(path)
        .flatMap(
            cut ->
                PercentEncoding.text(cut, StandardCharsets.UTF_8, Plus.ITSELF)
                    .filter(text -> slashes(text) == slashes(cut)))
        .filter(PlainPath::isSafe)
        .map(PlainPath::merged);
  }

  /** The path without its parameters; empty unless they are those of the last segment alone. */
  private static Optional<String> unmarked(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == ';' || c == '!') {
        return holdsSlash(path, i) ? Optional.empty() : Optional.of(path.substring(0, i));
      }
    }
    return Optional.of(path);
  }

  /** A slash or a backslash, in clear or not. */
  private static boolean holdsSlash(String path, int from) {
    for (int i = from; i < path.length(); i++) {
      if (path.charAt(i) == '/'
          || path.charAt(i) == '\\'
          || path.regionMatches(true, i, "%2f", 0, 3)
          || path.regionMatches(true, i, "%5c", 0, 3)) {
        return true;
      }
    }
    return false;
  }

  private static long slashes(String text) {
    return text.chars().filter(c -> c == '/').count();
  }

  private static boolean isSafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean last = i + 1 == text.length() || text.charAt(i + 1) == '/';
      boolean escape = c == '%' && isHex(text, i + 1) && isHex(text, i + 2);
      boolean doubtful = Character.isISOControl(c) || c == '\\' || c == '#' || escape;
      if (doubtful || last && isDropped(c)) {
        return false;
      }
    }
    return true;
  }

  /** Some file systems drop these at the end of a name. */
  private static boolean isDropped(char c) {
    return c == '.' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isHex(String text, int i) {
    return i < text.length() && text.charAt(i) <= 'f' && Character.digit(text.charAt(i), 16) >= 0;
  }

  private static String merged(String text) {
    var merged = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '/' || i == 0 || text.charAt(i - 1) != '/') {
        merged.append(text.charAt(i));
      }
    }
    return merged.toString();
  }
}
