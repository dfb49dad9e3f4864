package dev.jeton.admin;

/** Carries what is wrong with a request out of its reading, up to the one place that answers. */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String why;

  BadRequest(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  /** What a value of the core says of those that it can't have. */
  BadRequest(IllegalArgumentException why) {
    this(String.valueOf(why.getMessage()));
  }

  /** For the caller; quotes no value of the request. */
  String why() {
    return why;
  }
}
