package dev.jeton.account;

import dev.jeton.account.AccountStore.Change;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.OnBehalf;
import dev.jeton.secret.Secret;
import dev.jeton.session.Credential;
import dev.jeton.session.StoreUnavailable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Puts a hash under today's parameters in the place of an older one when its password was proved:
 * the only time at which the server has the password. It happens aside, after the answer, one at a
 * time for an account; where too much is going on, or anything fails, the next login has it again.
 */
final class HashRenewal {
  /** How often somebody else may change the same account first. */
  private static final int TRIES = 3;

  private final AccountStore accounts;
  private final PasswordHasher hasher;
  private final Executor aside;
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

  HashRenewal(AccountStore accounts, PasswordHasher hasher, Executor aside) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.aside = OnBehalf.carrying(aside);
  }

  /** Begins if the account has just been proved by a password whose hash is not of today. */
  void offer(Account proved, Credential by, Instant now) {
    if (by instanceof Credential.Password(Secret password, _)
        && proved.password().filter(hash -> !hasher.isOfToday(hash)).isPresent()
        && underWay.add(proved.id())) {
      aside.execute(
          () -> {
            try {
              renew(proved, password, now);
            } catch (StoreUnavailable e) {
              System.getLogger(HashRenewal.class.getName())
                  .log(System.Logger.Level.DEBUG, "an old hash stays", e);
            } finally {
              underWay.remove(proved.id());
            }
          });
    }
  }

  /** A hash that is not the proved one any more has been changed by somebody, and stays. */
  private void renew(Account proved, Secret password, Instant now) {
    Optional<String> hash = hasher.hashAside(password);
    for (int i = 0; i < TRIES && hash.isPresent(); i++) {
      Optional<Account> current =
          accounts.find(proved.id()).filter(a -> a.password().equals(proved.password()));
      if (current.isEmpty()) {
        return;
      }
      AuditEvent event =
          AuditEvent.of(
              now,
              AuditEvent.Kind.PASSWORD_REHASHED,
              "account",
              proved.name(),
              "id",
              Long.toString(proved.id()));
      if (accounts.replace(current.get().rehashed(hash.get()), event) == Change.DONE) {
        return;
      }
    }
  }
}
