package dev.jeton.account;

import dev.jeton.account.Tally.Who;
import dev.jeton.keys.KeyRing;
import dev.jeton.session.Authenticator;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Form;
import dev.jeton.session.Network;
import dev.jeton.session.Proof;
import dev.jeton.session.Refusal;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.SessionPolicy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Proves logins in one order, whatever the dialect: throttle, freshness, look-ups, proofs,
 * permissions, replay. All parties are looked up and proved before anything is decided, so that a
 * refusal does not tell which of them failed.
 */
public final class Authentication implements Authenticator {
  /** The id of the account that stands in for unknown names; a store in use has it. */
  public static final long DECOY = 0;

  /** Octets of a digest: SHA-256's, doubled in hex. */
  private static final int LONGEST = 64;

  private static final Duration OVERLOAD_PASSES = Duration.ofSeconds(2);

  private final AccountStore accounts;
  private final ReplayGuard guard;
  private final Prover prover;
  private final Throttle throttle;
  private final KeyRenewal keyRenewal;
  private final RefusalTime refusals;
  private final HashRenewal renewal;

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
      Throttle throttle,
      KeyRing keys,
      SecureRandom random,
      Instant now) {
    this(
        accounts,
        guard,
        hasher,
        directory,
        throttle,
        keys,
        random,
        now,
        task -> Thread.ofVirtual().name("rehash").start(task));
  }

  /** The same, with what runs aside of a login's answer. */
  Authentication(
      AccountStore accounts,
      ReplayGuard guard,
      PasswordHasher hasher,
      DirectoryLogins directory,
      Throttle throttle,
      KeyRing keys,
      SecureRandom random,
      Instant now,
      Executor aside) {
    this.accounts = accounts;
    this.guard = guard;
    this.prover = new Prover(accounts, hasher, directory, keys, random, now);
    this.keyRenewal = new KeyRenewal(accounts, keys);
    this.throttle = throttle;
    this.refusals = RefusalTime.of(accounts, hasher, directory);
    this.renewal = new HashRenewal(accounts, hasher, aside);
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
    long began = refusals.begin();
    var claimed = new ArrayList<>(List.of(who(login.actor())));
    login.subject().flatMap(this::extranetUser).ifPresent(claimed::add);
    Network network = Network.of(login.caller().address());
    var claims = new ArrayList<>(List.of(login.actor()));
    extranetClaim(login).ifPresent(claims::add);
    return switch (throttle.enter(claimed, claims, besides(login), network, now)) {
      case Throttle.Entry.Admitted admitted -> {
        try (Throttle.Attempt attempt = admitted.attempt()) {
          yield attempted(login, policy, now, began, attempt, claimed);
        }
      }
      case Throttle.Entry.Later(Duration time, long times) ->
          new Failed(Refusal.THROTTLED, Cause.THROTTLED, time, times);
      case Throttle.Entry.Busy _ -> overloaded();
    };
  }

  private Result attempted(
      Command.Login login,
      SessionPolicy policy,
      Instant now,
      long began,
      Throttle.Attempt attempt,
      List<Who> claimed) {
    Optional<Failed> stale =
        stale(login.actor(), Refusal.ACTOR, policy, now)
            .or(
                () ->
                    extranetClaim(login)
                        .flatMap(claim -> stale(claim, Refusal.SUBJECT, policy, now)));
    if (stale.isPresent()) {
      return stale.get();
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
      Failed failed = failed(login, policy, failure.get(), held);
      if (failed.refusal() != Refusal.OVERLOADED && failed.refusal() != Refusal.UNAVAILABLE) {
        attempt.failed(
            failed.refusal() == Refusal.ACTOR ? claimed.getFirst() : claimed.getLast(), now);
        refusals.settle(began, efforts);
      }
      return failed;
    }
    attempt.succeeded(now);
    Optional<Duration> pause = throttle.granted(claimed.getFirst(), now);
    if (pause.isPresent()) {
      guard.burn(proofs(held));
      return new Failed(Refusal.THROTTLED, Cause.TOO_MANY_LOGINS, pause.get());
    }
    Account proved = actor.account().orElseThrow();
    renewal.offer(proved, login.actor().credential(), now);
    keyRenewal.offer(login.actor(), proved, now);
    Account subject = login.subject().isPresent() ? account(held.get(1)) : proved;
    extranetClaim(login).ifPresent(c -> renewal.offer(subject, c.credential(), now));
    return new Proved(
        proved.principal(),
        subject.principal(),
        login.customer().map(_ -> account(held.getLast()).principal()),
        subject.form(),
        subject.language().isPresent() ? subject.language() : proved.language(),
        login.actor().credential() instanceof Credential.ApiKey
            ? Optional.of(login.actor().name())
            : Optional.empty(),
        proofs(held),
        () -> stillHolds(login, policy, held));
  }

  @Override
  public Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now) {
    return prove(Command.Login.of(policy.dialect(), claim, caller), policy, now);
  }

  /**
   * Whether all parties are still what they were when they were proved. A credential that was kept
   * anew meanwhile, be it hashed or sealed in another way, is proved once more; another one is not.
   */
  private boolean stillHolds(Command.Login login, SessionPolicy policy, List<Party> held) {
    boolean byKey = login.actor().credential() instanceof Credential.ApiKey;
    Optional<String> dialect = Optional.of(policy.dialect());
    Optional<Account> actor =
        now(held.getFirst(), byKey ? Kind.MACHINE : Kind.USER, dialect)
            .filter(a -> proves(login.actor(), account(held.getFirst()), a, policy));
    return actor.isPresent()
        && login.subject().stream()
            .allMatch(behalf -> stillHolds(behalf, actor.get(), held.get(1), policy))
        && login.customer().stream()
            .allMatch(
                name ->
                    now(held.getLast(), Kind.CUSTOMER, Optional.empty()).isPresent()
                        && actor.get().forCustomer().allows(name));
  }

  private boolean stillHolds(Behalf behalf, Account actor, Party subject, SessionPolicy policy) {
    return switch (behalf) {
      case Behalf.Named(String name) ->
          now(subject, Kind.USER, Optional.empty()).isPresent()
              && (actor.name().equals(name) || mayNotActFor(actor, name).isEmpty());
      case Behalf.Proved(Claim claim, _) ->
          now(subject, Kind.EXTRANET, Optional.of(policy.dialect()))
                  .filter(a -> proves(claim, account(subject), a, policy))
                  .isPresent()
              && mayNotActFor(actor, claim.name()).isEmpty();
    };
  }

  /** The account of a party as it is now, if it may still have the session. */
  private Optional<Account> now(Party party, Kind kind, Optional<String> dialect) {
    Account before = account(party);
    return accounts
        .find(before.id())
        .filter(a -> a.name().equals(before.name()) && formId(a).equals(formId(before)))
        .filter(a -> objection(a, kind, dialect).isEmpty());
  }

  private boolean proves(Claim claim, Account before, Account now, SessionPolicy policy) {
    boolean same =
        now.version() == before.version()
            || (now.password().equals(before.password())
                && now.digestSecret().equals(before.digestSecret())
                && now.directory().equals(before.directory())
                && now.keys().equals(before.keys()));
    var place = new DirectoryLogins.Place(now.kind(), now.form());
    return same || prover.prove(claim, Optional.of(now), place, policy) instanceof Prover.Held;
  }

  private static Optional<String> formId(Account account) {
    return account.form().map(Form::id);
  }

  /** Proofs that are too old, or too new, whoever owns them. */
  private static Optional<Failed> stale(
      Claim claim, Refusal refusal, SessionPolicy policy, Instant now) {
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
   * Where no digest held, one is burnt for the decoy: the write must not tell.
   */
  private Failed failed(
      Command.Login login, SessionPolicy policy, Party failure, List<Party> held) {
    List<Proof> proofs = proofs(held);
    if (!proofs.isEmpty()) {
      guard.burn(proofs);
    } else if (login.actor().credential() instanceof Credential.Digest digest) {
      byte[] octets = Arrays.copyOf(digest.octets(), Math.min(digest.octets().length, LONGEST));
      guard.burn(List.of(new Proof(DECOY, octets, policy.freshness().until(digest.created()))));
    }
    if (failure.refusal() == Refusal.UNAVAILABLE) {
      return new Failed(Refusal.UNAVAILABLE, Cause.UNAVAILABLE, OVERLOAD_PASSES);
    }
    return failure.refusal() == Refusal.OVERLOADED
        ? overloaded()
        : new Failed(failure.refusal(), failure.cause().orElseThrow(), Duration.ZERO);
  }

  private static Failed overloaded() {
    return new Failed(Refusal.OVERLOADED, Cause.OVERLOADED, OVERLOAD_PASSES);
  }

  /** Whom a login names without proving them. */
  private static List<String> besides(Command.Login login) {
    Optional<String> subject =
        login
            .subject()
            .flatMap(
                b -> b instanceof Behalf.Named(String name) ? Optional.of(name) : Optional.empty());
    return List.of(
        login.dialect(),
        subject.orElse(""),
        login.customer().map(name -> "for " + name).orElse(""));
  }

  private static Who who(Claim claim) {
    return claim.credential() instanceof Credential.ApiKey
        ? Who.ofKey(claim.name())
        : Who.of(claim.name(), "");
  }

  /** A form counts under its id, however it was named. */
  private Optional<Who> extranetUser(Behalf behalf) {
    return behalf instanceof Behalf.Proved(Claim claim, String form)
        ? Optional.of(Who.of(claim.name(), accounts.form(form).map(Form::id).orElse(form)))
        : Optional.empty();
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

  /** Names that no account can have are not looked up, since a store may bound its keys. */
  private Optional<Account> find(Optional<String> form, String name) {
    return name.length() > 2 * Account.NAME_LENGTH ? Optional.empty() : accounts.find(form, name);
  }
}
