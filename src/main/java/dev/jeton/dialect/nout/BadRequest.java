package dev.jeton.dialect.nout;

/** What a reader finds wrong with a request: it never leaves the dialect, which answers it. */
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1;

  private final transient NoutFault fault;

  /**
   * A refusal of the dialect's own.
   *
   * @param about the part that is wrong, in a fixed word such as {@code Created}; never a value of
   *     the request
   */
  BadRequest(NoutError error, String about) {
    super(error + " " + about, null, false, false);
    this.fault = NoutFault.of(error, about);
  }

  NoutFault fault() {
    return fault;
  }
}
