package dev.jeton.account;

import static dev.jeton.account.Register.ADMIN;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.NewPasswords.Prepared;
import dev.jeton.account.NewPasswords.Turn;
import dev.jeton.account.Registration.Done;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Keeps the register of accounts: whatever an administrator does to one is done here, with an
 * event; to its key pairs by {@link KeyPairs}. Disabling or removing an account, and changing its
 * permissions or its password, ends its sessions before it returns. Every call throws {@link
 * dev.jeton.session.StoreUnavailable} if a store can't answer; then the same call again finishes
 * what was begun.
 */
public final class Registrar {
  private final NewPasswords passwords;
  private final KeyRing keys;
  private final SessionOversight sessions;
  private final EndOnPasswordChange withPassword;
  private final AccountEditor editor;
  private final Register register;
  private final KeyPairs keyPairs;
  private final Objections objections;
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
    this.passwords = passwords;
    this.keys = keys;
    this.sessions = sessions;
    this.withPassword = withPassword;
    this.editor = new AccountEditor(store, keys, dialects, directories);
    this.register = new Register(store, clock);
    this.keyPairs = new KeyPairs(store, register, keys, sessions, random, clock);
    this.objections = new Objections(store, editor, passwords, keyPairs);
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
      case Refused why -> why;
      case Prepared prepared -> add(by, name, id, edit, prepared, List.of());
    };
  }

  /** The same from elsewhere, in bulk; a machine's with the pairs that its clients hold already. */
  Registration take(String name, OptionalLong id, AccountEdit edit, List<KeyPair> pairs) {
    return switch (passwords.prepare(name, edit, Turn.IN_BULK)) {
      case Refused why -> why;
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
    return register.add(
        by,
        id,
        any -> editor.made(any, name, keyPairs.kept(pairs), edit, prepared.hash()),
        prepared.facts());
  }

  /** Gives and takes the key pairs of machines. */
  public KeyPairs keyPairs() {
    return keyPairs;
  }

  /** Adds clients and issues their secrets. */
  public ClientSecrets clientSecrets() {
    return new ClientSecrets(this, register, keys, sessions, random, clock);
  }

  /** What there is against an account to be. */
  Objections objections() {
    return objections;
  }

  /** An account's digest secret, for those who may have it. */
  public Optional<DigestSecret> digestSecret(Account account) {
    return account.digestSecret().map(secret -> secret.open(account.id(), keys));
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
    Optional<Account> account = register.find(id);
    if (account.isEmpty()) {
      return Register.missing(id);
    }
    return switch (passwords.prepare(account.get().name(), edit, turn)) {
      case Refused why -> why;
      case Prepared prepared -> change(id, edit, keep, prepared);
    };
  }

  private Registration change(
      long id, AccountEdit edit, Optional<SessionId> keep, Prepared prepared) {
    var before = new AtomicInteger();
    var change = new AtomicReference<>(AccountChange.NONE);
    Registration changed =
        register.replace(
            ADMIN,
            id,
            AuditEvent.Kind.ACCOUNT_CHANGED,
            former -> {
              Edited edited = editor.edited(former, edit, prepared.hash());
              if (edited instanceof Edited.Next(Account next)) {
                change.set(AccountChange.between(former, next, edit));
                if (change.get() == AccountChange.PERMISSIONS) {
                  before.addAndGet(end(former, _ -> true, change.get().cause()));
                }
              }
              return edited;
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
    Edited edited = editor.edited(account, facts, Optional.empty());
    if (edited instanceof Edited.Next(Account next)
        && AccountFacts.changed(account, next).isEmpty()) {
      return new Done(account, 0);
    }
    Registration changed =
        register.replace(
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
      return Register.missing(id);
    }
    return switch (register.remove(ADMIN, id)) {
      case Done(Account removed, _) -> new Done(removed, ended);
      case Refused(Why why, _) when why == Why.NOT_FOUND ->
          new Done(disabled, ended); // somebody else did it
      case Registration other -> other;
    };
  }

  private int end(Account account, Predicate<Session> which, String cause) {
    return sessions.endAll(account.id(), which, cause);
  }
}
