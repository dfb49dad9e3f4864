package dev.jeton.account;

/** Carries out of an edit why this account, as it is now, can't become what is asked for. */
final class AccountConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String why;

  AccountConflict(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
