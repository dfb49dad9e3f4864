package dev.jeton.session;

/** The closed catalogue of what a refused caller may learn. */
public enum Refusal {
  /** The actor was not proved, or is not allowed what it asked for. */
  ACTOR,
  /** The same of whom it acts for, or of the customer. */
  SUBJECT,
  /** The client may not use this grant type, or not for this. */
  GRANT_TYPE,
  /** More is asked to be allowed than may be. */
  SCOPE,
  /** The token may not be for this audience. */
  TARGET,
  /** The proof of a key was used before, or is not of the key that the session is bound to. */
  POSSESSION,
  /** The dialect refused the request by itself. */
  MALFORMED,
  /** Too many failures; later. */
  THROTTLED,
  /** Whoever was proved has as many live sessions as it may; when one has ended. */
  TOO_MANY_SESSIONS,
  /** Too much work at once; soon. */
  OVERLOADED,
  /** A part that we depend on failed, and nobody can tell. */
  UNAVAILABLE
}
