package dev.jeton.account;

import dev.jeton.keys.KeyRing;
import dev.jeton.session.Authenticator;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Form;
import dev.jeton.session.Principal;
import dev.jeton.session.Proof;
import dev.jeton.session.Refusal;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.Session;
import dev.jeton.session.SessionPolicy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves logins in one order, whatever the dialect: throttle, freshness, look-ups, proofs,
 * permissions, replay. All parties are looked up and proved before anything is decided, so that a
 * refusal does not tell which of them failed.
 */
public final class Authentication implements Authenticator {
  /** The id of the account that stands in for unknown names; a store in use has it. */
  public static final long DECOY = 0;

  private static final Duration OVERLOAD_PASSES = Duration.ofSeconds(2);

  private final AccountStore accounts;
  private final ReplayGuard guard;
  private final Prover prover;
  private final Throttle throttle;
  private final RefusalTime refusals;

  /**
   * Makes it, and the decoy account in the store if there is none.
   *
   * @param now when that decoy is made
   */
  public Authentication(
      AccountStore accounts,
      ReplayGuard guard,
      PasswordHasher hasher,
      DirectoryLogins directory,
      ThrottleConfig throttling,
      KeyRing keys,
      SecureRandom random,
      Instant now) {
    this.accounts = accounts;
    this.guard = guard;
    this.prover = new Prover(accounts, hasher, directory, keys, random, now);
    this.throttle = new Throttle(throttling);
    this.refusals = RefusalTime.of(accounts, hasher, directory);
  }

  /**
   * One party of a login as far as it is known: its account, if it may have the session, or why
   * not.
   */
  private record Party(
      Refusal refusal,
      Optional<Account> account,
      Optional<Proof> proof,
      Optional<Effort> effort,
      Optional<Cause> cause) {

    static Party failed(Refusal refusal, Cause cause, Optional<Effort> effort) {
      return new Party(refusal, Optional.empty(), Optional.empty(), effort, Optional.of(cause));
    }

    Party unless(Optional<Cause> objection) {
      return cause.isPresent() ? this : new Party(refusal, account, proof, effort, objection);
    }
  }

  @Override
  public Result prove(Command.Login login, SessionPolicy policy, Instant now) {
    Optional<Failed> barred =
        barred(login.actor(), Refusal.ACTOR, login.caller(), policy, now)
            .or(
                () ->
                    extranetClaim(login)
                        .flatMap(c -> barred(c, Refusal.SUBJECT, login.caller(), policy, now)));
    if (barred.isPresent()) {
      return barred.get();
    }
    Party actor = actor(login.actor(), policy);
    List<Party> parties = new ArrayList<>();
    parties.add(actor);
    login.subject().ifPresent(behalf -> parties.add(subject(behalf, actor, policy)));
    login.customer().ifPresent(name -> parties.add(customer(name, actor)));

    List<Effort> efforts = parties.stream().flatMap(p -> p.effort().stream()).toList();
    efforts.forEach(refusals::observe);
    List<Party> held = replayed(parties, now);
    Optional<Party> failure = held.stream().filter(p -> p.cause().isPresent()).findFirst();
    if (failure.isPresent()) {
      Failed failed = failed(login, failure.get(), held, now);
      if (failed.refusal() != Refusal.OVERLOADED && failed.refusal() != Refusal.UNAVAILABLE) {
        refusals.settle(efforts);
      }
      return failed;
    }
    throttle.succeeded(login.actor().name(), login.caller().address());
    extranetClaim(login).ifPresent(c -> throttle.succeeded(c.name(), login.caller().address()));
    Account proved = actor.account().orElseThrow();
    Account subject = login.subject().isPresent() ? account(held.get(1)) : proved;
    return new Proved(
        proved.principal(),
        subject.principal(),
        login.customer().map(_ -> account(held.getLast()).principal()),
        subject.form(),
        subject.language().isPresent() ? subject.language() : proved.language(),
        login.actor().credential() instanceof Credential.ApiKey
            ? Optional.of(login.actor().name())
            : Optional.empty(),
        proofs(held));
  }

