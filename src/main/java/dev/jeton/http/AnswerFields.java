package dev.jeton.http;

import dev.jeton.wire.Headers;
import io.vertx.core.http.HttpClientResponse;
import java.util.Map;

/**
 * The fields of a server behind's answers, as clients get them.
 *
 * @param behind where the server behind is, without a slash at the end
 * @param base where the client reached us, without a slash at the end
 */
record AnswerFields(String behind, String base) {
  Headers of(HttpClientResponse from) {
    return new Headers(
            from.headers().entries().stream()
                .filter(field -> !field.getKey().startsWith(":"))
                .map(field -> new Headers.Field(field.getKey(), value(field)))
                .toList())
        .endToEnd();
  }

  /** The same of an answer whose body is another now, of so many octets. */
  static Headers ofRewritten(Headers told, int length) {
    return new Headers(
            told.fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase("Content-Length"))
                .filter(field -> !field.name().equalsIgnoreCase("ETag"))
                .toList())
        .with("Content-Length", String.valueOf(length));
  }

  /** Where a server behind sends clients elsewhere in itself, it names its own address. */
  private String value(Map.Entry<String, String> field) {
    String value = field.getValue();
    boolean elsewhere =
        (field.getKey().equalsIgnoreCase("Location")
                || field.getKey().equalsIgnoreCase("Content-Location"))
            && value.startsWith(behind)
            && (value.length() == behind.length()
                || "/?#".indexOf(value.charAt(behind.length())) >= 0);
    return elsewhere ? base + value.substring(behind.length()) : value;
  }
}
