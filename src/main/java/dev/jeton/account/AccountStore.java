package dev.jeton.account;

import dev.jeton.audit.AuditEvent;
import dev.jeton.session.Form;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps accounts. Each call is atomic; a change that was acknowledged survives a crash. Every call
 * throws {@link dev.jeton.session.StoreUnavailable} if the store can't answer.
 */
public interface AccountStore {

  Optional<Account> find(long id);

  /** The account of this id, if it is in memory, as {@link #peek(String)} says. */
  Optional<Account> peek(long id);

  /**
   * The account of this name.
   *
   * @param form the id of the form that holds it; empty for those in no form
   */
  Optional<Account> find(Optional<String> form, String name);

  /**
   * The account of this name in no form, if it is in memory as it is on disk: never waits, and
   * after a change was acknowledged never gives what was before.
   */
  Optional<Account> peek(String name);

  /** The account that holds a key with this public half. */
  Optional<Account> findByKey(String identifiant);

  /** The same if it is in memory, as {@link #peek(String)} says. */
  Optional<Account> peekByKey(String identifiant);

  /** The form with this id or, failing that, this title, if an account lives in it or ever did. */
  Optional<Form> form(String idOrTitle);

  /** Every form that an account lives in or ever did: a few, in no order. */
  List<Form> forms();

  /**
   * Accounts ordered by id, without the decoy.
   *
   * @param after those with a greater id
   * @param limit as many at the most, from 1
   */
  List<Account> list(long after, int limit);

  /** What {@link Account#way} says of all accounts: a few, each once. */
  Set<String> ways();

  /** An id that no account has or had; the next call gives another one. */
  long unusedId();

  /**
   * Keeps a new account, whose version is 1. The decoy, id 0, is found by its id alone and never by
   * its name.
   */
  Change add(Account account, AuditEvent event);

  /** Puts an account in its former self's place: the same id, and a version greater by one. */
  Change replace(Account account, AuditEvent event);

  /** Removes an account as it was read. */
  Change remove(Account account, AuditEvent event);

  /** What came of a change. Only {@link #DONE} changed anything. */
  enum Change {
    DONE,
    ID_TAKEN,
    NAME_TAKEN,
    KEY_TAKEN,
    /** Another form has this title already. */
    TITLE_TAKEN,
    /** The account is gone, or another change came first. */
    CONFLICT
  }
}
