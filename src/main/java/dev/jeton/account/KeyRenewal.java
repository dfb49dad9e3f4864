package dev.jeton.account;

import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.session.StoreUnavailable;
import java.time.Instant;
import java.util.List;

/**
 * Puts the MAC of a key pair, or of a client's secret, under the server's current key when that
 * secret was proved: the only time at which the server has it. Should another change come first, or
 * the store fail, the next login has it again.
 */
record KeyRenewal(AccountStore accounts, KeyRing ring) {

  /** Renews it if it is under a former key; the claim has just been proved by this account. */
  void offer(Claim claim, Account proved, Instant now) {
    if (!(claim.credential() instanceof Credential.ApiKey(var secret))) {
      return;
    }
    List<ApiKey> renewed =
        proved.keys().stream()
            .map(
                key ->
                    key.identifiant().equals(claim.name())
                            && key.ringKey() != ring.current(KeyKind.API_KEY)
                        ? ApiKey.of(key.identifiant(), secret, ring, key.issuedAt())
                        : key)
            .toList();
    if (!renewed.equals(proved.keys())) {
      replace(proved, proved.withKeys(renewed), claim.name(), now);
    }
  }

  /** Whether {@link #offer} would find nothing to do. */
  boolean isDone(Account proved) {
    int current = ring.current(KeyKind.API_KEY);
    return proved.keys().stream().allMatch(key -> key.ringKey() == current);
  }

  /** The same of a client that has just been proved by a secret that we issued. */
  void offerOfClient(Secret secret, Account proved, Instant now) {
    List<IssuedSecret> secrets =
        proved.client().map(ClientProfile::secrets).orElse(List.of()).stream()
            .map(
                each ->
                    each.kept().isFormer(ring) && each.kept().isOf(secret, ring)
                        ? each.renewed(secret, ring)
                        : each)
            .toList();
    if (!secrets.equals(proved.client().map(ClientProfile::secrets).orElse(List.of()))) {
      replace(proved, proved.withSecrets(secrets), "", now);
    }
  }

  private void replace(Account proved, Account renewed, String key, Instant now) {
    try {
      accounts.replace(
          renewed,
          AuditEvent.of(
              now,
              AuditEvent.Kind.KEY_RENEWED,
              "account",
              proved.name(),
              "id",
              Long.toString(proved.id()),
              "key",
              key));
    } catch (StoreUnavailable e) {
      System.getLogger(KeyRenewal.class.getName())
          .log(System.Logger.Level.DEBUG, "a secret stays under a former key", e);
    }
  }
}
