package dev.jeton.account;

import dev.jeton.account.ClientProver.Held;
import dev.jeton.account.Tally.Who;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.Authenticator.Failed;
import dev.jeton.session.Authenticator.Recheck;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Client;
import dev.jeton.session.Clients;
import dev.jeton.session.Credential;
import dev.jeton.session.Network;
import dev.jeton.session.Principal;
import dev.jeton.session.Proof;
import dev.jeton.session.Refusal;
import dev.jeton.session.ReplayGuard;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Proves OAuth clients. A chosen secret goes through the throttle like a password; what can't be
 * guessed (an issued secret, a signature, a certificate) is let in whatever was counted, and
 * counted if it does not hold.
 */
public final class ClientAuthentication implements Clients {
  private static final Failed OVERLOADED =
      new Failed(Refusal.OVERLOADED, Cause.OVERLOADED, Duration.ofSeconds(2));

  private final AccountStore accounts;
  private final ReplayGuard guard;
  private final ClientProver prover;
  private final ProvedSecrets remembered;
  private final Throttle throttle;
  private final KeyRenewal keyRenewal;
  private final HashRenewal hashRenewal;
  private final RefusalTime refusals;

  /**
   * Makes it.
   *
   * @param throttle that of the logins
   */
  public ClientAuthentication(
      AccountStore accounts,
      ReplayGuard guard,
      PasswordHasher hasher,
      Throttle throttle,
      KeyRing keys,
      SecureRandom random) {
    this(
        accounts,
        guard,
        hasher,
        throttle,
        keys,
        random,
        task -> Thread.ofVirtual().name("rehash").start(task));
  }

  /** The same, with what runs aside of an answer. */
  ClientAuthentication(
      AccountStore accounts,
      ReplayGuard guard,
      PasswordHasher hasher,
      Throttle throttle,
      KeyRing keys,
      SecureRandom random,
      Executor aside) {
    this.accounts = accounts;
    this.guard = guard;
    this.prover = ClientProver.of(hasher, keys, random);
    this.remembered = new ProvedSecrets(random);
    this.throttle = throttle;
    this.keyRenewal = new KeyRenewal(accounts, keys);
    this.hashRenewal = new HashRenewal(accounts, hasher, aside);
    this.refusals = RefusalTime.of(accounts, hasher, DirectoryLogins.none());
  }

  @Override
  public Optional<Client> peek(Claim claim, Caller caller, Instant now) {
    return accounts
        .peek(claim.name())
        .filter(account -> account.kind() == Kind.CLIENT && account.enabled())
        .filter(account -> holdsAtOnce(claim.credential(), account, caller, now))
        .map(account -> client(account, claim, now));
  }

  private boolean holdsAtOnce(Credential credential, Account client, Caller caller, Instant now) {
    return switch (credential) {
      case Credential.ClientSecret(Secret secret) ->
          IssuedSecret.hasShape(secret)
              ? prover.isIssuedAndCurrent(secret, client, now)
              : remembered.holds(client, Network.of(caller.address()), secret);
      case Credential.Certificate _ ->
          prover.prove(credential, Optional.of(client), now) instanceof Held;
      case Credential.Assertion _ -> false; // it is used up, on disk
      case Credential.Password _, Credential.Digest _, Credential.ApiKey _ -> false;
    };
  }

  @Override
  public Result prove(Claim claim, Caller caller, Instant now) {
    return ClientProver.isGuessable(claim.credential())
        ? guessable(claim, Network.of(caller.address()), now)
        : unguessable(claim, Network.of(caller.address()), now);
  }

  private Result guessable(Claim claim, Network network, Instant now) {
    long began = refusals.begin();
    return switch (enter(claim, network, now)) {
      case Throttle.Entry.Admitted admitted -> {
        try (Throttle.Attempt attempt = admitted.attempt()) {
          Judged judged = judged(claim, now);
          if (judged.client().isPresent()) {
            attempt.succeeded(now);
            yield granted(claim, judged.client().get(), network, now);
          }
          yield failed(claim, judged, network, now, began, attempt);
        }
      }
      case Throttle.Entry.Later(Duration time, long times) -> {
        remembered.forget(claim.name(), network);
        yield new Failed(Refusal.THROTTLED, Cause.THROTTLED, time, times);
      }
      case Throttle.Entry.Busy _ -> OVERLOADED;
    };
  }

  /** Who is right is let in; whoever is not has to wait, if anybody has. */
  private Result unguessable(Claim claim, Network network, Instant now) {
    long began = refusals.begin();
    Judged judged = judged(claim, now);
    if (judged.client().isPresent()) {
      return granted(claim, judged.client().get(), network, now);
    }
    return switch (enter(claim, network, now)) {
      case Throttle.Entry.Admitted admitted -> {
        try (Throttle.Attempt attempt = admitted.attempt()) {
          yield failed(claim, judged, network, now, began, attempt);
        }
      }
      case Throttle.Entry.Later(Duration time, long times) -> {
        remembered.forget(claim.name(), network);
        refusals.settle(began, List.of()); // it was looked up
        yield new Failed(Refusal.THROTTLED, Cause.THROTTLED, time, times);
      }
      case Throttle.Entry.Busy _ -> OVERLOADED;
    };
  }

