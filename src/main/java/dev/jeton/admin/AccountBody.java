package dev.jeton.admin;

import dev.jeton.account.AccountEdit;
import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.AccountEdit.FormName;
import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.Kind;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what a body wants of an account; what it does not name stays as it is. */
final class AccountBody {
  private static final int MD5_OCTETS = 16;
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
        credentials(body));
  }

  private static Kind kind(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
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
  private static Members members(Input body, String name) {
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
    Optional<String> nout = body.text("noutSecret");
    Optional<String> directory = body.text("directory");
    if (directory.isPresent()) {
      if (nout.isPresent() || password.isPresent() != digest.orElse(false)) {
        throw new BadRequest(
            "with directory, a password goes with digest: true alone, and is kept for digests");
      }
      return new Credentials.InDirectory(directory.get(), password);
    }
    if (nout.isPresent()) {
      if (password.isPresent() || digest.isPresent()) {
        throw new BadRequest("noutSecret does not go with password or digest");
      }
      return new Credentials.Imported(noutSecret(nout.get()));
    }
    if (password.isPresent()) {
      return new Credentials.Password(password.get(), digest.orElse(false));
    }
    if (digest.orElse(false)) {
      throw new BadRequest("a digest secret is made of the password: give that too");
    }
    return digest.isPresent() ? new Credentials.NoDigest() : new Credentials.Same();
  }

  /** Base64 of an MD5 hash, as NOUT's rule uses it (nout.md, Proof of the password). */
  private static DigestSecret.Nout noutSecret(String text) {
    try {
      byte[] hash = Base64.getDecoder().decode(text);
      if (hash.length == MD5_OCTETS && Base64.getEncoder().encodeToString(hash).equals(text)) {
        return new DigestSecret.Nout(Secret.of(text));
      }
    } catch (IllegalArgumentException _) {
      // refused below, like one of another length
    }
    throw new BadRequest("noutSecret is Base64 of " + MD5_OCTETS + " octets");
  }
}
