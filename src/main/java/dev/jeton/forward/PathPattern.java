package dev.jeton.forward;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of paths, segment by segment: {@code *} stands for any characters within a segment, a
 * last segment {@code **} for whatever is below, and for nothing.
 */
record PathPattern(List<PathPattern.Segment> segments, boolean below) {

  /** What one segment must begin and end with; it is that text alone unless it has a star. */
  record Segment(String start, String end, boolean star) {}

  PathPattern {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a pattern, in decoded text.
   *
   * @throws IllegalArgumentException that says what is wrong, if no plain path could ever match it
   */
  static PathPattern of(String pattern) {
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash, not " + pattern);
    }
    List<String> parts = List.of(pattern.substring(1).split("/", -1));
    boolean below = parts.getLast().equals("**");
    var segments = new ArrayList<Segment>();
    for (String part : below ? parts.subList(0, parts.size() - 1) : parts) {
      segments.add(segment(part, pattern));
    }
    String literal = pattern.replace("*", "x");
    if (!PlainPath.of(escaped(literal)).equals(Optional.of(literal))) {
      throw new IllegalArgumentException("no path is ever " + pattern);
    }
    return new PathPattern(segments, below);
  }

  /** As a target would have it. */
  private static String escaped(String literal) {
    var escaped = new StringBuilder();
    for (byte octet : literal.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet != '%' && octet != '?' && octet != 0x7f) {
        escaped.append((char) octet);
      } else {
        escaped.append('%').append(HexFormat.of().toHexDigits(octet));
      }
    }
    return escaped.toString();
  }

  private static Segment segment(String part, String pattern) {
    int star = part.indexOf('*');
    if (star >= 0 && part.indexOf('*', star + 1) >= 0) {
      throw new IllegalArgumentException(
          "** stands at the end alone, and a segment has one star at the most: " + pattern);
    }
    return star < 0
        ? new Segment(part, "", false)
        : new Segment(part.substring(0, star), part.substring(star + 1), true);
  }

  /**
   * Whether a path is of this pattern.
   *
   * @param path as {@link PlainPath} gives it
   */
  boolean matches(String path, boolean ignoringCase) {
    int slash = 0;
    for (int i = 0; i < segments.size(); i++) {
      if (slash >= path.length()) {
        return false;
      }
      int next = path.indexOf('/', slash + 1);
      int end = next < 0 ? path.length() : next;
      if (!matches(segments.get(i), path, slash + 1, end, ignoringCase)) {
        return false;
      }
      slash = end;
    }
    return below || slash == path.length();
  }

  private static boolean matches(
      Segment segment, String path, int from, int to, boolean ignoringCase) {
    int known = segment.start.length() + segment.end.length();
    int length = to - from;
    return (segment.star ? length >= known && length > 0 : length == known)
        && path.regionMatches(ignoringCase, from, segment.start, 0, segment.start.length())
        && path.regionMatches(
            ignoringCase, to - segment.end.length(), segment.end, 0, segment.end.length());
  }
}
