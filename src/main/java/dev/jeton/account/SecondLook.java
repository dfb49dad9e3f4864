package dev.jeton.account;

import dev.jeton.session.Authenticator;
import dev.jeton.session.Behalf;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Form;
import dev.jeton.session.SessionPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Whether all parties of a login are still what they were when they were proved. A credential that
 * was kept anew meanwhile, be it hashed or sealed in another way, is proved once more; another one
 * is not.
 *
 * @param parties as {@link Parties#of} orders them
 */
record SecondLook(
    AccountStore accounts,
    Prover prover,
    Command.Login login,
    SessionPolicy policy,
    List<Party> parties)
    implements Authenticator.Recheck {

  @Override
  public boolean holds() {
    return parties.stream().allMatch(this::isUnchanged) || stillHolds();
  }

  @Override
  public boolean holdsAtOnce() {
    return parties.stream()
        .allMatch(party -> accounts.peek(party.proved().id()).equals(party.account()));
  }

  private boolean isUnchanged(Party party) {
    return accounts.find(party.proved().id()).equals(party.account());
  }

  private boolean stillHolds() {
    boolean byKey = login.actor().credential() instanceof Credential.ApiKey;
    Party first = parties.getFirst();
    Optional<Account> actor =
        now(first, byKey ? Kind.MACHINE : Kind.USER, Optional.of(policy.dialect()))
            .filter(a -> proves(login.actor(), first.proved(), a));
    return actor.isPresent()
        && login.subject().stream().allMatch(behalf -> stillHolds(behalf, actor.get()))
        && login.customer().stream()
            .allMatch(
                name ->
                    now(parties.getLast(), Kind.CUSTOMER, Optional.empty()).isPresent()
                        && Objection.toCustomer(actor.get(), name).isEmpty());
  }

  private boolean stillHolds(Behalf behalf, Account actor) {
    Party subject = parties.get(1);
    return switch (behalf) {
      case Behalf.Named(String name) ->
          now(subject, Kind.USER, Optional.empty()).isPresent()
              && Objection.toActingFor(actor, name).isEmpty();
      case Behalf.Proved(Claim claim, _) ->
          now(subject, Kind.EXTRANET, Optional.of(policy.dialect()))
                  .filter(a -> proves(claim, subject.proved(), a))
                  .isPresent()
              && Objection.toOpening(actor, claim.name()).isEmpty();
    };
  }

  /** The account of a party as it is now, if it may still have the session. */
  private Optional<Account> now(Party party, Kind kind, Optional<String> dialect) {
    Account before = party.proved();
    return accounts
        .find(before.id())
        .filter(a -> a.name().equals(before.name()) && formId(a).equals(formId(before)))
        .filter(a -> Objection.to(a, kind, dialect).isEmpty());
  }

  private boolean proves(Claim claim, Account before, Account now) {
    boolean same =
        now.password().equals(before.password())
            && now.digestSecret().equals(before.digestSecret())
            && now.directory().equals(before.directory())
            && now.keys().equals(before.keys());
    var place = new DirectoryLogins.Place(now.kind(), now.form());
    return same || prover.prove(claim, Optional.of(now), place, policy) instanceof Prover.Held;
  }

  private static Optional<String> formId(Account account) {
    return account.form().map(Form::id);
  }
}
