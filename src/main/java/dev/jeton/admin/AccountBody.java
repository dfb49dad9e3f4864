package dev.jeton.admin;

import dev.jeton.account.AccountEdit;
import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.AccountEdit.FormName;
import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.Kind;
import dev.jeton.secret.Secret;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what a body wants of an account; what it does not name stays as it is. */
final class AccountBody {
  private static final int MOST_LANGUAGE = 9999;

  private AccountBody() {}

  static AccountEdit edit(Input body) {
    return new AccountEdit(
        body.text("kind").map(AccountBody::kind),
        body.object("form").map(AccountBody::form),
        members(body, "dialects"),
        language(body.number("language")),
        members(body, "actFor"),
        members(body, "forCustomer"),
        body.truth("enabled"),
        credentials(body),
        body.truth("allowWeak").orElse(false));
  }

  private static Kind kind(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
        .filter(kind -> kind != Kind.CLIENT) // which is made at /v1/clients, with what it needs
        .findFirst()
        .orElseThrow(() -> new BadRequest("kind is user, extranet, customer or machine"));
  }

  private static FormName form(Input object) {
    String id = object.requiredText("id");
    Optional<String> title = object.text("title");
    object.refuseOthers();
    try {
      return new FormName(id, title);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(e);
    }
  }

  /** A list is the whole set; an object with {@code add} and {@code remove} changes it. */
  static Members members(Input body, String name) {
    if (body.isList(name)) {
      return new Members(true, body.texts(name).orElseThrow(), Set.of());
    }
    return body.object(name)
        .map(
            change -> {
              var members =
                  new Members(
                      false,
                      change.texts("add").orElse(Set.of()),
                      change.texts("remove").orElse(Set.of()));
              change.refuseOthers();
              return members;
            })
        .orElse(Members.SAME);
  }

  private static OptionalInt language(OptionalLong code) {
    if (code.isEmpty()) {
      return OptionalInt.empty();
    }
    if (code.getAsLong() < 0 || code.getAsLong() > MOST_LANGUAGE) {
      throw new BadRequest("language is 0, which takes it away, to " + MOST_LANGUAGE);
    }
    return OptionalInt.of((int) code.getAsLong());
  }

  private static Credentials credentials(Input body) {
    Optional<Secret> password = body.text("password").map(Secret::of);
    Optional<Boolean> digest = body.truth("digest");
    Optional<String> directory = body.text("directory");
    if (directory.isPresent()) {
      Optional<Secret> kept = body.text("digestSecret").map(Secret::of);
      if (password.isPresent() != digest.orElse(false)
          || password.isPresent() && kept.isPresent()) {
        throw new BadRequest(
            "with directory, a password goes with digest: true alone, and is kept for digests");
      }
      return new Credentials.InDirectory(directory.get(), password.or(() -> kept));
    }
    Optional<Credentials> hashed = HashBody.credentials(body, digest.orElse(false));
    if (hashed.isPresent()) {
      if (password.isPresent()) {
        throw new BadRequest("a hash or a secret does not go with password");
      }
      return hashed.get();
    }
    if (password.isPresent()) {
      return new Credentials.Password(password.get(), digest.orElse(false));
    }
    if (digest.orElse(false)) {
      throw new BadRequest("a digest secret is made of the password: give that too");
    }
    return digest.isPresent() ? new Credentials.NoDigest() : new Credentials.Same();
  }
}
