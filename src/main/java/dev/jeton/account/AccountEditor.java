package dev.jeton.account;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Form;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

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
   * The account as the edit leaves it.
   *
   * @param hash of the password, if the edit has one
   * @throws IllegalArgumentException if no account can be like that
   * @throws AccountConflict if this one can't
   */
  Account edited(Account former, AccountEdit edit, Optional<String> hash) {
    Kind kind = edit.kind().orElse(edit.form().isPresent() ? Kind.EXTRANET : former.kind());
    if (!kind.hasPassword() && setsProof(edit.credentials())) {
      throw new AccountConflict("an account of kind " + lower(kind) + " has no password");
    }
    if (kind != Kind.MACHINE && !former.keys().isEmpty()) {
      throw new AccountConflict("it has key pairs: revoke them first");
    }
    for (String dialect : edit.dialects().add()) {
      if (!known.contains(dialect)) {
        throw new IllegalArgumentException(
            "no dialect is called " + dialect + ": there are " + String.join(", ", sorted(known)));
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
        kind.hasPassword() && directory.isEmpty() ? hash.or(former::password) : Optional.empty(),
        kind.hasPassword() ? digestSecret(former, edit.credentials()) : Optional.empty(),
        directory,
        former.keys());
  }

  /**
   * Checks a new account.
   *
   * @throws IllegalArgumentException if it is of a kind with a password and has nothing to prove
   *     itself by
   */
  void requireProof(Account account) {
    if (account.kind().hasPassword()
        && account.password().isEmpty()
        && account.digestSecret().isEmpty()
        && account.directory().isEmpty()) {
      throw new IllegalArgumentException(
          "an account of kind " + lower(account.kind()) + " needs a password");
    }
  }

  /** What differs between two versions, for the audit event: names and new values. */
  Map<String, String> facts(Account former, Account next) {
    Map<String, String> old = facts(former);
    var changed = new LinkedHashMap<String, String>();
    facts(next)
        .forEach(
            (name, value) -> {
              if (!value.equals(old.get(name))) {
                changed.put(name, value.isEmpty() ? "none" : value);
              }
            });
    if (!former.password().equals(next.password())) {
      changed.put("password", next.password().isPresent() ? "set" : "none");
    }
    if (!former.digestSecret().equals(next.digestSecret())) {
      changed.put("digest-secret", next.digestSecret().isPresent() ? "set" : "none");
    }
    return changed;
  }

  private static Map<String, String> facts(Account account) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("kind", lower(account.kind()));
    facts.put("form", account.form().map(Form::id).orElse(""));
    facts.put("enabled", Boolean.toString(account.enabled()));
    facts.put("dialects", String.join(" ", sorted(account.dialects())));
    facts.put(
        "language", account.language().stream().mapToObj(Integer::toString).findAny().orElse(""));
    facts.put("act-for", text(account.actFor()));
    facts.put("directory", account.directory().orElse(""));
    facts.put("for-customer", text(account.forCustomer()));
    return facts;
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

  private static String text(Permission permission) {
    return permission.all() ? AccountEdit.ALL : String.join(" ", sorted(permission.names()));
  }

  private static Set<String> sorted(Set<String> names) {
    return new TreeSet<>(names);
  }

  private static String lower(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
