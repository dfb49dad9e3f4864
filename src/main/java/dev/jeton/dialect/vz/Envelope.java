package dev.jeton.dialect.vz;

import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * What every answer of this API stands in: {@code meta}, which tells whether it is an error, and
 * {@code content}.
 *
 * @param nonce what the caller sent to know its answer by, or empty
 * @param mirrorStatus as in {@link VzConfig}
 */
record Envelope(String nonce, boolean mirrorStatus) {
  private static final int OK = 200;

  /** An answer that is no error. */
  Reply success(Object content) {
    return reply(OK, true, content);
  }

  /**
   * An error.
   *
   * @param code the HTTP status that it stands for
   */
  Reply error(int code, String message) {
    var content = new LinkedHashMap<String, Object>();
    content.put("code", Integer.toString(code));
    content.put("message", message);
    return reply(mirrorStatus ? code : OK, false, content);
  }

  /** An error that passes; told in whole seconds, also under the status 200. */
  Reply error(int code, String message, Duration retryAfter) {
    return error(code, message)
        .with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
  }

  private Reply reply(int status, boolean success, Object content) {
    var meta = new LinkedHashMap<String, Object>();
    meta.put("version", 1);
    meta.put("nonce", nonce);
    meta.put("count", 1);
    meta.put("success", success);
    var envelope = new LinkedHashMap<String, Object>();
    envelope.put("meta", meta);
    envelope.put("content", content);
    return Reply.of(status, "application/json; charset=utf-8", Json.write(envelope))
        .with("Cache-Control", "no-store");
  }
}
