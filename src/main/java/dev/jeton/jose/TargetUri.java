package dev.jeton.jose;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A URL without query and fragment, in one spelling (RFC 3986, sections 6.2.2 and 6.2.3), so that
 * two that differ in spelling alone are the same text (RFC 9449, section 4.3).
 */
final class TargetUri {
  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

  private TargetUri() {}

  /** Its one spelling; empty unless it is an absolute URL of http or https. */
  static Optional<String> of(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      int preset =
          switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> -1;
          };
      if (preset < 0 || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.empty();
      }
      String port = uri.getPort() < 0 || uri.getPort() == preset ? "" : ":" + uri.getPort();
      return Optional.of(
          scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path(uri));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static String path(URI uri) {
    String unified = ENCODED.matcher(uri.getRawPath()).replaceAll(TargetUri::unified);
    return withoutDots(unified);
  }

  /** What need not be encoded is not; the hex digits of all else are upper-case. */
  private static String unified(MatchResult encoded) {
    String octet = String.valueOf((char) Integer.parseInt(encoded.group().substring(1), 16));
    return UNRESERVED.matcher(octet).matches() ? octet : encoded.group().toUpperCase(Locale.ROOT);
  }

  /** RFC 3986, section 5.2.4; a path begins with a slash, or is empty. */
  private static String withoutDots(String path) {
    var kept = new ArrayDeque<String>();
    List<String> segments = List.of(path.split("/", -1));
    for (int i = 1; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean dots = segment.equals(".") || segment.equals("..");
      if (segment.equals("..")) {
        kept.pollLast();
      }
      if (!dots) {
        kept.add(segment);
      } else if (i == segments.size() - 1) {
        kept.add("");
      }
    }
    return kept.isEmpty() ? "/" : "/" + String.join("/", kept);
  }
}
