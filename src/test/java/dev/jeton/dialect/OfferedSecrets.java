package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jeton.wire.Request;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The secrets that a request offers in clear, in whatever charset and encoding. */
record OfferedSecrets(List<String> secrets) {
  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8, Charset.forName("windows-1250"), Charset.forName("windows-1252"));

  private static final Pattern PERCENT_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  /** Those of the known ones that are in it. */
  static OfferedSecrets in(Request request, List<String> known) {
    var whole = new StringBuilder(request.target());
    request.headers().fields().forEach(field -> whole.append('\n').append(field.value()));
    whole.append('\n').append(new String(request.body(), StandardCharsets.ISO_8859_1));
    String raw = whole.toString();
    String decoded = percentDecoded(raw);
    String unescaped = raw.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    List<String> readings = List.of(raw, decoded, decoded.replace('+', ' '), unescaped);
    return new OfferedSecrets(
        known.stream()
            .filter(
                secret ->
                    encodings(secret)
                        .anyMatch(octets -> readings.stream().anyMatch(r -> r.contains(octets))))
            .toList());
  }

  /**
   * Fails if one of them is in this text.
   *
   * @param text octet by octet
   */
  void assertNotIn(String text) {
    for (String secret : secrets) {
      Stream.concat(encodings(secret), Stream.of(secret, escaped(secret), percentEncoded(secret)))
          .forEach(told -> assertFalse(text.contains(told), "it tells " + secret + ": " + text));
    }
  }

  private static Stream<String> encodings(String secret) {
    return CHARSETS.stream().map(c -> new String(secret.getBytes(c), StandardCharsets.ISO_8859_1));
  }

  private static String escaped(String secret) {
    return new String(
        secret.replace("&", "&amp;").replace("<", "&lt;").getBytes(StandardCharsets.UTF_8),
        StandardCharsets.ISO_8859_1);
  }

  private static String percentEncoded(String secret) {
    return URLEncoder.encode(secret, StandardCharsets.UTF_8);
  }

  /** Whatever looks percent-encoded, and the rest as it is. */
  private static String percentDecoded(String text) {
    return PERCENT_ENCODED
        .matcher(text)
        .replaceAll(
            octet ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(octet.group().substring(1), 16))));
  }
}
