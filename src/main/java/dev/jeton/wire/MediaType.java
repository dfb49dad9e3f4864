package dev.jeton.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * The value of a Content-Type header, as far as anyone here cares (RFC 9110, section 8.3).
 *
 * @param type type and subtype in lower case, such as {@code text/xml}
 * @param charset the charset parameter, unquoted, as it was written
 */
public record MediaType(String type, Optional<String> charset) {
  private static final String CHARSET = "charset=";

  /** Reads a header's value; what makes no sense in it is passed over. */
  public static MediaType of(String headerValue) {
    String[] parts = headerValue.split(";", -1);
    Optional<String> charset = Optional.empty();
    for (int i = 1; i < parts.length && charset.isEmpty(); i++) {
      String parameter = parts[i].strip();
      if (parameter.regionMatches(true, 0, CHARSET, 0, CHARSET.length())) {
        charset = Optional.of(unquoted(parameter.substring(CHARSET.length())));
      }
    }
    return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), charset);
  }

  /** The Content-Type of a request; the empty type if it names none. */
  public static MediaType of(Headers headers) {
    return of(headers.first("Content-Type").orElse(""));
  }

  public boolean is(String wanted) {
    return type.equals(wanted);
  }

  /** Some clients put single quotes around it. */
  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && value.charAt(0) == value.charAt(last)
            && (value.charAt(0) == '"' || value.charAt(0) == '\'');
    return quoted ? value.substring(1, last) : value;
  }
}
