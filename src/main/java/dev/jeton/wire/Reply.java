package dev.jeton.wire;

import java.nio.charset.StandardCharsets;

/**
 * An answer in the neutral form. Content-Length, Date and the connection's own headers are the
 * listener's.
 *
 * @param status the HTTP status, or 0 for {@link #silence()}
 */
public record Reply(int status, Headers headers, byte[] body) {
  private static final Reply SILENCE = new Reply(0, Headers.none(), new byte[0]);

  /** No answer at all: the connection is closed without a byte. */
  public static Reply silence() {
    return SILENCE;
  }

  /** An answer with a text body in UTF-8 and its Content-Type. */
  public static Reply of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, Headers.of("Content-Type", contentType), body);
  }

  /** The same answer with one more header. */
  public Reply with(String name, String value) {
    return new Reply(status, headers.with(name, value), body);
  }

  public boolean isSilence() {
    return status == 0;
  }
}
