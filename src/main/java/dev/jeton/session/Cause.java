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
  /** A directory says that the account has expired. */
  EXPIRED,
  /** A directory has locked the account, for instance after too many failures. */
  LOCKED,
  /** The password is right, but a directory wants it changed first. */
  PASSWORD_EXPIRED,
  /** A directory does not let its owner in at this hour or from here. */
  RESTRICTED,
  /** Several entries of a directory answer to the name. */
  AMBIGUOUS_NAME,
  CHANGED_MEANWHILE,
  DIALECT_NOT_ALLOWED,
  KIND_NOT_ALLOWED,
  UNKNOWN_FORM,
  ACTS_FOR_NOBODY,
  MAY_NOT_ACT_FOR,
  UNKNOWN_CUSTOMER,
  NOT_THE_ACTOR,
  GRANT_TYPE_NOT_ALLOWED,
  SCOPE_NOT_ALLOWED,
  AUDIENCE_NOT_ALLOWED,
  WRONG_KEY,
  DEAD_TOKEN,
  TOO_FAR_FROM_LOGIN,
  /** A refresh token was used that another had replaced: two have it. */
  REFRESH_TOKEN_REUSED,
  THROTTLED,
  TOO_MANY_LOGINS,
  TOO_MANY_SESSIONS,
  OVERLOADED,
  UNAVAILABLE,
  MALFORMED
}
