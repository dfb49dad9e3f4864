package dev.jeton.account;

import dev.jeton.session.Cause;
import dev.jeton.session.Proof;
import dev.jeton.session.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * One party of a login as far as it is known: its account, if it may have the session, or why not.
 *
 * @param refusal what is answered if there is a cause
 * @param proof the digest that must not be used again, if one held
 * @param effort of a password
 * @param cause why it may not; empty if nothing speaks against it
 */
record Party(
    Refusal refusal,
    Optional<Account> account,
    Optional<Proof> proof,
    Optional<Effort> effort,
    Optional<Cause> cause) {

  static Party held(
      Refusal refusal, Account account, Optional<Proof> proof, Optional<Effort> effort) {
    return new Party(refusal, Optional.of(account), proof, effort, Optional.empty());
  }

  /** Overload, and a part that fails, are answered as such, whosever proof they stopped. */
  static Party failed(Refusal refusal, Cause cause, Optional<Effort> effort) {
    Refusal told =
        cause == Cause.OVERLOADED
            ? Refusal.OVERLOADED
            : cause == Cause.UNAVAILABLE ? Refusal.UNAVAILABLE : refusal;
    return new Party(told, Optional.empty(), Optional.empty(), effort, Optional.of(cause));
  }

  /** What failed first counts. */
  Party unless(Optional<Cause> objection) {
    return cause.isPresent() ? this : new Party(refusal, account, proof, effort, objection);
  }

  /** Whether nobody could tell if its credential is right. */
  boolean isUndecided() {
    return refusal == Refusal.OVERLOADED || refusal == Refusal.UNAVAILABLE;
  }

  /** The account of a party that nothing speaks against. */
  Account proved() {
    return account.orElseThrow();
  }

  static List<Proof> proofs(List<Party> parties) {
    return parties.stream().flatMap(party -> party.proof().stream()).toList();
  }
}
