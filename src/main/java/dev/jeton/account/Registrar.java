package dev.jeton.account;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.NewPasswords.Prepared;
import dev.jeton.account.NewPasswords.Result;
import dev.jeton.account.NewPasswords.Turn;
import dev.jeton.account.Registration.Done;
import dev.jeton.account.Registration.Keyed;
import dev.jeton.account.Registration.Refused;
import dev.jeton.account.Registration.Why;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.SessionOversight;
import dev.jeton.session.SessionsConfig.EndOnPasswordChange;
import dev.jeton.session.Verdict;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps the register of accounts: whatever an administrator does to one is done here, with an
 * event. Disabling or removing an account, changing its permissions or its password, and revoking a
 * key ends its sessions before it returns. Every call throws {@link
 * dev.jeton.session.StoreUnavailable} if a store can't answer; then the same call again finishes
 * what was begun.
 */
public final class Registrar {
  /** How often somebody else may change the same account first. */
  private static final int TRIES = 20;

  private static final String ADMIN = "admin";

  private final AccountStore store;
  private final NewPasswords passwords;
  private final KeyRing keys;
  private final SessionOversight sessions;
  private final EndOnPasswordChange withPassword;
  private final AccountEditor editor;
  private final SecureRandom random;
  private final InstantSource clock;

  /**
   * Makes the registrar.
   *
   * @param withPassword which sessions end with a new password
   * @param dialects the names of those that accounts can be allowed
   * @param directories the names of those that can prove passwords
   */
  public Registrar(
      AccountStore store,
      NewPasswords passwords,
      KeyRing keys,
      SessionOversight sessions,
      EndOnPasswordChange withPassword,
      Set<String> dialects,
      Set<String> directories,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.keys = keys;
    this.sessions = sessions;
    this.withPassword = withPassword;
    this.editor = new AccountEditor(store, keys, dialects, directories);
    this.random = random;
    this.clock = clock;
  }

  /**
   * Adds an account. A user or extranet user needs a password or an imported digest secret.
   *
   * @param name as {@link Account} wants it
   * @param id from 1; an unused one if empty
   */
  public Registration add(String name, OptionalLong id, AccountEdit edit) {
    return add(ADMIN, name, id, edit);
  }

  /** Adds an account in the name of an administrator or a directory. */
  Registration add(String by, String name, OptionalLong id, AccountEdit edit) {
    return switch (passwords.prepare(name, edit, Turn.AWAITED)) {
      case Result.Rejected(Refused why) -> why;
      case Prepared prepared -> add(by, name, id, edit, prepared, List.of());
    };
  }

  /** The same from elsewhere, in bulk; a machine's with the pairs that its clients hold already. */
  Registration take(String name, OptionalLong id, AccountEdit edit, List<KeyPair> pairs) {
    return switch (passwords.prepare(name, edit, Turn.IN_BULK)) {
      case Result.Rejected(Refused why) -> why;
      case Prepared prepared -> add(ADMIN, name, id, edit, prepared, pairs);
    };
  }

  private Registration add(
      String by,
      String name,
      OptionalLong id,
      AccountEdit edit,
      Prepared prepared,
      List<KeyPair> pairs) {
    while (true) {
      Account account;
      Account blank;
      try {
        blank = blank(id.isPresent() ? id.getAsLong() : store.unusedId(), name, held(pairs));
        account = made(blank, edit, prepared.hash());
      } catch (IllegalArgumentException e) {
        return invalid(e);
      } catch (AccountConflict e) {
        return new Refused(Why.INVALID, e.why()); // it is at odds with nothing but the edit itself
      }
      AuditEvent event =
          event(by, AuditEvent.Kind.ACCOUNT_ADDED, account)
              .and(prepared.facts())
              .and(editor.facts(blank, account));
      AccountStore.Change change = store.add(account, event);
      if (change == AccountStore.Change.ID_TAKEN && id.isEmpty()) {
        continue; // somebody chose this very id by hand meanwhile
      }
      return outcome(change, account).orElseGet(Registrar::busy);
    }
  }

