package dev.jeton.account;

import static dev.jeton.audit.AuditEvent.Kind.ACCOUNT_REMOVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.account.hash.Argon2;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.Rings;
import dev.jeton.secret.Secret;
import dev.jeton.session.Authenticator;
import dev.jeton.session.Authenticator.Proved;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.DigestFormula;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Form;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.Principal;
import dev.jeton.session.Proof;
import dev.jeton.session.Refusal;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.TokenShape;
import dev.jeton.store.memory.ModelStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthenticationTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Caller CALLER = new Caller("192.0.2.1", Map.of());
  private static final Form CLIENTS = new Form("224661136955914", "Client");
  private static final SessionPolicy POLICY =
      new SessionPolicy(
          "x",
          TokenShape.hex(32),
          Lifetime.fixed(Duration.ofHours(1)),
          Freshness.DEFAULT,
          0,
          OptionalInt.empty(),
          false);

  /** Argon2 in name only: quick, and it counts. */
  private final List<String> hashed = new ArrayList<>();

  /** What the hasher takes for time: a hash that is not of today's parameters takes 60 ms. */
  private final AtomicLong nanos = new AtomicLong();

  private final Argon2 quick =
      (password, parameters) -> {
        hashed.add(password.revealText());
        nanos.addAndGet(parameters.memory() == 19456 ? 1_000_000 : 60_000_000);
        byte[] seed =
            (password.revealText() + Arrays.toString(parameters.salt()))
                .getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(
            Integer.toHexString(Arrays.hashCode(seed)).getBytes(StandardCharsets.UTF_8),
            parameters.length());
      };

  private final ModelStore store = new ModelStore();
  private final List<Proof> burnt = new ArrayList<>();
  private final ReplayGuard guard =
      new ReplayGuard() {
        @Override
        public boolean take(Proof proof, Instant now) {
          return store.take(proof, now);
        }

        @Override
        public boolean takeAtOnce(Proof proof, Instant now) {
          return store.takeAtOnce(proof, now);
        }

        @Override
        public void burn(List<Proof> proofs) {
          burnt.addAll(proofs);
          store.burn(proofs);
        }
      };
  private final MovableClock clock = new MovableClock(START);
  private final PasswordHasher hasher =
      new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom(), nanos::get, quick);
  private KeyRing keys;
  private Authentication authentication;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    keys = Rings.in(folder);
    authentication = authentication(ThrottleConfig.DEFAULT, task -> Thread.ofVirtual().start(task));
    add(user(1, "alice").withPassword("right").actingFor("bob"));
    add(user(2, "bob").withPassword("bob's"));
    add(user(3, "off").withPassword("right").disabled());
    add(user(4, "elsewhere").withPassword("right").in("y"));
    add(user(5, "dora").withDigest("clear"));
    add(new Draft(6, "acme", Kind.CUSTOMER, Optional.empty()));
    add(user(7, "agent").withPassword("right").actingForAll().forCustomer("acme"));
    add(new Draft(8, "ninon", Kind.EXTRANET, Optional.of(CLIENTS)).withPassword("ninon's"));
    Draft machine = new Draft(9, "robot", Kind.MACHINE, Optional.empty());
    machine.keys = List.of(ApiKey.of("aa", Secret.of("key"), keys, START));
    add(machine);
    hashed.clear();
  }

  @AfterEach
  void close() {
    hasher.close();
  }

  private Authentication authentication(ThrottleConfig throttling, Executor aside) {
    return new Authentication(
        store,
        guard,
        hasher,
        DirectoryLogins.none(),
        new Throttle(throttling, store.counts(), store.knownNetworks(), new SecureRandom()),
        keys,
        new SecureRandom(),
        START,
        aside);
  }

  @Test
  void everyRefusalTakesAsLongAsTheSlowestHashInUse() {
    Draft old = user(20, "old");
    old.password =
        Optional.of(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    add(old);
    for (String name : List.of("nobody", "alice", "off", "elsewhere", "acme")) {
      assertTrue(refusalTakes(name, "wrong") >= 59_000_000, name);
    }
    assertTrue(refusalTakes("off", "right") >= 59_000_000, "disabled, with the right password");
    store.remove(store.find(20).orElseThrow(), AuditEvent.of(START, ACCOUNT_REMOVED));
    prove(login("nobody", "wrong"));
    assertTrue(refusalTakes("alice", "wrong") < 59_000_000, "all hashes are of today again");
  }

  /** In real nanoseconds. */
  private long refusalTakes(String name, String password) {
    long start = System.nanoTime();
    assertInstanceOf(Authenticator.Failed.class, prove(login(name, password)));
    return System.nanoTime() - start;
  }

  @Test
  void aRightPasswordProvesItsAccount() {
    Proved proved = proved(login("alice", "right"));
    assertEquals(new Principal(1, "alice", "user"), proved.actor());
    assertEquals(new Principal(1, "alice", "user"), proved.subject());
    assertEquals(List.of(), proved.proofs());
  }

  @Test
  void everyRefusalOfTheActorIsTheSameButForItsCause() {
    assertRefused(Refusal.ACTOR, Cause.WRONG_CREDENTIAL, login("alice", "wrong"));
    assertRefused(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, login("nobody", "right"));
    assertRefused(Refusal.ACTOR, Cause.DISABLED, login("off", "right"));
    assertRefused(Refusal.ACTOR, Cause.DIALECT_NOT_ALLOWED, login("elsewhere", "right"));
    assertRefused(Refusal.ACTOR, Cause.NO_SUCH_CREDENTIAL, login("acme", "right"));
    assertRefused(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, login("ninon", "ninon's"));
    assertRefused(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, login("decoy", "right"));
  }

  @Test
  void everyRefusalCostsOneHash() {
    for (String name : List.of("alice", "nobody", "off", "elsewhere", "acme", "a".repeat(5000))) {
      hashed.clear();
      assertInstanceOf(Authenticator.Failed.class, prove(login(name, "wrong")));
      assertEquals(List.of("wrong"), hashed, name);
    }
  }

  @Test
  void everyRefusedDigestIsAWriteOfOneProof() {
    add(user(30, "gone").withDigest("clear").disabled());
    for (String name : List.of("dora", "nobody", "gone")) {
      burnt.clear();
      String password = name.equals("dora") ? "wrong" : "clear";
      assertInstanceOf(Authenticator.Failed.class, prove(login(digest(name, password, START))));
      assertEquals(1, burnt.size(), name);
      assertEquals(name.equals("gone") ? 30 : 0, burnt.getFirst().account());
    }
  }

  @Test
  void anExtranetUsersRefusedDigestIsAWriteTooBesideTheActorsPassword() {
    add(new Draft(31, "nadia", Kind.EXTRANET, Optional.of(CLIENTS)).withDigest("clear"));
    for (String name : List.of("nadia", "nobody", "ninon")) {
      burnt.clear();
      var login = extranet(login("agent", "right"), digest(name, "wrong", START), "Client");
      assertInstanceOf(Authenticator.Failed.class, prove(login));
      assertEquals(List.of(0L), burnt.stream().map(Proof::account).toList(), name);
    }
    burnt.clear();
    var login = extranet(login("alice", "right"), digest("nadia", "clear", START), "Client");
    assertRefused(Refusal.SUBJECT, Cause.MAY_NOT_ACT_FOR, login);
    assertEquals(List.of(31L), burnt.stream().map(Proof::account).toList());
  }

  @Test
  void anActorActsForWhomItMayAndForItself() {
    assertEquals(
        new Principal(2, "bob", "user"), proved(for_(login("alice", "right"), "bob")).subject());
    assertEquals(
        new Principal(2, "bob", "user"), proved(for_(login("bob", "bob's"), "bob")).subject());
    assertRefused(Refusal.SUBJECT, Cause.MAY_NOT_ACT_FOR, for_(login("alice", "right"), "agent"));
    assertRefused(Refusal.SUBJECT, Cause.ACTS_FOR_NOBODY, for_(login("bob", "bob's"), "alice"));
    assertRefused(Refusal.SUBJECT, Cause.UNKNOWN_ACCOUNT, for_(login("agent", "right"), "nobody"));
    assertRefused(Refusal.SUBJECT, Cause.DISABLED, for_(login("agent", "right"), "off"));
    assertRefused(Refusal.SUBJECT, Cause.KIND_NOT_ALLOWED, for_(login("agent", "right"), "acme"));
    assertRefused(Refusal.ACTOR, Cause.WRONG_CREDENTIAL, for_(login("alice", "wrong"), "bob"));
  }

  @Test
  void aCustomerNeedsItsOwnPermission() {
    assertEquals(
        Optional.of(new Principal(6, "acme", "customer")),
        proved(customer(login("agent", "right"), "acme")).customer());
    assertRefused(
        Refusal.SUBJECT, Cause.MAY_NOT_ACT_FOR, customer(login("alice", "right"), "acme"));
    assertRefused(
        Refusal.SUBJECT, Cause.UNKNOWN_CUSTOMER, customer(login("agent", "right"), "nobody"));
    assertRefused(
        Refusal.SUBJECT, Cause.KIND_NOT_ALLOWED, customer(login("agent", "right"), "bob"));
  }

  @Test
  void anExtranetUserIsProvedBesideItsActorByFormIdOrTitle() {
    for (String form : List.of("224661136955914", "Client")) {
      Proved proved = proved(extranet(login("agent", "right"), "ninon", "ninon's", form));
      assertEquals(new Principal(7, "agent", "user"), proved.actor());
      assertEquals(new Principal(8, "ninon", "extranet"), proved.subject());
      assertEquals(Optional.of(CLIENTS), proved.form());
    }
    var agent = login("agent", "right");
    assertRefused(
        Refusal.SUBJECT, Cause.WRONG_CREDENTIAL, extranet(agent, "ninon", "wrong", "Client"));
    assertRefused(
        Refusal.SUBJECT, Cause.UNKNOWN_FORM, extranet(agent, "ninon", "ninon's", "Klient"));
    assertRefused(
        Refusal.SUBJECT, Cause.UNKNOWN_ACCOUNT, extranet(agent, "agent", "right", "Client"));
    assertRefused(
        Refusal.SUBJECT,
        Cause.MAY_NOT_ACT_FOR,
        extranet(login("alice", "right"), "ninon", "ninon's", "Client"));
    assertRefused(
        Refusal.ACTOR,
        Cause.WRONG_CREDENTIAL,
        extranet(login("agent", "wrong"), "ninon", "ninon's", "Client"));
  }

  @Test
  void anExtranetLoginCostsTwoHashesWhoeverIsRefused() {
    for (String actor : List.of("agent", "nobody", "off")) {
      for (String subject : List.of("ninon", "nobody")) {
        for (String form : List.of("Client", "Klient")) {
          hashed.clear();
          prove(extranet(login(actor, "a"), subject, "b", form));
          assertEquals(List.of("a", "b"), hashed);
        }
      }
    }
  }

  @Test
  void aKeyPairProvesItsMachine() {
    Proved proved = proved(login(new Claim("aa", new Credential.ApiKey(Secret.of("key")))));
    assertEquals(new Principal(9, "robot", "machine"), proved.actor());
    assertEquals(Optional.of("aa"), proved.client());
    assertRefused(
        Refusal.ACTOR,
        Cause.WRONG_CREDENTIAL,
        login(new Claim("aa", new Credential.ApiKey(Secret.of("kez")))));
    assertRefused(
        Refusal.ACTOR,
        Cause.UNKNOWN_ACCOUNT,
        login(new Claim("ab", new Credential.ApiKey(Secret.of("key")))));
  }

  @Test
  void aDigestProvesOnceAndNeverAgain() {
    var login = login(digest("dora", "clear", START));
    Proved proved = proved(login);
    assertEquals(1, proved.proofs().size());
    assertEquals(5, proved.proofs().getFirst().account());
    assertRefused(Refusal.ACTOR, Cause.REPLAYED, login);
    assertRefused(Refusal.ACTOR, Cause.WRONG_CREDENTIAL, login(digest("dora", "Clear", START)));
    assertRefused(Refusal.ACTOR, Cause.NO_SUCH_CREDENTIAL, login(digest("alice", "right", START)));
    assertRefused(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, login(digest("nobody", "clear", START)));
  }

  @Test
  void ofManyCallersWithOneDigestExactlyOneIsLetIn() throws Exception {
    var login = login(digest("dora", "clear", START));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Authenticator.Result>> results =
          threads.invokeAll(IntStream.range(0, 64).mapToObj(_ -> callable(login)).toList());
      int granted = 0;
      for (Future<Authenticator.Result> result : results) {
        granted += result.get() instanceof Proved ? 1 : 0;
      }
      assertEquals(1, granted);
    }
  }

  private java.util.concurrent.Callable<Authenticator.Result> callable(Command.Login login) {
    return () -> prove(login);
  }

  @Test
  void anUnknownNamesDigestIsComputedOverADecoyThatIsReadAndOpened() {
    List<DigestSecret> seen = new ArrayList<>();
    DigestFormula spying =
        secret -> {
          seen.add(secret);
          return List.of(new byte[20]);
        };
    prove(login(new Claim("nobody", new Credential.Digest(new byte[20], START, spying))));
    assertEquals(1, seen.size());
    assertEquals(32, seen.getFirst().value().length());
    assertTrue(store.find(0).isPresent());
    assertEquals(List.of(), store.list(0, 100).stream().filter(a -> a.id() == 0).toList());
  }

  @Test
  void aDecoysMatchProvesNothing() {
    DigestFormula matching = _ -> List.of(new byte[20]);
    assertRefused(
        Refusal.ACTOR,
        Cause.UNKNOWN_ACCOUNT,
        login(new Claim("nobody", new Credential.Digest(new byte[20], START, matching))));
  }

  @Test
  void theWindowIsFiveMinutesBackAndOneAhead() {
    proved(login(digest("dora", "clear", START.minusSeconds(300))));
    proved(login(digest("dora", "clear", START.plusSeconds(60))));
    for (Instant stale : List.of(START.minusMillis(300_001), START.plusMillis(60_001))) {
      assertRefused(Refusal.ACTOR, Cause.STALE, login(digest("dora", "clear", stale)));
      assertRefused(Refusal.ACTOR, Cause.STALE, login(digest("nobody", "clear", stale)));
    }
  }

  @Test
  void aStaleProofOfAnExtranetUserIsItsOwnRefusalAndNothingIsHashedBefore() {
    Instant stale = START.minusMillis(300_001);
    assertRefused(
        Refusal.SUBJECT,
        Cause.STALE,
        extranet(login("agent", "right"), digest("ninon", "clear", stale), "Client"));
    assertRefused(
        Refusal.ACTOR,
        Cause.STALE,
        extranet(login(digest("dora", "clear", stale)), digest("ninon", "clear", stale), "Client"));
    assertEquals(List.of(), hashed);
  }

  @Test
  void aProofThatHeldIsBurntThoughItsActorLogsInTooOften() {
    authentication = authentication(Throttling.loginsPerMinute(OptionalInt.of(1)), Runnable::run);
    proved(login(digest("dora", "clear", START)));
    assertEquals(List.of(), burnt);
    var refused =
        assertInstanceOf(
            Authenticator.Failed.class,
            prove(login(digest("dora", "clear", START.plusSeconds(1)))));
    assertEquals(Cause.TOO_MANY_LOGINS, refused.cause());
    assertEquals(List.of(5L), burnt.stream().map(Proof::account).toList());
  }

  @Test
  void oneWrongPasswordForManyIsNoRepeat() {
    for (int i = 0; i < 10; i++) {
      prove(
          i % 2 == 0
              ? for_(login("alice", "wrong"), "s" + i)
              : customer(login("alice", "wrong"), "c" + i));
    }
    assertEquals(
        Refusal.THROTTLED, ((Authenticator.Failed) prove(login("alice", "right"))).refusal());
  }

  @Test
  void aProofIsRememberedUntilItsTimestampIsStaleWhateverHappens() {
    Instant ahead = START.plusSeconds(60);
    var login = login(digest("dora", "clear", ahead));
    proved(login);
    clock.pass(Duration.ofMinutes(6));
    assertRefused(Refusal.ACTOR, Cause.REPLAYED, login);
    clock.pass(Duration.ofSeconds(1));
    assertRefused(Refusal.ACTOR, Cause.STALE, login);
  }

  @Test
  void aProofThatHeldIsBurntThoughTheOtherPartyFailed() {
    var login = extranet(login(digest("dora", "clear", START)), "ninon", "wrong", "Client");
    assertRefused(Refusal.SUBJECT, Cause.WRONG_CREDENTIAL, login);
    assertRefused(Refusal.ACTOR, Cause.REPLAYED, login);
  }

  @Test
  void afterTenFailuresCallersMustWaitWhetherTheAccountExistsOrNot() {
    for (String name : List.of("alice", "nobody")) {
      for (int i = 0; i < 10; i++) {
        assertEquals(
            Refusal.ACTOR, ((Authenticator.Failed) prove(login(name, "wrong" + i))).refusal());
      }
      assertEquals(
          new Authenticator.Failed(Refusal.THROTTLED, Cause.THROTTLED, Duration.ofSeconds(6)),
          prove(login(name, "right")));
    }
    clock.pass(Duration.ofSeconds(6));
    proved(login("alice", "right"));
  }

  /** What a caller learns: all but the cause. */
  private String told(Command.Login login) {
    var failed = assertInstanceOf(Authenticator.Failed.class, prove(login));
    return failed.refusal() + " " + failed.retryAfter().toSeconds();
  }

  private static Command.Login from(String address, Command.Login login) {
    return new Command.Login(
        login.dialect(),
        login.actor(),
        login.subject(),
        login.customer(),
        login.language(),
        login.client(),
        login.lifetime(),
        new Caller(address, Map.of()));
  }

  @Test
  void anUnknownNameIsThrottledStepByStepLikeAKnownOne() {
    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    List<String> disabled = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      String network = ".0.113." + step % 3;
      String guess = step % 7 == 0 ? "same" : "guess" + step;
      known.add(told(from("201" + network, login("alice", guess))));
      unknown.add(told(from("202" + network, login("nobody", guess))));
      disabled.add(told(from("203" + network, login("off", guess))));
      clock.pass(Duration.ofSeconds(step % 11));
    }
    assertEquals(known, unknown);
    assertEquals(known, disabled);
    assertTrue(known.stream().anyMatch(each -> each.startsWith("THROTTLED")));
    assertTrue(known.contains("ACTOR 0"));
  }

  @Test
  void guessesAtKeyPairsAndDigestsAreCountedToo() {
    for (int i = 0; i < 10; i++) {
      prove(login(new Claim("aa", new Credential.ApiKey(Secret.of("guess" + i)))));
      prove(login(digest("dora", "guess" + i, clock.instant())));
    }
    assertTrue(
        told(login(new Claim("aa", new Credential.ApiKey(Secret.of("key"))))).startsWith("THROTT"));
    assertTrue(told(login(digest("dora", "clear", clock.instant()))).startsWith("THROTTLED"));
  }

  private static Command.Login byKey(String secret) {
    return login(new Claim("aa", new Credential.ApiKey(Secret.of(secret))));
  }

  private Optional<Authenticator.Begun> begin(Command.Login login) {
    return authentication.begin(login, POLICY, clock.instant());
  }

  /** What a wrong key leaves, and whatever else is not told at once. */
  private Authenticator.Unfinished unfinished(Command.Login login) {
    return assertInstanceOf(Authenticator.Unfinished.class, begin(login).orElseThrow());
  }

  @Test
  void aKeyThatMemoryKnowsIsProvedWithoutWaiting() {
    proved(byKey("key"));
    for (int i = 0; i < 200; i++) { // each gives its places back
      var proved = assertInstanceOf(Proved.class, begin(byKey("key")).orElseThrow());
      assertEquals(new Principal(9, "robot", "machine"), proved.actor());
      assertEquals(Optional.of("aa"), proved.client());
      assertTrue(proved.recheck().holds());
    }
    assertEquals(List.of(), store.counts().list(Optional.empty(), 9));
  }

  @Test
  void nothingIsBegunThatMightHaveToWaitOrHasSomethingToWrite() {
    assertEquals(Optional.empty(), begin(byKey("key")), "its network is to be learned");
    proved(byKey("key"));
    assertEquals(Optional.empty(), begin(login("alice", "right")));
    assertEquals(Optional.empty(), begin(for_(byKey("key"), "bob")));
    assertEquals(Optional.empty(), begin(customer(byKey("key"), "acme")));
    store.counts().forgetful(true);
    assertEquals(Optional.empty(), begin(byKey("key")));
    store.counts().forgetful(false);
    store.knownNetworks().forgetful(true);
    assertEquals(Optional.empty(), begin(byKey("key")));
    store.knownNetworks().forgetful(false);
    prove(byKey("guess"));
    assertEquals(Optional.empty(), begin(byKey("key")), "a failure is to be forgotten");
    proved(byKey("key"));
    assertTrue(begin(byKey("key")).isPresent());
    clock.pass(Duration.ofDays(1));
    assertEquals(Optional.empty(), begin(byKey("key")), "the network is to be written anew");
  }

  @Test
  void aDigestThatNobodyUsedIsProvedWithoutWaiting() {
    proved(login(digest("dora", "clear", START)));
    for (int i = 1; i <= 200; i++) { // each gives its places back
      var login = login(digest("dora", "clear", START.plusMillis(i)));
      var proved = assertInstanceOf(Proved.class, begin(login).orElseThrow());
      assertEquals(new Principal(5, "dora", "user"), proved.actor());
      assertEquals(List.of(5L), proved.proofs().stream().map(Proof::account).toList());
      assertTrue(proved.recheck().holds());
    }
    assertEquals(List.of(), burnt, "that is up to whoever writes the session");
    assertRefused(
        Refusal.ACTOR, Cause.REPLAYED, login(digest("dora", "clear", START.plusMillis(7))));
  }

  @Test
  void aDigestThatDoesNotHoldIsRefusedByWhoGoesOnAndAsAWriteOfOneProof() {
    proved(login(digest("dora", "clear", START)));
    Map<Cause, Claim> refused =
        Map.of(
            Cause.REPLAYED, digest("dora", "clear", START),
            Cause.WRONG_CREDENTIAL, digest("dora", "wrong", START));
    refused.forEach(
        (cause, claim) -> {
          burnt.clear();
          var failed =
              assertInstanceOf(Authenticator.Failed.class, unfinished(login(claim)).finish());
          assertEquals(cause, failed.cause());
          assertEquals(List.of(0L), burnt.stream().map(Proof::account).toList());
          proved(login(digest("dora", "clear", START.plusMillis(cause == Cause.REPLAYED ? 1 : 2))));
        });
    for (int off : List.of(-301, 61)) {
      var login = login(digest("dora", "clear", START.plusSeconds(off)));
      var stale = assertInstanceOf(Authenticator.Failed.class, unfinished(login).finish());
      assertEquals(Cause.STALE, stale.cause());
    }
  }

  @Test
  void aNameThatIsGoneIsComparedWithTheDecoyByWhoGoesOnAlone() {
    List<Integer> lengths = new ArrayList<>();
    DigestFormula spying =
        secret -> {
          lengths.add(secret.value().length());
          return List.of(new byte[20]);
        };
    proved(login(digest("dora", "clear", START)));
    store.remove(store.find(5).orElseThrow(), AuditEvent.of(START, ACCOUNT_REMOVED));
    var login = login(new Claim("dora", new Credential.Digest(new byte[20], START, spying)));
    var begun = unfinished(login);
    assertEquals(List.of(), lengths);
    assertEquals(
        Cause.UNKNOWN_ACCOUNT,
        assertInstanceOf(Authenticator.Failed.class, begun.finish()).cause());
    assertEquals(List.of(32), lengths);
  }

  /** What is refused must cost the same whether it was begun without waiting or not. */
  @Test
  void aDigestIsComputedOnceWhoeverGoesOnAndAStaleOneNever() {
    List<DigestSecret> seen = new ArrayList<>();
    DigestFormula spying =
        secret -> {
          seen.add(secret);
          return List.of(new byte[20]);
        };
    proved(login(digest("dora", "clear", START)));
    Claim wrong = new Claim("dora", new Credential.Digest(new byte[19], START, spying));
    assertInstanceOf(Authenticator.Failed.class, unfinished(login(wrong)).finish());
    assertEquals(List.of(new DigestSecret.Clear(Secret.of("clear"))), seen);
    proved(login(digest("dora", "clear", START.plusMillis(1))));
    Claim stale =
        new Claim("dora", new Credential.Digest(new byte[20], START.plusSeconds(61), spying));
    assertInstanceOf(Authenticator.Failed.class, unfinished(login(stale)).finish());
    assertEquals(1, seen.size());
  }

  @Test
  void aRightDigestWhoseAccountMemoryDoesNotKnowIsProvedByWhoGoesOn() {
    proved(login(digest("dora", "clear", START)));
    store.forgetful(true);
    var begun = unfinished(login(digest("dora", "clear", START.plusMillis(1))));
    assertInstanceOf(Proved.class, begun.finish());
  }

  @Test
  void ofManyWrongKeysBegunAtOnceNoMoreAreTriedThanMayFail() {
    proved(byKey("key"));
    var begun = new ArrayList<Authenticator.Unfinished>();
    for (int i = 0; i < 64; i++) {
      begin(byKey("guess" + i))
          .ifPresent(each -> begun.add(assertInstanceOf(Authenticator.Unfinished.class, each)));
    }
    assertEquals(10, begun.size());
    assertEquals(Optional.empty(), begin(byKey("key")), "nor is a right one, while they are");
    for (Authenticator.Unfinished each : begun) {
      var failed = assertInstanceOf(Authenticator.Failed.class, each.finish());
      assertEquals(Cause.WRONG_CREDENTIAL, failed.cause());
    }
    assertEquals(Optional.empty(), begin(byKey("key")));
    assertTrue(told(byKey("key")).startsWith("THROTTLED"));
    clock.pass(Duration.ofMinutes(5));
    proved(byKey("key"));
    assertTrue(begin(byKey("key")).isPresent());
  }

  @Test
  void aWrongKeyThatNobodyGoesOnWithCountsAllTheSame() {
    authentication = authentication(ThrottleConfig.DEFAULT, Runnable::run);
    proved(byKey("key"));
    var begun = IntStream.range(0, 10).mapToObj(i -> unfinished(byKey("guess" + i))).toList();
    begun.forEach(Authenticator.Unfinished::abandon);
    assertTrue(told(byKey("key")).startsWith("THROTTLED"));
    clock.pass(Duration.ofMinutes(5));
    proved(byKey("key"));
  }

  @Test
  void aRightKeyThatMemoryDoesNotKnowIsProvedByWhoGoesOn() {
    proved(byKey("key"));
    store.forgetful(true);
    var proved = assertInstanceOf(Proved.class, unfinished(byKey("key")).finish());
    assertEquals(new Principal(9, "robot", "machine"), proved.actor());
    assertInstanceOf(Authenticator.Failed.class, unfinished(byKey("kez")).finish());
  }

  @Test
  void anAccountThatIsDisabledIsNotProvedWithoutWaitingEither() {
    proved(byKey("key"));
    Draft off = new Draft(9, "robot", Kind.MACHINE, Optional.empty()).disabled();
    off.keys = store.find(9).orElseThrow().keys();
    store.remove(store.find(9).orElseThrow(), AuditEvent.of(START, ACCOUNT_REMOVED));
    add(off);
    var failed = assertInstanceOf(Authenticator.Failed.class, unfinished(byKey("key")).finish());
    assertEquals(Cause.DISABLED, failed.cause());
  }

  @Test
  void guessesAtAnExtranetUserAreCountedForIt() {
    for (int i = 0; i < 10; i++) {
      String form = i % 2 == 0 ? "Client" : "224661136955914";
      prove(extranet(login("agent", "right"), "ninon", "wrong" + i, form));
    }
    assertEquals(
        Refusal.THROTTLED,
        ((Authenticator.Failed) prove(extranet(login("agent", "right"), "ninon", "x", "Client")))
            .refusal());
    proved(login("agent", "right"));
  }

  @Test
  void anOverloadIsNoAnswerAboutThePassword() {
    hasher.close();
    assertEquals(
        new Authenticator.Failed(Refusal.OVERLOADED, Cause.OVERLOADED, Duration.ofSeconds(2)),
        prove(login("alice", "right")));
  }

  @Test
  void anOverloadIsNoAnswerAboutTheFormAndLeavesTheActorsDigestBurnt() {
    hasher.close();
    var overloaded =
        new Authenticator.Failed(Refusal.OVERLOADED, Cause.OVERLOADED, Duration.ofSeconds(2));
    for (String form : List.of("Client", "Klient")) {
      burnt.clear();
      var actor = login(digest("dora", "clear", clock.instant()));
      assertEquals(overloaded, prove(extranet(actor, "ninon", "ninon's", form)), form);
      assertEquals(List.of(5L), burnt.stream().map(Proof::account).toList(), form);
      clock.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void behindAnOverloadAWriteDoesNotTellWhetherTheExtranetUsersDigestIsRight() {
    add(new Draft(31, "nadia", Kind.EXTRANET, Optional.of(CLIENTS)).withDigest("clear"));
    hasher.close();
    for (String secret : List.of("clear", "wrong")) {
      burnt.clear();
      prove(extranet(login("agent", "right"), digest("nadia", secret, START), "Client"));
      assertEquals(1, burnt.size(), secret);
    }
  }

  @Test
  void aSealedSecretMovedToAnotherAccountDoesNotOpen() {
    SealedSecret sealed = SealedSecret.of(new DigestSecret.Clear(Secret.of("clear")), 5, keys);
    assertEquals(new DigestSecret.Clear(Secret.of("clear")), sealed.open(5, keys));
    assertFalse(opens(() -> sealed.open(1, keys)));
    assertFalse(
        opens(() -> new SealedSecret(SealedSecret.Kind.NOUT, sealed.sealed()).open(5, keys)));
  }

  private static boolean opens(Runnable opening) {
    try {
      opening.run();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  // What follows is shorthand.

  private Authenticator.Result prove(Command.Login login) {
    return authentication.prove(login, POLICY, clock.instant());
  }

  private Proved proved(Command.Login login) {
    return assertInstanceOf(Proved.class, prove(login));
  }

  private void assertRefused(Refusal refusal, Cause cause, Command.Login login) {
    assertEquals(new Authenticator.Failed(refusal, cause, Duration.ZERO), prove(login));
  }

  private static Command.Login login(String name, String password) {
    return login(new Claim(name, new Credential.Password(Secret.of(password), Optional.empty())));
  }

  private static Command.Login login(Claim claim) {
    return new Command.Login(
        "x",
        claim,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        CALLER);
  }

  private static Command.Login for_(Command.Login login, String name) {
    return with(login, Optional.of(new Behalf.Named(name)), Optional.empty());
  }

  private static Command.Login customer(Command.Login login, String name) {
    return with(login, Optional.empty(), Optional.of(name));
  }

  private static Command.Login extranet(
      Command.Login login, String name, String password, String form) {
    Claim claim = new Claim(name, new Credential.Password(Secret.of(password), Optional.empty()));
    return extranet(login, claim, form);
  }

  private static Command.Login extranet(Command.Login login, Claim claim, String form) {
    return with(login, Optional.of(new Behalf.Proved(claim, form)), Optional.empty());
  }

  private static Command.Login with(
      Command.Login login, Optional<Behalf> subject, Optional<String> customer) {
    return new Command.Login(
        "x",
        login.actor(),
        subject,
        customer,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        CALLER);
  }

  /** The digest of this formula is the secret's text itself, with the time. */
  private static Claim digest(String name, String secret, Instant created) {
    DigestFormula formula = s -> List.of(octets(s.value().revealText() + created));
    return new Claim(name, new Credential.Digest(octets(secret + created), created, formula));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Draft user(long id, String name) {
    return new Draft(id, name, Kind.USER, Optional.empty());
  }

  private void add(Draft draft) {
    assertEquals(
        AccountStore.Change.DONE,
        store.add(draft.account(), AuditEvent.of(START, AuditEvent.Kind.ACCOUNT_ADDED)));
  }

  /** An account in the making. */
  private final class Draft {
    private final long id;
    private final String name;
    private final Kind kind;
    private final Optional<Form> form;
    private boolean enabled = true;
    private Set<String> dialects = Set.of("x");
    private Permission actFor = Permission.NOBODY;
    private Permission customers = Permission.NOBODY;
    private Optional<String> password = Optional.empty();
    private Optional<SealedSecret> digest = Optional.empty();
    private List<ApiKey> keys = List.of();

    private Draft(long id, String name, Kind kind, Optional<Form> form) {
      this.id = id;
      this.name = name;
      this.kind = kind;
      this.form = form;
    }

    private Draft withPassword(String text) {
      password = hasher.hash(Secret.of(text));
      return this;
    }

    private Draft withDigest(String text) {
      digest =
          Optional.of(
              SealedSecret.of(
                  new DigestSecret.Clear(Secret.of(text)), id, AuthenticationTest.this.keys));
      actFor = new Permission(true, Set.of());
      return this;
    }

    private Draft actingFor(String other) {
      actFor = new Permission(false, Set.of(other));
      return this;
    }

    private Draft actingForAll() {
      actFor = new Permission(true, Set.of());
      return this;
    }

    private Draft forCustomer(String customer) {
      customers = new Permission(false, Set.of(customer));
      return this;
    }

    private Draft disabled() {
      enabled = false;
      return this;
    }

    private Draft in(String dialect) {
      dialects = Set.of(dialect);
      return this;
    }

    private Account account() {
      return new Account(
          id,
          1,
          name,
          form,
          kind,
          enabled,
          dialects,
          OptionalInt.empty(),
          actFor,
          customers,
          password,
          digest,
          Optional.empty(),
          keys);
    }
  }
}
