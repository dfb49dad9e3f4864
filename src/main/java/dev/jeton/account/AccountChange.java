package dev.jeton.account;

/** What a change of an account means for its sessions, the gravest first. */
enum AccountChange {
  DISABLED("account disabled"),
  /** Its kind, its form, or what it may do: also more, as the sessions were opened with less. */
  PERMISSIONS("permissions changed"),
  /** What proves it. */
  PROOF("password changed"),
  /** Nothing that sessions depend on. */
  NONE("");

  private final String cause;

  AccountChange(String cause) {
    this.cause = cause;
  }

  /** For the audit events of the sessions that end. */
  String cause() {
    return cause;
  }

  /** The gravest of what an edit changed; an account that is disabled is disabled once more. */
  static AccountChange between(Account former, Account next, AccountEdit edit) {
    if (!next.enabled()) {
      return DISABLED;
    }
    boolean permissions =
        former.kind() != next.kind()
            || !former.form().map(form -> form.id()).equals(next.form().map(form -> form.id()))
            || !former.dialects().equals(next.dialects())
            || !former.actFor().equals(next.actFor())
            || !former.forCustomer().equals(next.forCustomer())
            || !mayTheSame(former, next);
    if (permissions) {
      return PERMISSIONS;
    }
    boolean proof =
        !(edit.credentials() instanceof AccountEdit.Credentials.Same)
            || !former.directory().equals(next.directory())
            || !former.password().equals(next.password())
            || !former.client().equals(next.client());
    return proof ? PROOF : NONE;
  }

  private static boolean mayTheSame(Account former, Account next) {
    return former
        .client()
        .flatMap(before -> next.client().map(before::mayTheSame))
        .orElse(former.client().isEmpty() && next.client().isEmpty());
  }
}