  /** Why an account can't be added like that, as far as can be told without doing it. */
  Optional<Refused> objection(String name, OptionalLong id, AccountEdit edit, List<KeyPair> pairs) {
    try {
      Account account = made(blank(id.orElse(1), name, held(pairs)), edit, unknownHash(edit));
      if (id.isPresent() && store.find(id.getAsLong()).isPresent()) {
        return refusal(AccountStore.Change.ID_TAKEN, account);
      }
      boolean keyTaken =
          account.keys().stream().anyMatch(k -> store.findByKey(k.identifiant()).isPresent());
      return keyTaken
          ? refusal(AccountStore.Change.KEY_TAKEN, account)
          : passwords.objection(name, edit);
    } catch (IllegalArgumentException e) {
      return Optional.of(invalid(e));
    } catch (AccountConflict e) {
      return Optional.of(new Refused(Why.INVALID, e.why()));
    }
  }

  /** Why this account can't be changed like that, as far as can be told without doing it. */
  Optional<Refused> objection(Account former, AccountEdit edit) {
    try {
      editor.edited(former, edit, unknownHash(edit));
      return passwords.objection(former.name(), edit);
    } catch (IllegalArgumentException e) {
      return Optional.of(invalid(e));
    } catch (AccountConflict e) {
      return Optional.of(new Refused(Why.CONFLICT, e.why()));
    }
  }

  /** Whether the edit would change nothing of the account but perhaps its credentials. */
  boolean isLike(Account account, AccountEdit edit) {
    try {
      Account next = editor.edited(account, edit.with(new Credentials.Same()), Optional.empty());
      return editor.facts(account, next).isEmpty();
    } catch (IllegalArgumentException | AccountConflict _) {
      return false;
    }
  }

  /** An account's digest secret, for those who may have it. */
  public Optional<DigestSecret> digestSecret(Account account) {
    return account.digestSecret().map(secret -> secret.open(account.id(), keys));
  }

  /** A new account, if there can be one like that. */
  private Account made(Account blank, AccountEdit edit, Optional<String> hash) {
    if (!blank.keys().isEmpty() && !edit.kind().equals(Optional.of(Kind.MACHINE))) {
      throw new IllegalArgumentException("machine accounts alone have key pairs");
    }
    Account account = editor.edited(blank, edit, hash);
    editor.requireProof(account);
    return account;
  }

  private List<ApiKey> held(List<KeyPair> pairs) {
    return pairs.stream()
        .map(pair -> ApiKey.of(pair.identifiant(), pair.motDePasse(), keys, clock.instant()))
        .toList();
  }

  /** Stands for a hash that the edit asks for, and that nobody wants to wait for. */
  private static Optional<String> unknownHash(AccountEdit edit) {
    return NewPasswords.isHashed(edit) ? Optional.of("to come") : Optional.empty();
  }

  /** Changes an account, as below; no session is kept. */
  public Registration change(long id, AccountEdit edit) {
    return change(id, edit, Optional.empty());
  }

  /** The same from elsewhere, in bulk. */
  Registration take(long id, AccountEdit edit) {
    return change(id, edit, Optional.empty(), Turn.IN_BULK);
  }

  /**
   * Changes an account. If that disables it, or gives it another kind, form, permission or proof,
   * the sessions end that it is a party of. Those that are open end before the change too: should
   * the end of them fail, the change is still to be made, and the same call finishes it.
   *
   * @param keep the session that a new password leaves, if it may leave one
   */
  public Registration change(long id, AccountEdit edit, Optional<SessionId> keep) {
    return change(id, edit, keep, Turn.AWAITED);
  }

  private Registration change(long id, AccountEdit edit, Optional<SessionId> keep, Turn turn) {
    if (keep.isPresent() && withPassword == EndOnPasswordChange.ALL) {
      return new Refused(Why.INVALID, "a new password ends all sessions, as is configured");
    }
    if (keep.isPresent() && edit.credentials() instanceof Credentials.Same) {
      return new Refused(Why.INVALID, "only a new password leaves a session");
    }
    if (keep.isPresent() && !isOf(id, keep.get())) {
      return new Refused(Why.NOT_FOUND, "the account has no live session " + keep.get().text());
    }
    Optional<Account> account = find(id);
    if (account.isEmpty()) {
      return missing(id);
    }
    return switch (passwords.prepare(account.get().name(), edit, turn)) {
      case Result.Rejected(Refused why) -> why;
      case Prepared prepared -> change(id, edit, keep, prepared);
    };
  }

