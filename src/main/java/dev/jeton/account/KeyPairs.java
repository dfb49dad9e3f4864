package dev.jeton.account;

import static dev.jeton.account.Register.ADMIN;

import dev.jeton.account.Registration.Done;
import dev.jeton.account.Registration.Keyed;
import dev.jeton.account.Registration.Refused;
import dev.jeton.account.Registration.Why;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.session.Session;
import dev.jeton.session.SessionOversight;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Gives machine accounts their key pairs and takes them away; fails as {@link Registrar} does. */
public final class KeyPairs {
  private final AccountStore store;
  private final Register register;
  private final KeyRing keys;
  private final SessionOversight sessions;
  private final SecureRandom random;
  private final InstantSource clock;

  KeyPairs(
      AccountStore store,
      Register register,
      KeyRing keys,
      SessionOversight sessions,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.register = register;
    this.keys = keys;
    this.sessions = sessions;
    this.random = random;
    this.clock = clock;
  }

  /** Gives a machine account a new key pair. */
  public Registration issue(long id) {
    KeyPair pair = KeyPair.random(random);
    Registration added = add(id, pair, AuditEvent.Kind.KEY_ISSUED);
    return added instanceof Done(Account account, _) ? new Keyed(account, pair) : added;
  }

  /** Gives a machine account a key pair that its clients hold already. */
  public Registration take(long id, KeyPair pair) {
    return add(id, pair, AuditEvent.Kind.KEY_IMPORTED);
  }

  /**
   * Takes a key pair away and ends the sessions that were opened with it: first those that are, so
   * that the key is still there to be revoked once more should that fail, then those that came
   * between.
   *
   * @param identifiant the public half, in either case
   */
  public Registration revoke(String identifiant) {
    String key = identifiant.toLowerCase(Locale.ROOT);
    Optional<Account> holder = store.findByKey(key);
    if (holder.isEmpty()) {
      return new Refused(Why.NOT_FOUND, "no account has the key " + identifiant);
    }
    int before = endOpenedWith(key, holder.get());
    Registration revoked =
        register.replace(
            ADMIN,
            holder.get().id(),
            AuditEvent.Kind.KEY_REVOKED,
            former -> new Edited.Next(former.withKeys(without(key, former.keys()))),
            Map.of("key", key));
    return revoked instanceof Done(Account account, _)
        ? new Done(account, before + endOpenedWith(key, account))
        : revoked;
  }

  /** The pairs as they are kept. */
  List<ApiKey> kept(List<KeyPair> pairs) {
    return pairs.stream().map(this::kept).toList();
  }

  private ApiKey kept(KeyPair pair) {
    return ApiKey.of(pair.identifiant(), pair.motDePasse(), keys, clock.instant());
  }

  private Registration add(long id, KeyPair pair, AuditEvent.Kind kind) {
    ApiKey key = kept(pair);
    return register.replace(
        ADMIN, id, kind, former -> with(key, former), Map.of("key", pair.identifiant()));
  }

  private static Edited with(ApiKey key, Account account) {
    if (account.kind() != Kind.MACHINE) {
      return new Refused(
          Why.CONFLICT, account.name() + " is no machine account, and they alone have key pairs");
    }
    if (without(key.identifiant(), account.keys()).size() < account.keys().size()) {
      return new Refused(Why.CONFLICT, "the account has this key already");
    }
    return new Edited.Next(
        account.withKeys(Stream.concat(account.keys().stream(), Stream.of(key)).toList()));
  }

  private static List<ApiKey> without(String identifiant, List<ApiKey> keys) {
    return keys.stream().filter(key -> !key.identifiant().equals(identifiant)).toList();
  }

  private int endOpenedWith(String key, Account account) {
    Predicate<Session> opened = session -> session.client().equals(Optional.of(key));
    return sessions.endAll(account.id(), opened, "key revoked");
  }
}
