package dev.jeton.account;

import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.account.client.PublicKeys;
import dev.jeton.session.Form;
import dev.jeton.session.GrantType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What audit events tell of accounts: names and values, of credentials only whether there are. */
final class AccountFacts {
  private AccountFacts() {}

  /** What a new account has. */
  static Map<String, String> added(Account account) {
    return changed(AccountEditor.blank(account.id(), account.name(), account.keys()), account);
  }

  /** What differs between two versions: names and new values. */
  static Map<String, String> changed(Account former, Account next) {
    Map<String, String> old = of(former);
    var changed = new LinkedHashMap<String, String>();
    of(next)
        .forEach(
            (name, value) -> {
              if (!value.equals(old.getOrDefault(name, ""))) {
                changed.put(name, value.isEmpty() ? "none" : value);
              }
            });
    if (!former.password().equals(next.password())) {
      changed.put("password", next.password().isPresent() ? "set" : "none");
    }
    if (!keys(former).equals(keys(next))) {
      changed.put("public-keys", keys(next).isPresent() ? "set" : "none");
    }
    if (!secrets(former).equals(secrets(next))) {
      changed.put("issued-secrets", Integer.toString(secrets(next).size()));
    }
    if (!former.digestSecret().equals(next.digestSecret())) {
      changed.put("digest-secret", next.digestSecret().isPresent() ? "set" : "none");
    }
    return changed;
  }

  private static Map<String, String> of(Account account) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("kind", account.kind().word());
    facts.put("form", account.form().map(Form::id).orElse(""));
    facts.put("enabled", Boolean.toString(account.enabled()));
    facts.put("dialects", String.join(" ", new TreeSet<>(account.dialects())));
    facts.put(
        "language", account.language().stream().mapToObj(Integer::toString).findAny().orElse(""));
    facts.put("act-for", text(account.actFor()));
    facts.put("directory", account.directory().orElse(""));
    facts.put("for-customer", text(account.forCustomer()));
    account.client().ifPresent(profile -> facts.putAll(of(profile)));
    return facts;
  }

  private static Map<String, String> of(ClientProfile client) {
    var facts = new LinkedHashMap<String, String>();
    facts.put(
        "grants",
        client.grants().stream().map(GrantType::word).sorted().collect(Collectors.joining(" ")));
    facts.put("scopes", String.join(" ", client.scopes()));
    facts.put("audiences", String.join(" ", client.audiences()));
    facts.put("certificate-subject", client.subject().orElse(""));
    facts.put("certificates", String.join(" ", new TreeSet<>(client.certificates())));
    return facts;
  }

  private static Optional<PublicKeys> keys(Account account) {
    return account.client().flatMap(ClientProfile::keys);
  }

  private static List<IssuedSecret> secrets(Account account) {
    return account.client().map(ClientProfile::secrets).orElse(List.of());
  }

  private static String text(Permission permission) {
    return permission.all() ? AccountEdit.ALL : String.join(" ", new TreeSet<>(permission.names()));
  }
}
