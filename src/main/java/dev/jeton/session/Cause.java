package dev.jeton.session;

/**
 * Why a login or an end was refused in truth: for the audit trail, and for dialects set to reveal
 * it.
 */
public enum Cause {
  UNKNOWN_ACCOUNT,
  WRONG_CREDENTIAL,
  NO_SUCH_CREDENTIAL,
  STALE,
  REPLAYED,
  DISABLED,
  DIALECT_NOT_ALLOWED,
  KIND_NOT_ALLOWED,
  UNKNOWN_FORM,
  ACTS_FOR_NOBODY,
  MAY_NOT_ACT_FOR,
  UNKNOWN_CUSTOMER,
  NOT_THE_ACTOR,
  THROTTLED,
  OVERLOADED,
  UNAVAILABLE,
  MALFORMED
}
