package dev.jeton.store.embedded;

import dev.jeton.account.Account;
import dev.jeton.account.ApiKey;
import dev.jeton.account.Kind;
import dev.jeton.account.Permission;
import dev.jeton.account.SealedSecret;
import dev.jeton.session.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How an account is stored under its id. */
final class AccountRecord {
  /**
   * Records of version 1 have no directory; up to 2, all MACs are under the key 1; up to 3, none is
   * a client's.
   */
  private static final int VERSION = 4;

  private AccountRecord() {}

  static byte[] encoded(Account account) {
    var to = new OctetWriter().octet(VERSION).number(account.id()).number(account.version());
    to.text(account.name())
        .optional(account.form(), form -> to.text(form.id()).text(form.title()))
        .text(account.kind().name())
        .flag(account.enabled());
    texts(to, account.dialects());
    to.flag(account.language().isPresent());
    account.language().ifPresent(to::number);
    permission(to, account.actFor());
    permission(to, account.forCustomer());
    to.optional(account.password(), to::text)
        .optional(
            account.digestSecret(), secret -> to.text(secret.kind().name()).text(secret.sealed()))
        .optional(account.directory(), to::text)
        .number(account.keys().size());
    for (ApiKey key : account.keys()) {
      to.text(key.identifiant()).number(key.ringKey()).text(key.mac()).instant(key.issuedAt());
    }
    return to.optional(account.client(), client -> ClientRecord.put(to, client)).done();
  }

  static Account decoded(byte[] octets) {
    var from = new OctetReader(octets);
    int version = from.version(VERSION);
    return new Account(
        from.number(),
        from.number(),
        from.text(),
        from.optional(() -> new Form(from.text(), from.text())),
        Kind.valueOf(from.text()),
        from.flag(),
        texts(from),
        from.flag() ? OptionalInt.of(from.size()) : OptionalInt.empty(),
        permission(from),
        permission(from),
        from.optional(from::text),
        from.optional(() -> new SealedSecret(SealedSecret.Kind.valueOf(from.text()), from.text())),
        version < 2 ? Optional.empty() : from.optional(from::text),
        keys(version, from),
        version < 4 ? Optional.empty() : from.optional(() -> ClientRecord.client(from)));
  }

  private static void permission(OctetWriter to, Permission permission) {
    to.flag(permission.all());
    texts(to, permission.names());
  }

  private static Permission permission(OctetReader from) {
    return new Permission(from.flag(), texts(from));
  }

  static void texts(OctetWriter to, Collection<String> texts) {
    to.number(texts.size());
    texts.forEach(to::text);
  }

  static Set<String> texts(OctetReader from) {
    var texts = new HashSet<String>();
    for (int left = from.size(); left > 0; left--) {
      texts.add(from.text());
    }
    return texts;
  }

  private static List<ApiKey> keys(int version, OctetReader from) {
    var keys = new ArrayList<ApiKey>();
    for (int left = from.size(); left > 0; left--) {
      keys.add(new ApiKey(from.text(), version < 3 ? 1 : from.size(), from.text(), from.instant()));
    }
    return keys;
  }
}