  @Override
  public Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now) {
    return prove(Command.Login.of(policy.dialect(), claim, caller), policy, now);
  }

  @Override
  public boolean stillAdmits(Session session) {
    return Stream.of(
                Optional.of(session.actor()), Optional.of(session.subject()), session.customer())
            .flatMap(Optional::stream)
            .map(Principal::id)
            .distinct()
            .allMatch(id -> accounts.find(id).filter(Account::enabled).isPresent())
        && accounts
            .find(session.actor().id())
            .filter(a -> a.kind() != Kind.MACHINE || holdsKey(a, session.client()))
            .isPresent();
  }

  /**
   * Whom the caller must not even try now: those who guess, and proofs that are stale whoever owns
   * them.
   */
  private Optional<Failed> barred(
      Claim claim, Refusal refusal, Caller caller, SessionPolicy policy, Instant now) {
    Optional<Duration> wait = throttle.wait(claim.name(), caller.address(), now);
    if (wait.isPresent()) {
      return Optional.of(new Failed(Refusal.THROTTLED, Cause.THROTTLED, wait.get()));
    }
    Optional<Instant> created =
        switch (claim.credential()) {
          case Credential.Password(_, Optional<Instant> at) -> at;
          case Credential.Digest digest -> Optional.of(digest.created());
          case Credential.ApiKey _ -> Optional.empty();
        };
    return created
        .filter(at -> !policy.freshness().accepts(at, now))
        .map(_ -> new Failed(refusal, Cause.STALE, Duration.ZERO));
  }

  private Party actor(Claim claim, SessionPolicy policy) {
    boolean byKey = claim.credential() instanceof Credential.ApiKey;
    Optional<Account> named =
        byKey ? accounts.findByKey(claim.name()) : find(Optional.empty(), claim.name());
    Party party = proved(Refusal.ACTOR, claim, named, DirectoryLogins.Place.HOUSE, policy);
    Kind kind = byKey ? Kind.MACHINE : Kind.USER;
    return party.unless(
        party
            .account()
            .or(() -> named)
            .flatMap(a -> objection(a, kind, Optional.of(policy.dialect()))));
  }

  private Party subject(Behalf behalf, Party actor, SessionPolicy policy) {
    return switch (behalf) {
      case Behalf.Named(String name) -> {
        Optional<Account> named = find(Optional.empty(), name);
        yield unproved(named, Cause.UNKNOWN_ACCOUNT)
            .unless(named.flatMap(a -> objection(a, Kind.USER, Optional.empty())))
            .unless(
                actor
                    .account()
                    .filter(a -> !a.name().equals(name)) // all may act for themselves
                    .flatMap(a -> mayNotActFor(a, name)));
      }
      case Behalf.Proved(Claim claim, String idOrTitle) -> {
        Optional<Form> form = accounts.form(idOrTitle);
        Optional<Account> named =
            find(Optional.of(form.map(Form::id).orElse(idOrTitle)), claim.name());
        Party proved =
            proved(Refusal.SUBJECT, claim, named, DirectoryLogins.Place.in(form), policy);
        yield (form.isPresent()
                ? proved
                : Party.failed(Refusal.SUBJECT, Cause.UNKNOWN_FORM, proved.effort()))
            .unless(
                proved
                    .account()
                    .or(() -> named)
                    .flatMap(a -> objection(a, Kind.EXTRANET, Optional.of(policy.dialect()))))
            .unless(actor.account().flatMap(a -> mayNotActFor(a, claim.name())));
      }
    };
  }

  private Party customer(String name, Party actor) {
    Optional<Account> named = find(Optional.empty(), name);
    return unproved(named, Cause.UNKNOWN_CUSTOMER)
        .unless(named.flatMap(a -> objection(a, Kind.CUSTOMER, Optional.empty())))
        .unless(
            actor
                .account()
                .filter(a -> !a.forCustomer().allows(name))
                .map(_ -> Cause.MAY_NOT_ACT_FOR));
  }

  private Party proved(
      Refusal refusal,
      Claim claim,
      Optional<Account> named,
      DirectoryLogins.Place place,
      SessionPolicy policy) {
    return switch (prover.prove(claim, named, place, policy)) {
      case Prover.Held(Account account, Optional<Proof> proof, Optional<Effort> effort) ->
          new Party(refusal, Optional.of(account), proof, effort, Optional.empty());
      case Prover.Failed(Cause cause, Optional<Effort> effort) ->
          Party.failed(
              cause == Cause.OVERLOADED
                  ? Refusal.OVERLOADED
                  : cause == Cause.UNAVAILABLE ? Refusal.UNAVAILABLE : refusal,
              cause,
              effort);
    };
  }

  private static Party unproved(Optional<Account> named, Cause unknown) {
    return named
        .map(
            a ->
                new Party(
                    Refusal.SUBJECT,
                    Optional.of(a),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .orElse(Party.failed(Refusal.SUBJECT, unknown, Optional.empty()));
  }

  private static Optional<Cause> objection(Account account, Kind kind, Optional<String> dialect) {
    if (!account.enabled()) {
      return Optional.of(Cause.DISABLED);
    }
    if (account.kind() != kind) {
      return Optional.of(Cause.KIND_NOT_ALLOWED);
    }
    return dialect.filter(d -> !account.dialects().contains(d)).map(_ -> Cause.DIALECT_NOT_ALLOWED);
  }

  private static Optional<Cause> mayNotActFor(Account actor, String name) {
    if (actor.actFor().allows(name)) {
      return Optional.empty();
    }
    if (actor.actFor().isNobody()) {
      return Optional.of(Cause.ACTS_FOR_NOBODY);
    }
    return Optional.of(Cause.MAY_NOT_ACT_FOR);
  }

  /** Takes each proof that held; one that was used before is a failure of its party. */
  private List<Party> replayed(List<Party> parties, Instant now) {
    return parties.stream()
        .map(
            p ->
                p.proof().isPresent() && !guard.take(p.proof().get(), now)
                    ? Party.failed(p.refusal(), Cause.REPLAYED, p.effort())
                    : p)
        .toList();
  }

  /**
   * What was proved stays burnt though the login failed, so that it can't be used to try others.
   */
  private Failed failed(Command.Login login, Party failure, List<Party> held, Instant now) {
    List<Proof> proofs = proofs(held);
    if (!proofs.isEmpty()) {
      guard.burn(proofs);
    }
    if (failure.refusal() == Refusal.OVERLOADED) {
      return new Failed(Refusal.OVERLOADED, Cause.OVERLOADED, OVERLOAD_PASSES);
    }
    if (failure.refusal() == Refusal.UNAVAILABLE) {
      return new Failed(Refusal.UNAVAILABLE, Cause.UNAVAILABLE, OVERLOAD_PASSES);
    }
    Claim claim =
        failure.refusal() == Refusal.ACTOR
            ? login.actor()
            : extranetClaim(login).orElse(login.actor());
    throttle.failed(claim.name(), login.caller().address(), now);
    return new Failed(failure.refusal(), failure.cause().orElseThrow(), Duration.ZERO);
  }

  private static Optional<Claim> extranetClaim(Command.Login login) {
    return login
        .subject()
        .flatMap(b -> b instanceof Behalf.Proved(Claim c, _) ? Optional.of(c) : Optional.empty());
  }

  private static List<Proof> proofs(List<Party> parties) {
    return parties.stream().map(Party::proof).flatMap(Optional::stream).toList();
  }

  private static Account account(Party party) {
    return party.account().orElseThrow();
  }

  private static boolean holdsKey(Account account, Optional<String> identifiant) {
    return account.keys().stream().anyMatch(k -> Optional.of(k.identifiant()).equals(identifiant));
  }

  /** Names that no account can have are not looked up, since a store may bound its keys. */
  private Optional<Account> find(Optional<String> form, String name) {
    return name.length() > 2 * Account.NAME_LENGTH ? Optional.empty() : accounts.find(form, name);
  }
}
