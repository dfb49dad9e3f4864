package dev.jeton.http;

import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes whole answers of HTTP/1.1 behind which the connection stays. For one event loop: the
 * octets of a head are gathered in one place, anew for each.
 */
final class AnswerOctets {
  /** What a head has at the most, but for few. */
  private static final int USUAL = 1024;

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private byte[] head = new byte[USUAL];
  private int end;

  /**
   * An answer's octets.
   *
   * @param date the field Date
   * @param strictTransport the field Strict-Transport-Security, if it is sent
   * @throws IllegalArgumentException if a field can't be sent
   */
  ByteBuf of(ByteBufAllocator room, Reply reply, String date, Optional<String> strictTransport) {
    end = 0;
    if (reply.status() == 200) {
      add(OK);
    } else {
      HttpResponseStatus status = HttpResponseStatus.valueOf(reply.status());
      add("HTTP/1.1 ");
      add(status.codeAsText().toString());
      add(" ");
      add(status.reasonPhrase());
      add("\r\n");
    }
    for (Headers.Field field : reply.headers().fields()) {
      add(field.name(), field.value());
    }
    add("Date", date);
    if (strictTransport.isPresent()) {
      add("Strict-Transport-Security", strictTransport.get());
    }
    byte[] body = hasBody(reply.status()) ? reply.body() : Body.NOTHING;
    if (reply.status() != 204 && reply.status() != 304) { // RFC 9110, section 8.6
      // In the letters that Vert.x has, so that nobody can tell the two ways apart.
      add("content-length", Integer.toString(body.length));
    }
    add("\r\n");
    ByteBuf answer = room.directBuffer(end + body.length);
    answer.writeBytes(head, 0, end);
    answer.writeBytes(body);
    return answer;
  }

  /** RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5. */
  private static boolean hasBody(int status) {
    return status != 204 && status != 205 && status != 304;
  }

  private void add(String name, String value) {
    int from = end;
    add(name);
    add(": ");
    add(value);
    for (int i = from; i < end; i++) {
      if (head[i] >= 0 && head[i] < ' ' && head[i] != '\t' || head[i] == 0x7f) {
        throw new IllegalArgumentException("a field that can't be sent: " + name);
      }
    }
    add("\r\n");
  }

  /** The low octet of each char; whoever adds a field looks over what it has become. */
  @SuppressWarnings("deprecation") // a copy of octets, where a loop over chars takes a third of all
  private void add(String text) {
    int length = text.length();
    if (end + length > head.length) {
      head = Arrays.copyOf(head, Math.max(2 * head.length, end + length));
    }
    text.getBytes(0, length, head, end);
    end += length;
  }
}
