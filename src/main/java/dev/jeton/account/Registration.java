package dev.jeton.account;

import dev.jeton.secret.Secret;

/** What came of an administrative act. */
public sealed interface Registration {

  /**
   * It is done, and on disk.
   *
   * @param account as it is now, or was when it was removed
   * @param ended how many of its sessions ended with it
   */
  record Done(Account account, int ended) implements Registration {}

  /** A key pair was made and added; the only time that its secret half is seen. */
  record Keyed(Account account, KeyPair pair) implements Registration {}

  /**
   * A client was issued a secret; the only time that it is seen.
   *
   * @param ended how many of its sessions ended with it
   */
  record Issued(Account account, Secret secret, int ended) implements Registration {}

  /**
   * Nothing was changed.
   *
   * @param message for the administrator, with the names that it gave, but without any secret
   */
  record Refused(Why why, String message) implements Registration, Edited, NewPasswords.Result {}

  /** Why nothing was changed. */
  enum Why {
    /** What was asked for can't be, whatever else there is. */
    INVALID,
    NOT_FOUND,
    /** Something else has this id, name, key or title, or the account is not of the right kind. */
    CONFLICT,
    /** Too much work at once; soon. */
    OVERLOADED,
    /** A part that is needed does not answer. */
    UNAVAILABLE
  }
}
