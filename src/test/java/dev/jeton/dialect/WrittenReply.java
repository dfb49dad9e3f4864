package dev.jeton.dialect;

import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A reply as {@code .wire} files hold it: status line, headers in their order, body. */
final class WrittenReply {
  private static final String SILENCE = "(no answer: the connection is closed)";
  private static final Map<Integer, String> REASONS =
      Map.of(
          200, "OK",
          204, "No Content",
          400, "Bad Request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          429, "Too Many Requests",
          500, "Internal Server Error",
          503, "Service Unavailable");

  private WrittenReply() {}

  /** The text, octet by octet. */
  static String of(Reply reply) {
    if (reply.isSilence()) {
      return SILENCE;
    }
    var text = new StringBuilder("HTTP/1.1 ").append(reply.status());
    text.append(' ').append(REASONS.getOrDefault(reply.status(), ""));
    for (Field field : reply.headers().fields()) {
      text.append('\n').append(field.name()).append(": ").append(field.value());
    }
    if (reply.body().length > 0) {
      text.append("\n\n").append(new String(reply.body(), StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }
}
