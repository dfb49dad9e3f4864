package dev.jeton.dialect.oauth;

import dev.jeton.wire.Reply;

/** Carries out of the reading why a request is refused without asking the core, no further. */
final class Unacceptable extends Exception {
  private static final long serialVersionUID = 1;

  private final String cause;
  private final transient Reply reply;

  /**
   * A refusal.
   *
   * @param cause for the audit event: a fixed word
   */
  Unacceptable(String cause, Reply reply) {
    super(cause, null, false, false);
    this.cause = cause;
    this.reply = reply;
  }

  Unacceptable(String cause, OAuthError error, String description) {
    this(cause, error.reply(description));
  }

  /** What it lacks. */
  static Unacceptable missing(String parameter) {
    return new Unacceptable(
        "missing-parameter",
        OAuthError.INVALID_REQUEST,
        "The parameter " + parameter + " is required.");
  }

  String cause() {
    return cause;
  }

  Reply reply() {
    return reply;
  }
}
