package dev.jeton.relay;

import dev.jeton.secret.Secret;
import dev.jeton.wire.Headers;
import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Plus;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes a token out of a request's target and header fields, wherever it stands there as a whole
 * value: whoever reads the logs of a server behind shall not find live sessions in them.
 */
final class TokenRemoval {
  /** Of all dialects: a query's pairs are parted by these. */
  private static final String SEPARATORS = "?&;!";

  private static final Pattern SCHEME = Pattern.compile("(?i)^Bearer +");

  private TokenRemoval() {}

  static Request from(Request request, Secret token) {
    return new Request(
        request.method(),
        target(request.target(), token),
        new Headers(fields(request.headers(), token)),
        request.body(),
        request.origin());
  }

  private static String target(String target, Secret token) {
    var kept = new StringBuilder(target.length());
    int from = 0;
    while (from <= target.length()) {
      int to = from;
      while (to < target.length() && SEPARATORS.indexOf(target.charAt(to)) < 0) {
        to++;
      }
      String piece = target.substring(from, to);
      int equals = piece.indexOf('=');
      boolean isToken = from > 0 && equals >= 0 && is(token, decoded(piece.substring(equals + 1)));
      if (!isToken) {
        kept.append(piece);
      }
      if (to < target.length() && !(isToken && target.charAt(to) == '&')) {
        kept.append(target.charAt(to));
      } else if (isToken && to == target.length() && kept.charAt(kept.length() - 1) == '&') {
        kept.setLength(kept.length() - 1);
      }
      from = to + 1;
    }
    return kept.toString();
  }

  private static List<Headers.Field> fields(Headers headers, Secret token) {
    var kept = new ArrayList<Headers.Field>();
    for (Headers.Field field : headers.fields()) {
      if (field.name().equalsIgnoreCase("Cookie")) {
        cookies(field.value(), token)
            .ifPresent(cookies -> kept.add(new Headers.Field(field.name(), cookies)));
      } else if (!is(token, SCHEME.matcher(field.value()).replaceFirst(""))) {
        kept.add(field);
      }
    }
    return kept;
  }

  private static Optional<String> cookies(String value, Secret token) {
    var kept = new ArrayList<String>();
    for (String cookie : value.split(";", -1)) {
      if (!is(token, cookie.substring(cookie.indexOf('=') + 1))) {
        kept.add(cookie.strip());
      }
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", kept));
  }

  private static String decoded(String value) {
    return PercentEncoding.text(value, StandardCharsets.ISO_8859_1, Plus.BLANK).orElse(value);
  }

  private static boolean is(Secret token, String text) {
    return token.equals(Secret.of(text.strip()));
  }
}