  private Throttle.Entry enter(Claim claim, Network network, Instant now) {
    return throttle.enter(
        List.of(Who.ofClient(claim.name())), List.of(claim), List.of(), network, now);
  }

  private Failed failed(
      Claim claim,
      Judged judged,
      Network network,
      Instant now,
      long began,
      Throttle.Attempt attempt) {
    Cause cause = judged.cause().orElseThrow();
    if (cause == Cause.OVERLOADED) {
      return OVERLOADED;
    }
    remembered.forget(claim.name(), network);
    attempt.failed(Who.ofClient(claim.name()), now);
    refusals.settle(began, judged.effort().stream().toList());
    return new Failed(Refusal.ACTOR, cause, Duration.ZERO);
  }

  @Override
  public boolean mayAct(Principal actor, Principal subject) {
    return accounts
        .find(actor.id())
        .filter(account -> account.enabled() && account.name().equals(actor.name()))
        .filter(
            account ->
                account.id() == subject.id()
                    || Objection.toOpening(account, subject.name()).isEmpty())
        .isPresent();
  }

  /**
   * What a claim came to, all in all.
   *
   * @param client if it is proved and nothing speaks against it
   * @param cause why not, if it is not
   */
  private record Judged(Optional<Account> client, Optional<Cause> cause, Optional<Effort> effort) {}

  private Judged judged(Claim claim, Instant now) {
    return switch (prover.prove(claim.credential(), find(claim.name()), now)) {
      case ClientProver.Failed(Cause cause, var effort) -> {
        effort.ifPresent(refusals::observe);
        yield new Judged(Optional.empty(), Optional.of(cause), effort);
      }
      case Held(Account account, var effort) -> {
        effort.ifPresent(refusals::observe);
        Optional<Cause> objection = objection(claim.credential(), account, now);
        yield new Judged(Optional.of(account).filter(_ -> objection.isEmpty()), objection, effort);
      }
    };
  }

  /** Why a client is refused whose credential is right; an assertion is used up by asking. */
  private Optional<Cause> objection(Credential credential, Account client, Instant now) {
    if (credential instanceof Credential.Assertion assertion) {
      Proof once = ClientProver.once(assertion, client);
      if (!guard.take(once, now)) {
        return Optional.of(Cause.REPLAYED);
      }
      guard.burn(List.of(once));
    }
    return client.enabled() ? Optional.empty() : Optional.of(Cause.DISABLED);
  }

  private Client granted(Claim claim, Account client, Network network, Instant now) {
    if (claim.credential() instanceof Credential.ClientSecret(Secret secret)) {
      if (IssuedSecret.hasShape(secret)) {
        keyRenewal.offerOfClient(secret, client, now);
      } else {
        remembered.remember(client, network, secret);
        hashRenewal.offer(client, new Credential.Password(secret, Optional.empty()), now);
      }
    }
    return client(client, claim, now);
  }

  private Client client(Account account, Claim claim, Instant now) {
    ClientProfile profile = account.client().orElse(ClientProfile.NONE);
    return new Client(
        account.principal(),
        profile.grants(),
        profile.scopes(),
        profile.audiences(),
        new Recheck() {
          @Override
          public boolean holds() {
            return stillHolds(account, claim, now);
          }

          @Override
          public boolean holdsAtOnce() {
            return accounts.peek(account.id()).equals(Optional.of(account));
          }
        });
  }

  /** Whether the client is still what it was when it was proved, and would be once more. */
  private boolean stillHolds(Account before, Claim claim, Instant now) {
    Optional<Account> current = accounts.find(before.id());
    return current.equals(Optional.of(before))
        || current
            .filter(a -> a.enabled() && a.name().equals(before.name()))
            .filter(a -> mayTheSame(before, a))
            .filter(a -> isStillProved(claim.credential(), before, a, now))
            .isPresent();
  }

  private static boolean mayTheSame(Account before, Account now) {
    return before.client().flatMap(profile -> now.client().map(profile::mayTheSame)).orElse(false);
  }

  private boolean isStillProved(
      Credential credential, Account before, Account current, Instant now) {
    boolean same =
        ClientProver.isGuessable(credential) && current.password().equals(before.password());
    return same || prover.prove(credential, Optional.of(current), now) instanceof Held;
  }

  /** The client of this name: other accounts are as if they were not there. */
  private Optional<Account> find(String name) {
    return name.length() > Account.NAME_LENGTH
        ? Optional.empty()
        : accounts.find(Optional.empty(), name).filter(a -> a.kind() == Kind.CLIENT);
  }
}
