package dev.jeton.account;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.Registration.Refused;
import dev.jeton.account.Registration.Why;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Form;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Makes the next version of an account from the former one and an edit. */
final class AccountEditor {
  private final AccountStore store;
  private final KeyRing keys;
  private final Set<String> known;
  private final Set<String> directories;

  AccountEditor(AccountStore store, KeyRing keys, Set<String> dialects, Set<String> directories) {
    this.store = store;
    this.keys = keys;
    this.known = Set.copyOf(dialects);
    this.directories = Set.copyOf(directories);
  }

  /**
   * A new account as the edit wants it.
   *
   * @param hash of the password, if the edit has one
   */
  Edited made(long id, String name, List<ApiKey> held, AccountEdit edit, Optional<String> hash) {
    if (!held.isEmpty() && !edit.kind().equals(Optional.of(Kind.MACHINE))) {
      return invalid("machine accounts alone have key pairs");
    }
    return switch (checked(() -> edited(blank(id, name, held), edit, hash))) {
      case Edited.Next(Account account) when !hasProof(account) ->
          invalid("an account of kind " + account.kind().word() + " needs a password");
      case Edited.Next next -> next;
      case Refused(_, String why) -> invalid(why); // it is at odds with nothing but itself
    };
  }

  /**
   * The account as the edit leaves it.
   *
   * @param hash of the password, if the edit has one
   */
  Edited edited(Account former, AccountEdit edit, Optional<String> hash) {
    Kind kind = edit.kind().orElse(edit.form().isPresent() ? Kind.EXTRANET : former.kind());
    if (!kind.hasPassword() && setsProof(edit.credentials())) {
      return conflict("an account of kind " + kind.word() + " has no password");
    }
    if (kind != Kind.MACHINE && !former.keys().isEmpty()) {
      return conflict("it has key pairs: revoke them first");
    }
    Optional<String> wrong = ClientRules.objection(former, kind, edit);
    if (wrong.isPresent()) {
      return conflict(wrong.get());
    }
    return switch (checked(() -> new Edited.Next(next(former, kind, edit, hash)))) {
      case Edited.Next(Account account) when !ClientRules.isProvable(account) ->
          conflict("a client needs a secret, a JWK set or a certificate that proves it");
      case Edited edited -> edited;
    };
  }

  /** What no account can be is refused in the words of whoever says so. */
  private static Edited checked(Supplier<Edited> edited) {
    try {
      return edited.get();
    } catch (IllegalArgumentException e) {
      return invalid(String.valueOf(e.getMessage()));
    }
  }

  /** Nothing but an id, a name and key pairs. */
  static Account blank(long id, String name, List<ApiKey> held) {
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
        held);
  }

  private static boolean hasProof(Account account) {
    return !account.kind().hasPassword()
        || account.kind() == Kind.CLIENT // which may have other proofs, and was asked for one
        || account.password().isPresent()
        || account.digestSecret().isPresent()
        || account.directory().isPresent();
  }

  private static Refused invalid(String why) {
    return new Refused(Why.INVALID, why);
  }

  private static Refused conflict(String why) {
    return new Refused(Why.CONFLICT, why);
  }

  private Account next(Account former, Kind kind, AccountEdit edit, Optional<String> hash) {
    for (String dialect : edit.dialects().add()) {
      if (!known.contains(dialect)) {
        throw new IllegalArgumentException(
            "no dialect is called "
                + dialect
                + ": there are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
    Optional<String> directory = directory(kind, former, edit.credentials());
    return new Account(
        former.id(),
        former.version() + 1,
        former.name(),
        form(kind, former, edit),
        kind,
        edit.enabled().orElse(former.enabled()),
        edit.dialects().of(former.dialects()),
        language(former, edit),
        edit.actFor().of(former.actFor()),
        edit.forCustomer().of(former.forCustomer()),
        kind.hasPassword() && directory.isEmpty()
            ? hash.or(() -> ClientRules.keptPassword(former, edit))
            : Optional.empty(),
        kind.hasPassword() ? digestSecret(former, edit.credentials()) : Optional.empty(),
        directory,
        former.keys(),
        ClientRules.profile(former, kind, edit));
  }

  private Optional<Form> form(Kind kind, Account former, AccountEdit edit) {
    if (kind != Kind.EXTRANET) {
      if (edit.form().isPresent()) {
        throw new IllegalArgumentException("extranet users, and they alone, live in a form");
      }
      return Optional.empty();
    }
    return edit.form()
        .map(form -> new Form(form.id(), form.title().orElseGet(() -> title(form.id()))))
        .or(former::form);
  }

  private String title(String id) {
    return store.form(id).filter(form -> form.id().equals(id)).map(Form::title).orElse(id);
  }

  private static OptionalInt language(Account former, AccountEdit edit) {
    if (edit.language().isEmpty()) {
      return former.language();
    }
    return edit.language().getAsInt() == 0 ? OptionalInt.empty() : edit.language();
  }

  private Optional<String> directory(Kind kind, Account former, Credentials credentials) {
    return switch (credentials) {
      case Credentials.InDirectory(String directory, _) -> {
        if (!directories.contains(directory)) {
          throw new IllegalArgumentException("no directory is called " + directory);
        }
        yield Optional.of(directory);
      }
      case Credentials.Password _, Credentials.Hashed _ -> Optional.empty();
      case Credentials.Same _, Credentials.NoDigest _, Credentials.Imported _ ->
          kind.hasPassword() ? former.directory() : Optional.empty();
    };
  }

  private Optional<SealedSecret> digestSecret(Account former, Credentials credentials) {
    return switch (credentials) {
      case Credentials.Same _ -> former.digestSecret();
      case Credentials.NoDigest _ -> Optional.empty();
      case Credentials.Imported(DigestSecret secret) ->
          Optional.of(SealedSecret.of(secret, former.id(), keys));
      case Credentials.InDirectory(_, Optional<Secret> digest) ->
          digest.map(clear -> SealedSecret.of(new DigestSecret.Clear(clear), former.id(), keys));
      case Credentials.Hashed(_, Optional<DigestSecret> secret) ->
          secret.map(clear -> SealedSecret.of(clear, former.id(), keys));
      case Credentials.Password(var password, boolean digest) ->
          digest
              ? Optional.of(SealedSecret.of(new DigestSecret.Clear(password), former.id(), keys))
              : Optional.empty();
    };
  }

  private static boolean setsProof(Credentials credentials) {
    return switch (credentials) {
      case Credentials.Password _,
          Credentials.Hashed _,
          Credentials.Imported _,
          Credentials.InDirectory _ ->
          true;
      case Credentials.Same _, Credentials.NoDigest _ -> false;
    };
  }
}
