package dev.jeton.admin;

import dev.jeton.account.Registration;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.util.Map;

/** The answers of the admin API: JSON objects, never cached. */
final class Replies {
  private Replies() {}

  static Reply of(int status, Map<String, Object> document) {
    return Reply.of(status, "application/json", Json.write(document))
        .with("Cache-Control", "no-store");
  }

  /**
   * An error.
   *
   * @param code for programs
   * @param message for people
   */
  static Reply error(int status, String code, String message) {
    return of(
        status, Map.of("error", new Members().put("code", code).put("message", message).map()));
  }

  /** What an administrator asked for, and nothing was changed. */
  static Reply refused(Registration.Refused refused) {
    return switch (refused.why()) {
      case INVALID -> error(400, "invalid", refused.message());
      case NOT_FOUND -> notFound(refused.message());
      case CONFLICT -> error(409, "conflict", refused.message());
      case OVERLOADED, UNAVAILABLE -> unavailable(refused.message());
    };
  }

  static Reply notFound(String message) {
    return error(404, "not-found", message);
  }

  static Reply unavailable(String message) {
    return error(503, "unavailable", message).with("Retry-After", "2");
  }
}
