package dev.jeton.account;

import dev.jeton.keys.KeyRing;
import dev.jeton.session.Authenticator;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Network;
import dev.jeton.session.Refusal;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.StoreUnavailable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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

  private static final Duration OVERLOAD_PASSES = Duration.ofSeconds(2);

  private final AccountStore accounts;
  private final Prover prover;
  private final Parties parties;
  private final Throttle throttle;
  private final ReplayProtection replays;
  private final KeyRenewal keyRenewal;
  private final RefusalTime refusals;
  private final HashRenewal renewal;
  private final Executor aside;

  /**
   * A login that the throttle let in.
   *
   * @param began as {@link RefusalTime#begin} told
   */
  private record Trial(
      Offered offered, SessionPolicy policy, Instant now, long began, Throttle.Attempt attempt) {}

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
    this.prover = new Prover(accounts, hasher, directory, keys, random, now);
    this.parties = new Parties(accounts, prover);
    this.keyRenewal = new KeyRenewal(accounts, keys);
    this.throttle = throttle;
    this.replays = new ReplayProtection(guard);
    this.refusals = RefusalTime.of(accounts, hasher, directory);
    this.renewal = new HashRenewal(accounts, hasher, aside);
    this.aside = aside;
  }

  @Override
  public Result prove(Command.Login login, SessionPolicy policy, Instant now) {
    long began = refusals.begin();
    Offered offered = Offered.by(login, accounts);
    Network network = Network.of(login.caller().address());
    return switch (throttle.enter(
        offered.who(), offered.claims(), offered.besides(), network, now)) {
      case Throttle.Entry.Admitted admitted -> {
        try (Throttle.Attempt attempt = admitted.attempt()) {
          yield decided(new Trial(offered, policy, now, began, attempt), List.of());
        }
      }
      case Throttle.Entry.Later(Duration time, long times) ->
          new Failed(Refusal.THROTTLED, Cause.THROTTLED, time, times);
      case Throttle.Entry.Busy _ ->
          new Failed(Refusal.OVERLOADED, Cause.OVERLOADED, OVERLOAD_PASSES);
    };
  }

  /**
   * Logins by a key or a digest alone need no hash, so that mostly memory tells all. A place is
   * taken before anything is compared, and is kept for whoever goes on: so of any number of guesses
   * at once no more are tried than may fail.
   */
  @Override
  public Optional<Begun> begin(Command.Login login, SessionPolicy policy, Instant now) {
    if (!isProvedWithoutHash(login.actor().credential())
        || login.subject().isPresent()
        || login.customer().isPresent()) {
      return Optional.empty();
    }
    long began = refusals.begin();
    var offered = new Offered(login, Optional.empty());
    Network network = Network.of(login.caller().address());
    return throttle
        .enterAtOnce(offered.who().getFirst(), offered.claims(), offered.besides(), network, now)
        .map(attempt -> begun(new Trial(offered, policy, now, began, attempt)));
  }

  private static boolean isProvedWithoutHash(Credential credential) {
    return switch (credential) {
      case Credential.ApiKey _, Credential.Digest _ -> true;
      case Credential.Password _,
          Credential.ClientSecret _,
          Credential.Assertion _,
          Credential.Certificate _ ->
          false;
    };
  }

  private boolean isProvedAtOnce(Party actor, Instant now) {
    return actor.cause().isEmpty()
        && keyRenewal.isDone(actor.proved())
        && replays.takeAtOnce(actor, now);
  }

  private Begun begun(Trial trial) {
    Command.Login login = trial.offered.login();
    SessionPolicy policy = trial.policy;
    Instant now = trial.now;
    boolean goesOn = false;
    List<Party> known;
    try {
      boolean fresh = replays.stale(trial.offered, policy, now).isEmpty();
      known = fresh ? parties.peek(login.actor(), policy).stream().toList() : List.of();
      if (!known.isEmpty() && isProvedAtOnce(known.getFirst(), now)) {
        trial.attempt.succeededAtOnce();
        return proved(login, known, policy);
      }
      goesOn = true;
    } finally {
      if (!goesOn) {
        trial.attempt.close();
      }
    }
    return new Unfinished() {
      @Override
      public Result finish() {
        try (trial.attempt) {
          return decided(trial, known);
        }
      }

      @Override
      public void abandon() {
        aside.execute(
            () -> {
              try {
                finish();
              } catch (StoreUnavailable e) {
                System.getLogger(Authentication.class.getName())
                    .log(System.Logger.Level.DEBUG, "a login was given up", e);
              }
            });
      }
    };
  }

  /**
   * Goes through with an attempt.
   *
   * @param known all parties, if memory told of them already, so that no proof is computed twice;
   *     else none
   */
  private Result decided(Trial trial, List<Party> known) {
    Offered offered = trial.offered;
    Command.Login login = offered.login();
    SessionPolicy policy = trial.policy;
    Instant now = trial.now;
    Optional<Failed> stale = replays.stale(offered, policy, now);
    if (stale.isPresent()) {
      return stale.get();
    }
    List<Party> proved = known.isEmpty() ? parties.of(offered, policy) : known;
    List<Effort> efforts = proved.stream().flatMap(party -> party.effort().stream()).toList();
    efforts.forEach(refusals::observe);
    List<Party> held = replays.take(proved, now);
    Optional<Party> failure = held.stream().filter(p -> p.cause().isPresent()).findFirst();
    if (failure.isPresent()) {
      replays.burn(offered, policy, held);
      Failed failed = failed(failure.get());
      if (!failure.get().isUndecided()) {
        boolean actor = failed.refusal() == Refusal.ACTOR;
        trial.attempt.failed(actor ? offered.who().getFirst() : offered.who().getLast(), now);
        refusals.settle(trial.began, efforts);
      }
      return failed;
    }
    trial.attempt.succeeded(now);
    Optional<Duration> pause = throttle.granted(offered.who().getFirst(), now);
    if (pause.isPresent()) {
      replays.burn(held);
      return new Failed(Refusal.THROTTLED, Cause.TOO_MANY_LOGINS, pause.get());
    }
    Account actor = held.getFirst().proved();
    renewal.offer(actor, login.actor().credential(), now);
    keyRenewal.offer(login.actor(), actor, now);
    offered
        .extranet()
        .ifPresent(user -> renewal.offer(held.get(1).proved(), user.claim().credential(), now));
    return proved(login, held, policy);
  }

  private Proved proved(Command.Login login, List<Party> held, SessionPolicy policy) {
    Account actor = held.getFirst().proved();
    Account subject = login.subject().isPresent() ? held.get(1).proved() : actor;
    return new Proved(
        actor.principal(),
        subject.principal(),
        login.customer().map(_ -> held.getLast().proved().principal()),
        subject.form(),
        subject.language().isPresent() ? subject.language() : actor.language(),
        login.actor().credential() instanceof Credential.ApiKey
            ? Optional.of(login.actor().name())
            : Optional.empty(),
        Party.proofs(held),
        new SecondLook(accounts, prover, login, policy, held));
  }

  @Override
  public Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now) {
    return prove(Command.Login.of(policy.dialect(), claim, caller), policy, now);
  }

  private static Failed failed(Party party) {
    return new Failed(
        party.refusal(),
        party.cause().orElseThrow(),
        party.isUndecided() ? OVERLOAD_PASSES : Duration.ZERO);
  }
}
