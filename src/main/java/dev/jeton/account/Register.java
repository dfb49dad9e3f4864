package dev.jeton.account;

import dev.jeton.account.Registration.Done;
import dev.jeton.account.Registration.Refused;
import dev.jeton.account.Registration.Why;
import dev.jeton.audit.AuditEvent;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The register of accounts as it is written: each change leaves an event and is tried again if
 * somebody else was faster, and what the store has against it is told in words.
 */
final class Register {
  static final String ADMIN = "admin";

  /** How often somebody else may change the same account first. */
  private static final int TRIES = 20;

  private final AccountStore store;
  private final InstantSource clock;

  Register(AccountStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  Optional<Account> find(long id) {
    return id > 0 ? store.find(id) : Optional.empty();
  }

  /**
   * Adds an account.
   *
   * @param id an unused one if empty
   * @param make makes the account of an id
   * @param facts for the event, beside those of the account
   */
  Registration add(
      String by, OptionalLong id, LongFunction<Edited> make, Map<String, String> facts) {
    while (true) {
      Account account;
      switch (make.apply(id.isPresent() ? id.getAsLong() : store.unusedId())) {
        case Edited.Next(Account made) -> account = made;
        case Refused why -> {
          return why;
        }
      }
      AuditEvent event = event(by, AuditEvent.Kind.ACCOUNT_ADDED, account);
      AccountStore.Change change =
          store.add(account, event.and(facts).and(AccountFacts.added(account)));
      if (change == AccountStore.Change.ID_TAKEN && id.isEmpty()) {
        continue; // somebody chose this very id by hand meanwhile
      }
      return outcome(change, account).orElseGet(Register::busy);
    }
  }

  /** Reads an account, changes it, puts it back, and again if somebody else was faster. */
  Registration replace(
      String by,
      long id,
      AuditEvent.Kind kind,
      Function<Account, Edited> change,
      Map<String, String> facts) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Account> former = find(id);
      if (former.isEmpty()) {
        return missing(id);
      }
      Account next;
      switch (change.apply(former.get())) {
        case Edited.Next(Account made) -> next = made;
        case Refused why -> {
          return why;
        }
      }
      AuditEvent event =
          event(by, kind, next).and(facts).and(AccountFacts.changed(former.get(), next));
      Optional<Registration> outcome = outcome(store.replace(next, event), next);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return busy();
  }

  /** Removes an account as it is then. */
  Registration remove(String by, long id) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Account> account = find(id);
      if (account.isEmpty()) {
        return missing(id);
      }
      AuditEvent event = event(by, AuditEvent.Kind.ACCOUNT_REMOVED, account.get());
      if (store.remove(account.get(), event) == AccountStore.Change.DONE) {
        return new Done(account.get(), 0);
      }
    }
    return busy();
  }

  static Refused missing(long id) {
    return new Refused(Why.NOT_FOUND, "no account has the id " + id);
  }

  static Refused idTaken(long id) {
    return new Refused(Why.CONFLICT, "another account has, or had, the id " + id);
  }

  static Refused keyTaken() {
    return new Refused(Why.CONFLICT, "an account has this key already");
  }

  /** What a store's answer means; empty if another change came first. */
  private static Optional<Registration> outcome(AccountStore.Change change, Account account) {
    return switch (change) {
      case DONE -> Optional.of(new Done(account, 0));
      case ID_TAKEN -> Optional.of(idTaken(account.id()));
      case NAME_TAKEN -> Optional.of(nameTaken(account));
      case KEY_TAKEN -> Optional.of(keyTaken());
      case TITLE_TAKEN -> Optional.of(titleTaken(account));
      case CONFLICT -> Optional.empty();
    };
  }

  private static Refused nameTaken(Account account) {
    String where =
        account
            .form()
            .map(form -> "form " + form.id() + " has an account called ")
            .orElse("there is an account called ");
    return new Refused(Why.CONFLICT, where + account.name() + " already");
  }

  private static Refused titleTaken(Account account) {
    String title = account.form().map(form -> form.title()).orElse("");
    return new Refused(Why.CONFLICT, "another form is called " + title + " already");
  }

  private static Refused busy() {
    return new Refused(Why.OVERLOADED, "others change this account all the time: try again");
  }

  private AuditEvent event(String by, AuditEvent.Kind kind, Account account) {
    return AuditEvent.of(
        clock.instant(),
        kind,
        "actor",
        by,
        "account",
        account.name(),
        "id",
        Long.toString(account.id()));
  }
}
