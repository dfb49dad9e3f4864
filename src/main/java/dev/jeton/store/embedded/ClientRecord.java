package dev.jeton.store.embedded;

import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.account.client.PublicKeys;
import dev.jeton.keys.KeptMac;
import dev.jeton.session.GrantType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How what a client has is stored within its account. */
final class ClientRecord {
  private ClientRecord() {}

  static void put(OctetWriter to, ClientProfile client) {
    AccountRecord.texts(to, client.grants().stream().map(GrantType::name).toList());
    AccountRecord.texts(to, client.scopes());
    AccountRecord.texts(to, client.audiences());
    to.optional(client.keys(), keys -> to.text(keys.text())).optional(client.subject(), to::text);
    AccountRecord.texts(to, client.certificates());
    to.number(client.secrets().size());
    for (IssuedSecret secret : client.secrets()) {
      to.number(secret.kept().ringKey())
          .text(secret.kept().mac())
          .instant(secret.issuedAt())
          .optional(secret.until(), to::instant);
    }
  }

  static ClientProfile client(OctetReader from) {
    return new ClientProfile(
        grants(AccountRecord.texts(from)),
        new TreeSet<>(AccountRecord.texts(from)),
        new TreeSet<>(AccountRecord.texts(from)),
        from.optional(() -> new PublicKeys(from.text())),
        from.optional(from::text),
        AccountRecord.texts(from),
        secrets(from));
  }

  private static Set<GrantType> grants(Set<String> names) {
    return names.stream().map(GrantType::valueOf).collect(Collectors.toSet());
  }

  private static List<IssuedSecret> secrets(OctetReader from) {
    var secrets = new ArrayList<IssuedSecret>();
    for (int left = from.size(); left > 0; left--) {
      secrets.add(
          new IssuedSecret(
              new KeptMac(from.size(), from.text()), from.instant(), from.optional(from::instant)));
    }
    return secrets;
  }
}