  private Registration change(
      long id, AccountEdit edit, Optional<SessionId> keep, Prepared prepared) {
    var before = new AtomicInteger();
    var change = new AtomicReference<>(AccountChange.NONE);
    Registration changed =
        replace(
            ADMIN,
            id,
            AuditEvent.Kind.ACCOUNT_CHANGED,
            former -> {
              Account next = editor.edited(former, edit, prepared.hash());
              change.set(AccountChange.between(former, next, edit));
              if (change.get() == AccountChange.PERMISSIONS) {
                before.addAndGet(end(former, _ -> true, change.get().cause()));
              }
              return next;
            },
            prepared.facts());
    if (!(changed instanceof Done(Account account, _))) {
      return changed;
    }
    AccountChange done = Objects.requireNonNull(change.get());
    Predicate<Session> ends =
        session -> done != AccountChange.PROOF || !keep.equals(Optional.of(session.id()));
    return done == AccountChange.NONE
        ? changed
        : new Done(account, before.get() + end(account, ends, done.cause()));
  }

  private boolean isOf(long id, SessionId session) {
    return sessions.find(session) instanceof Verdict.Live(Session live)
        && (live.actor().id() == id || live.subject().id() == id);
  }

  /**
   * Lets an account follow what a directory tells of it; nothing is written if it is so already.
   * Its sessions that it may not have any more end.
   */
  Registration follow(Account account, AccountEdit facts, String directory) {
    try {
      if (editor.facts(account, editor.edited(account, facts, Optional.empty())).isEmpty()) {
        return new Done(account, 0);
      }
    } catch (IllegalArgumentException e) {
      return invalid(e);
    } catch (AccountConflict e) {
      return new Refused(Why.CONFLICT, e.why());
    }
    Registration changed =
        replace(
            directory,
            account.id(),
            AuditEvent.Kind.ACCOUNT_CHANGED,
            former -> editor.edited(former, facts, Optional.empty()),
            Map.of());
    return changed instanceof Done(Account next, _)
        ? new Done(next, end(next, session -> !next.mayHave(session), "permissions taken away"))
        : changed;
  }

  /**
   * Removes an account with all its credentials. It is disabled first: should the end of its
   * sessions fail, there is still an account to remove once more.
   */
  public Registration remove(long id) {
    if (!(change(id, AccountEdit.DISABLE) instanceof Done(Account disabled, int ended))) {
      return missing(id);
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<Account> account = find(id);
      if (account.isEmpty()) {
        return new Done(disabled, ended); // somebody else did it
      }
      AuditEvent event = event(ADMIN, AuditEvent.Kind.ACCOUNT_REMOVED, account.get());
      if (store.remove(account.get(), event) == AccountStore.Change.DONE) {
        return new Done(account.get(), ended);
      }
    }
    return busy();
  }

  /** Gives a machine account a new key pair. */
  public Registration issueKey(long id) {
    KeyPair pair = KeyPair.random(random);
    Registration added = addKey(id, pair, AuditEvent.Kind.KEY_ISSUED);
    return added instanceof Done(Account account, _) ? new Keyed(account, pair) : added;
  }

  /** Gives a machine account a key pair that its clients hold already. */
  public Registration importKey(long id, KeyPair pair) {
    return addKey(id, pair, AuditEvent.Kind.KEY_IMPORTED);
  }

  /**
   * Takes a key pair away and ends the sessions that were opened with it: first those that are, so
   * that the key is still there to be revoked once more should that fail, then those that came
   * between.
   *
   * @param identifiant the public half, in either case
   */
  public Registration revokeKey(String identifiant) {
    String key = identifiant.toLowerCase(Locale.ROOT);
    Optional<Account> holder = store.findByKey(key);
    if (holder.isEmpty()) {
      return new Refused(Why.NOT_FOUND, "no account has the key " + identifiant);
    }
    Predicate<Session> opened = session -> session.client().equals(Optional.of(key));
    int before = end(holder.get(), opened, "key revoked");
    Registration revoked =
        replace(
            ADMIN,
            holder.get().id(),
            AuditEvent.Kind.KEY_REVOKED,
            former ->
                former.withKeys(
                    former.keys().stream().filter(k -> !k.identifiant().equals(key)).toList()),
            Map.of("key", key));
    return revoked instanceof Done(Account account, _)
        ? new Done(account, before + end(account, opened, "key revoked"))
        : revoked;
  }

