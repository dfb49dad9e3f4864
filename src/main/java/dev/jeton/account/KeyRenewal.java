package dev.jeton.account;

import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.session.StoreUnavailable;
import java.time.Instant;
import java.util.List;

/**
 * Puts the MAC of a key pair under the server's current key when its secret half was proved: the
 * only time at which the server has it. Should another change come first, or the store fail, the
 * next login has it again.
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
    if (renewed.equals(proved.keys())) {
      return;
    }
    try {
      accounts.replace(
          proved.withKeys(renewed),
          AuditEvent.of(
              now,
              AuditEvent.Kind.KEY_RENEWED,
              "account",
              proved.name(),
              "id",
              Long.toString(proved.id()),
              "key",
              claim.name()));
    } catch (StoreUnavailable e) {
      System.getLogger(KeyRenewal.class.getName())
          .log(System.Logger.Level.DEBUG, "a key pair stays under a former key", e);
    }
  }
}
