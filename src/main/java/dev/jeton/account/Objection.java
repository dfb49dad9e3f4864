package dev.jeton.account;

import dev.jeton.session.Cause;
import java.util.Optional;

/** What an account may not, though its credential be right. */
final class Objection {
  private Objection() {}

  /**
   * To this account's having a session at all.
   *
   * @param kind as what it would have it
   * @param dialect that it must be allowed; empty if another's permission counts
   */
  static Optional<Cause> to(Account account, Kind kind, Optional<String> dialect) {
    if (!account.enabled()) {
      return Optional.of(Cause.DISABLED);
    }
    if (account.kind() != kind) {
      return Optional.of(Cause.KIND_NOT_ALLOWED);
    }
    return dialect.filter(d -> !account.dialects().contains(d)).map(_ -> Cause.DIALECT_NOT_ALLOWED);
  }

  /** To its opening an extranet user of this name. */
  static Optional<Cause> toOpening(Account actor, String name) {
    if (actor.actFor().allows(name)) {
      return Optional.empty();
    }
    return Optional.of(actor.actFor().isNobody() ? Cause.ACTS_FOR_NOBODY : Cause.MAY_NOT_ACT_FOR);
  }

  /** To its acting for a user of this name; all may act for themselves. */
  static Optional<Cause> toActingFor(Account actor, String name) {
    return actor.name().equals(name) ? Optional.empty() : toOpening(actor, name);
  }

  /** To its tying a session to this customer. */
  static Optional<Cause> toCustomer(Account actor, String name) {
    return actor.forCustomer().allows(name) ? Optional.empty() : Optional.of(Cause.MAY_NOT_ACT_FOR);
  }
}
