package dev.jeton.dialect;

/** Why a request was not read to its end, though its head was: it never reaches a reader. */
public enum Flaw {
  /** Its body is larger than the listener takes, as it came or once it was inflated. */
  BODY_TOO_LARGE("body-too-large"),
  /** Its body did not come in time. */
  BODY_TOO_SLOW("body-too-slow"),
  /** Its body is not what its framing or its coding says. */
  BODY_CORRUPT("body-corrupt"),
  /** Its body is in a coding that the listener does not know. */
  CODING("coding"),
  /** It expects what the listener can't do. */
  EXPECTATION("expectation");

  private final String cause;

  Flaw(String cause) {
    this.cause = cause;
  }

  /** For the audit event. */
  public String cause() {
    return cause;
  }
}
