package dev.jeton.http;

import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer as HTTP/1 writes it, behind which the connection ends. */
final class LastAnswer {
  private LastAnswer() {}

  /**
   * Its octets.
   *
   * @param toHead whether it answers HEAD, to which no body may be sent
   * @param date the field Date
   * @param strictTransport the field Strict-Transport-Security, if it is sent
   * @throws IllegalArgumentException if a field can't be sent
   */
  static ByteBuf of(Reply reply, boolean toHead, String date, Optional<String> strictTransport) {
    var head = new StringBuilder("HTTP/1.1 ");
    head.append(reply.status()).append(' ');
    head.append(reason(reply.status())).append("\r\n");
    for (Headers.Field field : reply.headers().fields()) {
      if (field.value().indexOf('\r') >= 0 || field.value().indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a field of two lines: " + field.name());
      }
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    head.append("Date: ").append(date).append("\r\n");
    strictTransport.ifPresent(
        field -> head.append("Strict-Transport-Security: ").append(field).append("\r\n"));
    head.append("Content-Length: ").append(reply.body().length);
    head.append("\r\nConnection: close\r\n\r\n");
    return Unpooled.wrappedBuffer(
        head.toString().getBytes(StandardCharsets.ISO_8859_1), toHead ? new byte[0] : reply.body());
  }

  /** As RFC 9110 names it, which Netty does not for all. */
  private static String reason(int status) {
    for (Problem problem : Problem.values()) {
      if (problem.status() == status) {
        return problem.reason();
      }
    }
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
