package dev.jeton.account;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.Registration.Refused;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What there is against an account, as far as can be told without adding or changing it. */
final class Objections {
  private final AccountStore store;
  private final AccountEditor editor;
  private final NewPasswords passwords;
  private final KeyPairs keyPairs;

  Objections(AccountStore store, AccountEditor editor, NewPasswords passwords, KeyPairs keyPairs) {
    this.store = store;
    this.editor = editor;
    this.passwords = passwords;
    this.keyPairs = keyPairs;
  }

  /** Why an account can't be added like that. */
  Optional<Refused> toAdding(String name, OptionalLong id, AccountEdit edit, List<KeyPair> pairs) {
    return switch (editor.made(id.orElse(1), name, keyPairs.kept(pairs), edit, unknownHash(edit))) {
      case Refused why -> Optional.of(why);
      case Edited.Next(Account account) -> {
        if (id.isPresent() && store.find(id.getAsLong()).isPresent()) {
          yield Optional.of(Register.idTaken(id.getAsLong()));
        }
        yield account.keys().stream()
                .anyMatch(key -> store.findByKey(key.identifiant()).isPresent())
            ? Optional.of(Register.keyTaken())
            : passwords.objection(name, edit);
      }
    };
  }

  /** Why this account can't be changed like that. */
  Optional<Refused> toChanging(Account former, AccountEdit edit) {
    return switch (editor.edited(former, edit, unknownHash(edit))) {
      case Refused why -> Optional.of(why);
      case Edited.Next _ -> passwords.objection(former.name(), edit);
    };
  }

  /** Whether the edit would change nothing of the account but perhaps its credentials. */
  boolean isLike(Account account, AccountEdit edit) {
    return editor.edited(account, edit.with(new Credentials.Same()), Optional.empty())
            instanceof Edited.Next(Account next)
        && AccountFacts.changed(account, next).isEmpty();
  }

  /** Stands for a hash that the edit asks for, and that nobody wants to wait for. */
  private static Optional<String> unknownHash(AccountEdit edit) {
    return NewPasswords.isHashed(edit) ? Optional.of("to come") : Optional.empty();
  }
}
