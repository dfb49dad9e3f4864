package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.PasswordHasher.Verification;
import dev.jeton.account.hash.Argon2;
import dev.jeton.account.hash.Argon2Scheme;
import dev.jeton.account.hash.ForeignHash;
import dev.jeton.account.hash.PasswordHash;
import dev.jeton.audit.AuditEvent;
import dev.jeton.secret.Secret;
import dev.jeton.session.Credential;
import dev.jeton.store.memory.ModelStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HashRenewalTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Secret PASSWORD = Secret.of("U*U");
  private static final String BCRYPT =
      "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
  private static final String OLD =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  private final ModelStore store = new ModelStore();
  private final PasswordHasher hasher =
      new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom(), System::nanoTime);
  private final List<Runnable> aside = new ArrayList<>();
  private final HashRenewal renewal = new HashRenewal(store, hasher, aside::add);

  @AfterEach
  void close() {
    hasher.close();
  }

  @Test
  void anOlderHashAnotherKindAndAWrappedOneGiveWayToTodays() {
    String wrapped =
        ForeignHash.read(BCRYPT, Optional.empty(), ForeignHash.Salt.NONE)
            .wrapped(Argon2Scheme.id(19456, 2, 1, new byte[Argon2Scheme.SALT]), Argon2.fastest())
            .toString();
    for (String hash : List.of(OLD, BCRYPT, wrapped)) {
      Account account = added(hash);
      renewal.offer(account, password(), NOW);
      assertEquals(hash, kept(account), "not before the answer");
      runAside();
      String renewed = kept(account);
      assertTrue(renewed.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), renewed);
      assertFalse(renewed.contains("|"), renewed);
      assertEquals(
          Verification.MATCHES, hasher.verify(PASSWORD, Optional.of(renewed)).verification());
      assertEquals(
          new AuditEvent(
              NOW,
              AuditEvent.Kind.PASSWORD_REHASHED,
              Map.of("account", account.name(), "id", Long.toString(account.id()))),
          store.events().getLast());
    }
  }

  @Test
  void aHashOfTodayAndOtherCredentialsAreLeftAlone() {
    renewal.offer(added(hasher.hash(PASSWORD).orElseThrow()), password(), NOW);
    renewal.offer(added(BCRYPT), new Credential.ApiKey(PASSWORD), NOW);
    assertEquals(List.of(), aside);
  }

  @Test
  void oneAtATimeForAnAccount() {
    Account account = added(BCRYPT);
    renewal.offer(account, password(), NOW);
    renewal.offer(account, password(), NOW);
    assertEquals(1, aside.size());
    runAside();
    renewal.offer(account, password(), NOW);
    assertEquals(1, aside.size());
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsKept() {
    Account account = added(BCRYPT);
    renewal.offer(account, password(), NOW);
    store.replace(changed(account, account.password()), event());
    runAside();
    Account now = store.find(account.id()).orElseThrow();
    assertEquals(Set.of("changed"), now.dialects());
    assertEquals(3, now.version());
    assertTrue(hasher.isOfToday(kept(account)));
  }

  @Test
  void aPasswordThatWasChangedMeanwhileStays() {
    Account account = added(BCRYPT);
    renewal.offer(account, password(), NOW);
    store.replace(changed(account, Optional.of(OLD)), event());
    runAside();
    assertEquals(OLD, kept(account));
  }

  @Test
  void whereTheStoreIsDownTheOldHashStaysAndTheNextLoginTriesAgain() {
    Account account = added(BCRYPT);
    renewal.offer(account, password(), NOW);
    store.down(true);
    runAside();
    store.down(false);
    assertEquals(BCRYPT, kept(account));
    renewal.offer(account, password(), NOW);
    runAside();
    assertTrue(hasher.isOfToday(kept(account)));
  }

  private static Credential password() {
    return new Credential.Password(PASSWORD, Optional.empty());
  }

  private void runAside() {
    List<Runnable> now = List.copyOf(aside);
    aside.clear();
    now.forEach(Runnable::run);
  }

  private String kept(Account account) {
    return store.find(account.id()).flatMap(Account::password).orElseThrow();
  }

  private Account added(String hash) {
    PasswordHash.parse(hash);
    long id = store.unusedId();
    Account account = account(id, 1, Set.of("x"), Optional.of(hash));
    store.add(account, event());
    return account;
  }

  private static Account changed(Account account, Optional<String> hash) {
    return account(account.id(), account.version() + 1, Set.of("changed"), hash);
  }

  private static Account account(
      long id, long version, Set<String> dialects, Optional<String> hash) {
    return new Account(
        id,
        version,
        "user " + id,
        Optional.empty(),
        Kind.USER,
        true,
        dialects,
        OptionalInt.empty(),
        Permission.NOBODY,
        Permission.NOBODY,
        hash,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static AuditEvent event() {
    return AuditEvent.of(NOW, AuditEvent.Kind.ACCOUNT_CHANGED, "actor", "test");
  }
}