  private Registration addKey(long id, KeyPair pair, AuditEvent.Kind kind) {
    ApiKey key = ApiKey.of(pair.identifiant(), pair.motDePasse(), keys, clock.instant());
    return replace(
        ADMIN,
        id,
        kind,
        former -> {
          if (former.kind() != Kind.MACHINE) {
            throw new AccountConflict(
                former.name() + " is no machine account, and they alone have key pairs");
          }
          if (former.keys().stream()
              .anyMatch(held -> held.identifiant().equals(key.identifiant()))) {
            throw new AccountConflict("the account has this key already");
          }
          return former.withKeys(Stream.concat(former.keys().stream(), Stream.of(key)).toList());
        },
        Map.of("key", pair.identifiant()));
  }

  /**
   * Reads an account, changes it, puts it back, and again if somebody else was faster.
   *
   * @param change throws IllegalArgumentException or {@link AccountConflict} if it can't be
   */
  private Registration replace(
      String by,
      long id,
      AuditEvent.Kind kind,
      Function<Account, Account> change,
      Map<String, String> facts) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Account> former = find(id);
      if (former.isEmpty()) {
        return missing(id);
      }
      Account next;
      try {
        next = change.apply(former.get());
      } catch (IllegalArgumentException e) {
        return invalid(e);
      } catch (AccountConflict e) {
        return new Refused(Why.CONFLICT, e.why());
      }
      AuditEvent event = event(by, kind, next).and(facts).and(editor.facts(former.get(), next));
      Optional<Registration> outcome = outcome(store.replace(next, event), next);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return busy();
  }

  /** What a store's answer means; empty if another change came first. */
  private static Optional<Registration> outcome(AccountStore.Change change, Account account) {
    return switch (change) {
      case DONE -> Optional.of(new Done(account, 0));
      case ID_TAKEN -> taken("another account has, or had, the id " + account.id());
      case NAME_TAKEN ->
          taken(
              account
                  .form()
                  .map(form -> "form " + form.id() + " has an account called ")
                  .orElse("there is an account called ")
                  .concat(account.name())
                  .concat(" already"));
      case KEY_TAKEN -> taken("an account has this key already");
      case TITLE_TAKEN ->
          taken(
              "another form is called "
                  + account.form().map(form -> form.title()).orElse("")
                  + " already");
      case CONFLICT -> Optional.empty();
    };
  }

  private static Optional<Refused> refusal(AccountStore.Change change, Account account) {
    return outcome(change, account)
        .flatMap(
            registration ->
                registration instanceof Refused refused ? Optional.of(refused) : Optional.empty());
  }

  private Optional<Account> find(long id) {
    return id > 0 ? store.find(id) : Optional.empty();
  }

  private int end(Account account, Predicate<Session> which, String cause) {
    return sessions.endAll(account.id(), which, cause);
  }

  private AuditEvent event(String by, AuditEvent.Kind kind, Account account) {
    Instant now = clock.instant();
    return AuditEvent.of(
        now, kind, "actor", by, "account", account.name(), "id", Long.toString(account.id()));
  }

  private static Account blank(long id, String name, List<ApiKey> keys) {
    if (id < 1) {
      throw new IllegalArgumentException("an account's id is a number from 1");
    }
    return new Account(
        id,
        0,
        name,
        Optional.empty(),
        Kind.USER,
        true,
        Set.of(),
        OptionalInt.empty(),
        Permission.NOBODY,
        Permission.NOBODY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        keys);
  }

  private static Optional<Registration> taken(String message) {
    return Optional.of(new Refused(Why.CONFLICT, message));
  }

  private static Refused invalid(IllegalArgumentException why) {
    return new Refused(Why.INVALID, String.valueOf(why.getMessage()));
  }

  private static Refused missing(long id) {
    return new Refused(Why.NOT_FOUND, "no account has the id " + id);
  }

  private static Refused busy() {
    return new Refused(Why.OVERLOADED, "others change this account all the time: try again");
  }
}
