package dev.jeton.account;

import dev.jeton.session.Behalf;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Refusal;
import dev.jeton.session.SessionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks up, proves and judges all parties of a login: each whatever became of those before it, so
 * that the work is the same whoever fails.
 */
record Parties(AccountStore accounts, Prover prover) {

  /** The actor first, then whom it acts for, then the customer. */
  List<Party> of(Offered offered, SessionPolicy policy) {
    Command.Login login = offered.login();
    Party actor = actor(offered.actor(), policy);
    var parties = new ArrayList<>(List.of(actor));
    login
        .subject()
        .map(
            behalf ->
                switch (behalf) {
                  case Behalf.Named(String name) -> named(name, actor);
                  case Behalf.Proved _ -> extranet(offered.extranet().orElseThrow(), actor, policy);
                })
        .ifPresent(parties::add);
    login.customer().map(name -> customer(name, actor)).ifPresent(parties::add);
    return parties;
  }

  private Party actor(Claim claim, SessionPolicy policy) {
    return actor(
        claim,
        isByKey(claim) ? accounts.findByKey(claim.name()) : find(Optional.empty(), claim.name()),
        policy);
  }

  /**
   * The actor of a login by a key or a digest; empty if memory lacks what it is to be compared
   * with, of which nothing is computed then.
   */
  Optional<Party> peek(Claim claim, SessionPolicy policy) {
    Optional<Account> named =
        isByKey(claim)
            ? accounts.peekByKey(claim.name())
            : accounts.peek(claim.name()).filter(a -> a.digestSecret().isPresent());
    return named.isPresent() ? Optional.of(actor(claim, named, policy)) : Optional.empty();
  }

  private Party actor(Claim claim, Optional<Account> named, SessionPolicy policy) {
    return proved(
        Refusal.ACTOR,
        claim,
        named,
        DirectoryLogins.Place.HOUSE,
        isByKey(claim) ? Kind.MACHINE : Kind.USER,
        policy);
  }

  private static boolean isByKey(Claim claim) {
    return claim.credential() instanceof Credential.ApiKey;
  }

  private Party named(String name, Party actor) {
    return unproved(name, Kind.USER, Cause.UNKNOWN_ACCOUNT)
        .unless(actor.account().flatMap(a -> Objection.toActingFor(a, name)));
  }

  private Party customer(String name, Party actor) {
    return unproved(name, Kind.CUSTOMER, Cause.UNKNOWN_CUSTOMER)
        .unless(actor.account().flatMap(a -> Objection.toCustomer(a, name)));
  }

  private Party extranet(Offered.Extranet user, Party actor, SessionPolicy policy) {
    Claim claim = user.claim();
    Party party =
        proved(
            Refusal.SUBJECT,
            claim,
            find(Optional.of(user.formId()), claim.name()),
            DirectoryLogins.Place.in(user.form()),
            Kind.EXTRANET,
            policy);
    // Overload is told of a form that isn't there as of one that is.
    return user.form().isEmpty() && !party.isUndecided()
        ? Party.failed(Refusal.SUBJECT, Cause.UNKNOWN_FORM, party.effort())
        : party.unless(actor.account().flatMap(a -> Objection.toOpening(a, claim.name())));
  }

  /** The account that is judged may be another than was named: a directory knows who it is. */
  private Party proved(
      Refusal refusal,
      Claim claim,
      Optional<Account> named,
      DirectoryLogins.Place place,
      Kind kind,
      SessionPolicy policy) {
    return switch (prover.prove(claim, named, place, policy)) {
      case Prover.Held(Account account, var proof, var effort) ->
          Party.held(refusal, account, proof, effort)
              .unless(Objection.to(account, kind, Optional.of(policy.dialect())));
      case Prover.Failed(Cause cause, var effort) -> Party.failed(refusal, cause, effort);
    };
  }

  private Party unproved(String name, Kind kind, Cause unknown) {
    return find(Optional.empty(), name)
        .map(
            account ->
                Party.held(Refusal.SUBJECT, account, Optional.empty(), Optional.empty())
                    .unless(Objection.to(account, kind, Optional.empty())))
        .orElseGet(() -> Party.failed(Refusal.SUBJECT, unknown, Optional.empty()));
  }

  /** Names that no account can have are not looked up, since a store may bound its keys. */
  private Optional<Account> find(Optional<String> form, String name) {
    return name.length() > 2 * Account.NAME_LENGTH ? Optional.empty() : accounts.find(form, name);
  }
}
