package dev.jeton.http;

import java.nio.charset.StandardCharsets;

/** What HTTP itself refuses, whatever the request is about. */
enum Problem {
  BAD_HEAD(400, "Bad Request"),
  BAD_BODY(400, "Bad Request"),
  FORWARDING(400, "Bad Request"),
  SLOW(408, "Request Timeout"),
  LARGE_BODY(413, "Content Too Large"),
  LONG_TARGET(414, "URI Too Long"),
  CODING(415, "Unsupported Media Type"),
  EXPECTATION(417, "Expectation Failed"),
  LONG_HEADERS(431, "Request Header Fields Too Large"),
  NOT_IMPLEMENTED(501, "Not Implemented"),
  VERSION(505, "HTTP Version Not Supported");

  private final int status;
  private final String reason;

  Problem(int status, String reason) {
    this.status = status;
    this.reason = reason;
  }

  int status() {
    return status;
  }

  byte[] body() {
    return (reason + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** The whole answer as HTTP/1 writes it; the connection ends behind it. */
  byte[] http1() {
    return ("HTTP/1.1 "
            + status
            + ' '
            + reason
            + "\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Length: "
            + (reason.length() + 1)
            + "\r\nConnection: close\r\n\r\n"
            + reason
            + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
