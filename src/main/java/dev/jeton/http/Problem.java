package dev.jeton.http;

import dev.jeton.dialect.Flaw;
import dev.jeton.wire.Reply;
import java.util.Locale;
import java.util.Optional;

/** What HTTP itself refuses, whatever the request is about. */
enum Problem {
  BAD_HEAD(400, "Bad Request"),
  BAD_BODY(400, "Bad Request"),
  /** Of HTTP/2, as is {@link #FLOOD}: its codes, not a status, tell the client. */
  BAD_FRAME(400, "Bad Request"),
  FORWARDING(400, "Bad Request"),
  SLOW(408, "Request Timeout"),
  LARGE_BODY(413, "Content Too Large"),
  LONG_TARGET(414, "URI Too Long"),
  CODING(415, "Unsupported Media Type"),
  EXPECTATION(417, "Expectation Failed"),
  FLOOD(429, "Too Many Requests"),
  LONG_HEADERS(431, "Request Header Fields Too Large"),
  NOT_IMPLEMENTED(501, "Not Implemented"),
  /** For what the request holds, now. */
  NO_ROOM(503, "Service Unavailable"),
  VERSION(505, "HTTP Version Not Supported");

  private final int status;
  private final String reason;

  Problem(int status, String reason) {
    this.status = status;
    this.reason = reason;
  }

  /** What a dialect is told of it, where it can refuse the request in its own words. */
  Optional<Flaw> flaw() {
    return switch (this) {
      case BAD_BODY -> Optional.of(Flaw.BODY_CORRUPT);
      case SLOW -> Optional.of(Flaw.BODY_TOO_SLOW);
      case LARGE_BODY -> Optional.of(Flaw.BODY_TOO_LARGE);
      case CODING -> Optional.of(Flaw.CODING);
      case EXPECTATION -> Optional.of(Flaw.EXPECTATION);
      case BAD_HEAD,
          BAD_FRAME,
          FORWARDING,
          FLOOD,
          LONG_TARGET,
          LONG_HEADERS,
          NOT_IMPLEMENTED,
          NO_ROOM,
          VERSION ->
          Optional.empty();
    };
  }

  /** The word for it in counts and events, such as {@code large-body}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  Reply reply() {
    Reply reply = Reply.of(status, "text/plain;charset=utf-8", reason + "\n");
    return this == NO_ROOM ? reply.with("Retry-After", "1") : reply;
  }
}
