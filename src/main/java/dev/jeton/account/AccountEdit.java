package dev.jeton.account;

import dev.jeton.account.hash.PasswordHash;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an administrator wants of an account, new or old; what is empty stays as it is.
 *
 * @param kind if it is none that lives in a form, the account leaves its form
 * @param form the form to live in, which makes the account an extranet user unless a kind is given
 * @param language NOUT's language code; 0 takes it away
 * @param enabled false ends the account's sessions too
 * @param client what a client may ask for, and what proves it beside its password
 * @param allowWeak whether a password is taken that the policy would refuse
 */
public record AccountEdit(
    Optional<Kind> kind,
    Optional<FormName> form,
    Members dialects,
    OptionalInt language,
    Members actFor,
    Members forCustomer,
    Optional<Boolean> enabled,
    Credentials credentials,
    ClientEdit client,
    boolean allowWeak) {
  /** Stands for everyone in a permission. */
  static final String ALL = "*";

  /** Of an account of any other kind than a client's. */
  public AccountEdit(
      Optional<Kind> kind,
      Optional<FormName> form,
      Members dialects,
      OptionalInt language,
      Members actFor,
      Members forCustomer,
      Optional<Boolean> enabled,
      Credentials credentials,
      boolean allowWeak) {
    this(
        kind,
        form,
        dialects,
        language,
        actFor,
        forCustomer,
        enabled,
        credentials,
        ClientEdit.NONE,
        allowWeak);
  }

  /** Changes nothing. */
  public static final AccountEdit NONE =
      new AccountEdit(
          Optional.empty(),
          Optional.empty(),
          Members.SAME,
          OptionalInt.empty(),
          Members.SAME,
          Members.SAME,
          Optional.empty(),
          new Credentials.Same(),
          false);

  public static final AccountEdit DISABLE = NONE.withEnabled(false);
  public static final AccountEdit ENABLE = NONE.withEnabled(true);

  /**
   * A form as an administrator names it.
   *
   * @param id the vendor's id, decimal digits, from 1
   * @param title its label; if empty, the one that it has already
   */
  public record FormName(String id, Optional<String> title) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the id is not a number from 1, or the title is blank
     */
    public FormName {
      if (!id.matches("[1-9][0-9]{0,18}")) {
        throw new IllegalArgumentException("a form's id is a number from 1");
      }
      if (title.isPresent()
          && (title.get().isBlank()
              || title.get().length() > Account.NAME_LENGTH
              || title.get().chars().anyMatch(Character::isISOControl))) {
        throw new IllegalArgumentException(
            "a form's title has 1 to "
                + Account.NAME_LENGTH
                + " characters, none of them a control character");
      }
    }
  }

  /**
   * A change of a set of names.
   *
   * @param anew whether it starts from none
   */
  public record Members(boolean anew, Set<String> add, Set<String> remove) {
    public static final Members SAME = new Members(false, Set.of(), Set.of());

    public Members {
      add = Set.copyOf(add);
      remove = Set.copyOf(remove);
    }

    Set<String> of(Set<String> former) {
      var names = new TreeSet<>(anew ? Set.of() : former);
      names.addAll(add);
      names.removeAll(remove);
      return names;
    }

    Permission of(Permission former) {
      var names = new TreeSet<>(former.names());
      if (former.all()) {
        names.add(ALL);
      }
      Set<String> next = of(names);
      boolean all = next.remove(ALL);
      return new Permission(all, next);
    }
  }

  /** A change of what proves a person. */
  public sealed interface Credentials {
    record Same() implements Credentials {}

    /**
     * A new password; the digest secret of the former one goes.
     *
     * @param digest whether the clear password is kept, sealed, as the new digest secret
     */
    record Password(Secret password, boolean digest) implements Credentials {}

    /**
     * A hash of the password from elsewhere; one that is weak is kept only wrapped. The digest
     * secret of the former password goes.
     *
     * @param digest the new one's digest secret, if it has one
     */
    record Hashed(PasswordHash hash, Optional<DigestSecret> digest) implements Credentials {}

    /** A digest secret from elsewhere; the password stays. */
    record Imported(DigestSecret secret) implements Credentials {}

    /**
     * The password is in this directory from now on: the one that was here goes, and its digest
     * secret with it.
     *
     * @param digest a password kept, sealed, as the new digest secret: what a directory keeps can't
     *     prove digests
     */
    record InDirectory(String directory, Optional<Secret> digest) implements Credentials {}

    /** The digest secret goes, the password stays. */
    record NoDigest() implements Credentials {}

    /** The clear password among them, also one that is kept for digests alone. */
    default Optional<Secret> clear() {
      return switch (this) {
        case Password(Secret password, _) -> Optional.of(password);
        case Hashed(_, Optional<DigestSecret> digest) -> digest.flatMap(Credentials::clear);
        case Imported(DigestSecret secret) -> clear(secret);
        case InDirectory(_, Optional<Secret> digest) -> digest;
        case Same _, NoDigest _ -> Optional.empty();
      };
    }

    private static Optional<Secret> clear(DigestSecret secret) {
      return switch (secret) {
        case DigestSecret.Clear(Secret password) -> Optional.of(password);
        case DigestSecret.Nout _ -> Optional.empty();
      };
    }
  }

  /** This edit with other credentials. */
  AccountEdit with(Credentials others) {
    return new AccountEdit(
        kind, form, dialects, language, actFor, forCustomer, enabled, others, client, allowWeak);
  }

  /** This edit with another of what clients alone have. */
  AccountEdit with(ClientEdit other) {
    return new AccountEdit(
        kind,
        form,
        dialects,
        language,
        actFor,
        forCustomer,
        enabled,
        credentials,
        other,
        allowWeak);
  }

  private AccountEdit withEnabled(boolean next) {
    return new AccountEdit(
        kind,
        form,
        dialects,
        language,
        actFor,
        forCustomer,
        Optional.of(next),
        credentials,
        client,
        allowWeak);
  }
}
