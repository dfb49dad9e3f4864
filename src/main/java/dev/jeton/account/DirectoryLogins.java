package dev.jeton.account;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import dev.jeton.session.Form;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Proves the passwords that a directory keeps, and lets the accounts of its people follow it: they
 * are made at the first login and brought up to date at each one, where it is set so. A record that
 * is here already wins: one with a password of its own is no one else's, and one that is disabled
 * stays disabled.
 */
public final class DirectoryLogins {
  private static final System.Logger LOG = System.getLogger(DirectoryLogins.class.getName());

  /** Nobody's name, to see how long it takes to be refused. */
  private static final String NOBODY = "nobody-6f1f7b0c5d4e4b0f";

  private final Optional<Followed> followed;

  /** A directory, and what keeps the accounts of its people. */
  private record Followed(Directory directory, Registrar registrar, AccountStore store) {

    boolean isOf(Account account) {
      return account.directory().equals(Optional.of(directory.name()));
    }

    Prover.Result current(Account account, Directory.Proved proved) {
      return account.enabled() && directory.provisions()
          ? result(registrar.follow(account, proved.facts(), directory.name()))
          : held(account);
    }

    /** The login's name has no account; what the directory calls its owner may have one. */
    Prover.Result ofName(Directory.Proved proved, Place place) {
      Optional<Account> known = store.find(place.form().map(Form::id), proved.name());
      if (known.isPresent()) {
        return isOf(known.get()) ? current(known.get(), proved) : failed(Cause.UNKNOWN_ACCOUNT);
      }
      AccountEdit facts = proved.facts();
      if (facts.kind().orElse(Kind.USER) != place.kind()
          || !facts.form().map(AccountEdit.FormName::id).equals(place.form().map(Form::id))) {
        return failed(Cause.KIND_NOT_ALLOWED);
      }
      var newcomer = facts.with(new Credentials.InDirectory(directory.name(), Optional.empty()));
      Registration added =
          registrar.add(directory.name(), proved.name(), OptionalLong.empty(), newcomer);
      boolean overtaken =
          added instanceof Registration.Refused(Registration.Why why, _)
              && why == Registration.Why.CONFLICT
              && store.find(place.form().map(Form::id), proved.name()).isPresent();
      return overtaken ? ofName(proved, place) : result(added);
    }
  }

  private DirectoryLogins(Optional<Followed> followed) {
    this.followed = followed;
  }

  public static DirectoryLogins none() {
    return new DirectoryLogins(Optional.empty());
  }

  public static DirectoryLogins by(Directory directory, Registrar registrar, AccountStore store) {
    return new DirectoryLogins(Optional.of(new Followed(directory, registrar, store)));
  }

  /** Where an account would be that a login names: the form is there for extranet users alone. */
  record Place(Kind kind, Optional<Form> form) {
    static final Place HOUSE = new Place(Kind.USER, Optional.empty());

    static Place in(Optional<Form> form) {
      return new Place(Kind.EXTRANET, form);
    }

    boolean exists() {
      return kind != Kind.EXTRANET || form.isPresent();
    }
  }

  /** Whether the directory is to be asked for this password, and not a hash. */
  boolean concern(Optional<Account> account, Place place) {
    return account.isPresent()
        ? account.get().directory().isPresent()
        : place.exists() && followed.filter(f -> f.directory().provisions()).isPresent();
  }

  Prover.Result prove(String login, Secret password, Optional<Account> account, Place place) {
    Optional<Followed> asked = followed.filter(f -> account.isEmpty() || f.isOf(account.get()));
    if (asked.isEmpty()) {
      LOG.log(System.Logger.Level.WARNING, "an account names a directory that is not configured");
      return failed(Cause.UNAVAILABLE);
    }
    Directory.Checked checked = asked.get().directory().check(login, password);
    var effort = Optional.of(new Effort(way(asked.get()), checked.took()));
    return switch (checked.answer()) {
      case Directory.Refused(Cause cause) -> new Prover.Failed(cause, effort);
      case Directory.Overloaded _ -> failed(Cause.OVERLOADED);
      case Directory.Unavailable _ -> failed(Cause.UNAVAILABLE);
      case Directory.Proved proved ->
          switch (account.isPresent()
              ? asked.get().current(account.get(), proved)
              : asked.get().ofName(proved, place)) {
            case Prover.Held(Account current, _, _) ->
                new Prover.Held(current, Optional.empty(), effort);
            case Prover.Failed(Cause cause, _) -> new Prover.Failed(cause, effort);
          };
    };
  }

  /** The ways by which passwords are proved: those of accounts, and that of people without one. */
  Set<String> waysBeside(Set<String> ofAccounts) {
    if (followed.filter(f -> f.directory().provisions()).isEmpty()) {
      return ofAccounts;
    }
    var all = new HashSet<>(ofAccounts);
    all.add(way(followed.get()));
    return all;
  }

  /** How long the directory takes to refuse somebody; empty if it is not its way. */
  Optional<Duration> measure(String way) {
    return followed
        .filter(f -> way(f).equals(way))
        .map(f -> f.directory().check(NOBODY, Secret.of(NOBODY)).took());
  }

  /** As {@link Account#way} says. */
  private static String way(Followed followed) {
    return "directory " + followed.directory().name();
  }

  private static Prover.Result held(Account account) {
    return new Prover.Held(account, Optional.empty(), Optional.empty());
  }

  private static Prover.Result failed(Cause cause) {
    return new Prover.Failed(cause, Optional.empty());
  }

  private static Prover.Result result(Registration registration) {
    return switch (registration) {
      case Registration.Done(Account account, _) -> held(account);
      case Registration.Keyed(Account account, _) -> held(account);
      case Registration.Issued(Account account, _, _) -> held(account);
      case Registration.Refused(Registration.Why why, String message) -> {
        LOG.log(
            System.Logger.Level.WARNING,
            () -> "what a directory tells of a person does not make an account: " + message);
        yield failed(why == Registration.Why.OVERLOADED ? Cause.OVERLOADED : Cause.UNAVAILABLE);
      }
    };
  }
}
