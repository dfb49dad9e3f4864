package dev.jeton.admin;

import dev.jeton.account.AccountEdit;
import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.ClientEdit;
import dev.jeton.account.ClientEdit.Removal;
import dev.jeton.account.Kind;
import dev.jeton.account.client.PublicKeys;
import dev.jeton.secret.Secret;
import dev.jeton.session.GrantType;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads what a body wants of a client; what it does not name stays as it is. */
final class ClientBody {
  private ClientBody() {}

  static AccountEdit edit(Input body) {
    Optional<Secret> secret = body.text("secret").map(Secret::of);
    try {
      return new AccountEdit(
          Optional.of(Kind.CLIENT),
          Optional.empty(),
          Members.SAME,
          OptionalInt.empty(),
          Members.SAME,
          Members.SAME,
          body.truth("enabled"),
          secret
              .<Credentials>map(chosen -> new Credentials.Password(chosen, false))
              .orElseGet(Credentials.Same::new),
          client(body),
          body.truth("allowWeak").orElse(false));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(e);
    }
  }

  private static ClientEdit client(Input body) {
    var removals = new HashSet<Removal>();
    removal(body, "removeSecret", Removal.SECRET, removals);
    removal(body, "removeJwks", Removal.KEYS, removals);
    removal(body, "removeCertificateSubject", Removal.SUBJECT, removals);
    return new ClientEdit(
        each(AccountBody.members(body, "grants"), text -> GrantType.named(text).word()),
        AccountBody.members(body, "scopes"),
        AccountBody.members(body, "audiences"),
        body.any("jwks").map(PublicKeys::of),
        body.text("certificateSubject"),
        each(AccountBody.members(body, "certificates"), ClientBody::thumbprint),
        removals,
        Optional.empty());
  }

  private static void removal(Input body, String name, Removal removal, Set<Removal> removals) {
    if (body.truth(name).orElse(false)) {
      removals.add(removal);
    }
  }

  /** Hex digits, with colons or without, as the tools print them, become base64url. */
  private static String thumbprint(String text) {
    String hex = text.replace(":", "");
    return hex.matches("[0-9A-Fa-f]{64}")
        ? Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(hex))
        : text;
  }

  private static Members each(Members members, UnaryOperator<String> change) {
    return new Members(members.anew(), each(members.add(), change), each(members.remove(), change));
  }

  private static Set<String> each(Set<String> texts, UnaryOperator<String> change) {
    return texts.stream().map(change).collect(Collectors.toSet());
  }
}
