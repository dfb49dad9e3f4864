package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.SeededRandom;
import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.policy.Judgement;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.Outbox;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.Rings;
import dev.jeton.secret.Secret;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import dev.jeton.session.SessionId;
import dev.jeton.session.SessionOversight;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.SessionService;
import dev.jeton.session.SessionsConfig;
import dev.jeton.session.SessionsConfig.Beyond;
import dev.jeton.session.SessionsConfig.EndOnPasswordChange;
import dev.jeton.session.TokenShape;
import dev.jeton.store.embedded.EmbeddedConfig;
import dev.jeton.store.embedded.EmbeddedStore;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions end when what they rest on does; on the embedded store, also at the same time. */
final class ObedientSessionsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Caller CALLER = new Caller("192.0.2.1", Map.of());

  @TempDir private Path folder;

  private final MovableClock clock = new MovableClock(START);
  private final SecureRandom random = new SecureRandom();

  /** Argon2 in name only: quick. */
  private final PasswordHasher hasher =
      new PasswordHasher(
          PasswordConfig.DEFAULT,
          random,
          System::nanoTime,
          (password, parameters) -> {
            byte[] seed =
                (password.revealText() + Arrays.toString(parameters.salt()))
                    .getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(
                Integer.toHexString(Arrays.hashCode(seed)).getBytes(StandardCharsets.UTF_8),
                parameters.length());
          });

  private EmbeddedStore store;
  private KeyRing keys;
  private SessionOversight oversight;
  private SessionService service;
  private Registrar registrar;
  private long alice;
  private long bob;

  @BeforeEach
  void open() throws IOException {
    keys = Rings.in(folder);
    store = EmbeddedStore.open(folder.resolve("store"), EmbeddedConfig.DEFAULT, _ -> {});
    start(SessionsConfig.DEFAULT, OptionalInt.empty());
    alice = add("alice", Members.SAME);
    bob = add("bob", Members.SAME);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    hasher.close();
  }

  private void start(SessionsConfig config, OptionalInt loginsPerMinute) {
    Map<String, SessionPolicy> policies = Map.of("x", policy("x"), "y", policy("y"));
    var throttling = Throttling.loginsPerMinute(loginsPerMinute);
    var throttle =
        new Throttle(throttling, store.counts(), store.knownNetworks(), new SeededRandom(1));
    var authentication =
        new Authentication(
            store.accounts(),
            store.replayGuard(),
            hasher,
            DirectoryLogins.none(),
            throttle,
            keys,
            random,
            START);
    oversight = new SessionOversight(policies, store.sessions(), keys, clock);
    service =
        new SessionService(
            policies,
            config,
            store.sessions(),
            store.replayGuard(),
            authentication,
            new TokenGuesses(throttling, store.counts()),
            store.audit(),
            keys,
            random,
            clock);
    registrar =
        new Registrar(
            store.accounts(),
            new NewPasswords((_, _) -> new Judgement.Good(), hasher),
            keys,
            oversight,
            config.endOnPasswordChange(),
            Set.of("x", "y"),
            Set.of(),
            random,
            clock);
  }

  private static SessionPolicy policy(String dialect) {
    return new SessionPolicy(
        dialect,
        TokenShape.hex(32),
        Lifetime.fixed(Duration.ofDays(365)),
        Freshness.DEFAULT,
        0,
        OptionalInt.empty(),
        true);
  }

  private static AccountEdit edit(Members dialects, Members actFor, Credentials credentials) {
    AccountEdit none = AccountEdit.NONE;
    return new AccountEdit(
        none.kind(),
        none.form(),
        dialects,
        none.language(),
        actFor,
        none.forCustomer(),
        none.enabled(),
        credentials,
        false);
  }

  private static Members adding(String... names) {
    return new Members(false, Set.of(names), Set.of());
  }

  private static Members removing(String... names) {
    return new Members(false, Set.of(), Set.of(names));
  }

  private static Credentials password(String text) {
    return new Credentials.Password(Secret.of(text), false);
  }

  private long add(String name, Members actFor) {
    var added =
        registrar.add(
            name, OptionalLong.empty(), edit(adding("x", "y"), actFor, password("right")));
    return assertInstanceOf(Registration.Done.class, added).account().id();
  }

  private Outcome login(String dialect, String name, String password) {
    return service.serve(command(dialect, name, password, Optional.empty()));
  }

  private static Command.Login command(
      String dialect, String name, String password, Optional<String> subject) {
    return new Command.Login(
        dialect,
        new Claim(name, new Credential.Password(Secret.of(password), Optional.empty())),
        subject.map(Behalf.Named::new),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        CALLER);
  }

  private SessionId granted(Outcome outcome) {
    return assertInstanceOf(Outcome.Granted.class, outcome).session().id();
  }

  private List<SessionId> live(long account) {
    return oversight
        .list(OptionalLong.of(account), Optional.empty(), Optional.empty(), 1000)
        .stream()
        .map(session -> session.id())
        .toList();
  }

  private int ended(Registration registration) {
    return assertInstanceOf(Registration.Done.class, registration).ended();
  }

  @Test
  void disablingAndRemovingEndTheSessions() {
    granted(login("x", "alice", "right"));
    granted(login("y", "alice", "right"));
    assertEquals(2, ended(registrar.change(alice, AccountEdit.DISABLE)));
    assertEquals(List.of(), live(alice));
    registrar.change(alice, AccountEdit.ENABLE);
    granted(login("x", "alice", "right"));
    assertEquals(1, ended(registrar.remove(alice)));
    assertEquals(List.of(), live(alice));
  }

  @Test
  void anotherPasswordEndsTheSessions() {
    granted(login("x", "alice", "right"));
    assertEquals(
        1, ended(registrar.change(alice, edit(Members.SAME, Members.SAME, password("new")))));
    assertEquals(List.of(), live(alice));
    granted(login("x", "alice", "new"));
    assertEquals(
        1,
        ended(
            registrar.change(alice, edit(Members.SAME, Members.SAME, new Credentials.NoDigest()))));
  }

  @Test
  void whereSoSetAnotherPasswordLeavesTheSessionThatIsNamed() {
    start(
        new SessionsConfig(
            Duration.ofDays(30), OptionalInt.empty(), Beyond.REFUSE, EndOnPasswordChange.OTHERS),
        OptionalInt.empty());
    SessionId first = granted(login("x", "alice", "right"));
    granted(login("y", "alice", "right"));
    SessionId ofBob = granted(login("x", "bob", "right"));
    AccountEdit edit = edit(Members.SAME, Members.SAME, password("new"));
    assertInstanceOf(Registration.Refused.class, registrar.change(alice, edit, Optional.of(ofBob)));
    assertEquals(1, ended(registrar.change(alice, edit, Optional.of(first))));
    assertEquals(List.of(first), live(alice));
    assertEquals(1, ended(registrar.change(alice, edit, Optional.empty())));
  }

  @Test
  void noSessionCanBeKeptWhereAllMustEnd() {
    SessionId first = granted(login("x", "alice", "right"));
    AccountEdit edit = edit(Members.SAME, Members.SAME, password("new"));
    assertInstanceOf(Registration.Refused.class, registrar.change(alice, edit, Optional.of(first)));
    assertEquals(List.of(first), live(alice));
  }

  @Test
  void otherPermissionsEndTheSessionsWhereTheAccountIsActorOrSubject() {
    long agent = add("agent", adding("alice"));
    granted(service.serve(command("x", "agent", "right", Optional.of("alice"))));
    granted(login("x", "alice", "right"));
    assertEquals(
        2,
        ended(registrar.change(alice, edit(removing("y"), Members.SAME, new Credentials.Same()))));
    assertEquals(List.of(), live(agent));
    granted(service.serve(command("x", "agent", "right", Optional.of("alice"))));
    assertEquals(
        1,
        ended(
            registrar.change(
                agent, edit(Members.SAME, removing("alice"), new Credentials.Same()))));
    granted(login("x", "agent", "right"));
    assertEquals(
        1,
        ended(registrar.change(agent, edit(Members.SAME, adding("bob"), new Credentials.Same()))));
  }

  @Test
  void whatChangesNothingEndsNothing() {
    SessionId session = granted(login("x", "alice", "right"));
    assertEquals(
        0, ended(registrar.change(alice, edit(adding("x"), Members.SAME, new Credentials.Same()))));
    assertEquals(List.of(session), live(alice));
  }

  /** The account changes after the proof, before the session is written. */
  private Outcome loginDuring(Runnable change) {
    var proving = new CountDownLatch(1);
    var changed = new CountDownLatch(1);
    var pausing =
        new dev.jeton.session.Authenticator() {
          private final Authentication real =
              new Authentication(
                  store.accounts(),
                  store.replayGuard(),
                  hasher,
                  DirectoryLogins.none(),
                  new Throttle(
                      ThrottleConfig.DEFAULT,
                      store.counts(),
                      store.knownNetworks(),
                      new SeededRandom(1)),
                  keys,
                  random,
                  START);

          @Override
          public Result prove(Command.Login login, SessionPolicy policy, Instant now) {
            Result result = real.prove(login, policy, now);
            proving.countDown();
            await(changed);
            return result;
          }

          @Override
          public Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now) {
            return real.prove(claim, caller, policy, now);
          }
        };
    var slow =
        new SessionService(
            Map.of("x", policy("x")),
            SessionsConfig.DEFAULT,
            store.sessions(),
            store.replayGuard(),
            pausing,
            new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
            store.audit(),
            keys,
            random,
            clock);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> login =
          threads.submit(() -> slow.serve(command("x", "alice", "right", Optional.empty())));
      await(proving);
      change.run();
      changed.countDown();
      return login.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLoginProvedByTheFormerPasswordDoesNotSurviveTheChange() {
    var refused =
        new Outcome.Refused(Refusal.ACTOR, Duration.ZERO, Optional.of(Cause.CHANGED_MEANWHILE));
    assertEquals(
        refused,
        loginDuring(
            () -> registrar.change(alice, edit(Members.SAME, Members.SAME, password("new")))));
    assertEquals(List.of(), live(alice));
  }

  @Test
  void anAccountMadeAnewUnderTheSameIdIsNotTheOneThatWasProved() {
    Runnable anew =
        () -> {
          registrar.remove(alice);
          assertInstanceOf(
              Registration.Done.class,
              registrar.add(
                  "alice",
                  OptionalLong.of(alice),
                  edit(adding("x", "y"), Members.SAME, password("another's"))));
        };
    assertInstanceOf(Outcome.Refused.class, loginDuring(anew));
    assertEquals(List.of(), live(alice));
  }

  @Test
  void aLoginDoesNotSurviveTheLossOfItsDialectOrItsAccount() {
    for (Runnable change :
        List.<Runnable>of(
            () ->
                registrar.change(alice, edit(removing("x"), Members.SAME, new Credentials.Same())),
            () -> registrar.change(alice, AccountEdit.DISABLE),
            () -> registrar.remove(alice))) {
      registrar.change(alice, edit(adding("x"), Members.SAME, new Credentials.Same()));
      assertInstanceOf(Outcome.Refused.class, loginDuring(change));
      assertEquals(List.of(), live(alice));
    }
  }

  @Test
  void aHashThatIsKeptAnewOrAnotherLanguageKillsNoLogin() {
    granted(
        loginDuring(
            () -> {
              Account account = store.accounts().find(alice).orElseThrow();
              var rehashed =
                  new Account(
                      account.id(),
                      account.version() + 1,
                      account.name(),
                      account.form(),
                      account.kind(),
                      account.enabled(),
                      account.dialects(),
                      OptionalInt.of(12),
                      account.actFor(),
                      account.forCustomer(),
                      hasher.hash(Secret.of("right")),
                      account.digestSecret(),
                      account.directory(),
                      account.keys());
              assertFalse(rehashed.password().equals(account.password()));
              assertEquals(
                  AccountStore.Change.DONE,
                  store
                      .accounts()
                      .replace(rehashed, AuditEvent.of(START, AuditEvent.Kind.ACCOUNT_CHANGED)));
            }));
  }

  private List<Outcome> loginsAtOnce(int count, String name) throws Exception {
    var start = new CountDownLatch(1);
    var outcomes = new ArrayList<Outcome>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < count; i++) {
        String dialect = i % 2 == 0 ? "x" : "y";
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  return login(dialect, name, "right");
                }));
      }
      start.countDown();
      for (Future<Outcome> each : all) {
        outcomes.add(each.get());
      }
    }
    return outcomes;
  }

  private static long granted(List<Outcome> outcomes) {
    return outcomes.stream().filter(outcome -> outcome instanceof Outcome.Granted).count();
  }

  @Test
  void ofManyLoginsAtOnceTheOldestSessionsMakeRoom() throws Exception {
    start(
        new SessionsConfig(
            Duration.ofDays(30), OptionalInt.of(5), Beyond.OLDEST_ENDS, EndOnPasswordChange.ALL),
        OptionalInt.empty());
    assertEquals(40, granted(loginsAtOnce(40, "alice")));
    assertEquals(5, live(alice).size());
    clock.pass(Duration.ofSeconds(1));
    SessionId newest = granted(login("x", "alice", "right"));
    assertEquals(5, live(alice).size());
    assertTrue(live(alice).contains(newest));
    granted(login("x", "bob", "right"));
    assertEquals(1, live(bob).size());
  }

  @Test
  void orTheyAreRefusedWithTheTruthSinceTheyAreProved() throws Exception {
    start(
        new SessionsConfig(
            Duration.ofDays(30), OptionalInt.of(5), Beyond.REFUSE, EndOnPasswordChange.ALL),
        OptionalInt.empty());
    assertEquals(5, granted(loginsAtOnce(40, "alice")));
    assertEquals(5, live(alice).size());
    assertEquals(
        new Outcome.Refused(
            Refusal.TOO_MANY_SESSIONS, Duration.ofMinutes(1), Optional.of(Cause.TOO_MANY_SESSIONS)),
        login("y", "alice", "right"));
    oversight.end(live(alice).getFirst(), "test"); // on disk with what was told before it
    List<Map<String, String>> told = refusals().stream().map(AuditEvent::detail).toList();
    assertEquals(36, told.size());
    for (Map<String, String> facts : told) {
      assertTrue(List.of("x", "y").contains(facts.get("dialect")));
      assertEquals("alice", facts.get("actor"));
      assertEquals("too-many-sessions", facts.get("party"));
      assertEquals("too-many-sessions", facts.get("cause"));
      assertEquals("192.0.2.1", facts.get("address"));
    }
    granted(login("y", "alice", "right"));
  }

  @Test
  void whoIsNotProvedIsNotToldHowManySessionsThereAre() {
    start(
        new SessionsConfig(
            Duration.ofDays(30), OptionalInt.of(1), Beyond.REFUSE, EndOnPasswordChange.ALL),
        OptionalInt.empty());
    granted(login("x", "alice", "right"));
    assertEquals(
        new Outcome.Refused(Refusal.ACTOR, Duration.ZERO, Optional.of(Cause.WRONG_CREDENTIAL)),
        login("x", "alice", "wrong"));
  }

  private List<AuditEvent> refusals() throws IOException {
    return store.outbox().waiting(0, 1000).stream()
        .map(Outbox.Numbered::event)
        .filter(event -> event.kind() == AuditEvent.Kind.LOGIN_REFUSED)
        .toList();
  }

  @Test
  void noMoreLoginsAreGrantedInAMinuteThanIsSet() throws Exception {
    start(SessionsConfig.DEFAULT, OptionalInt.of(6));
    assertEquals(6, granted(loginsAtOnce(40, "alice")));
    assertEquals(
        new Outcome.Refused(
            Refusal.THROTTLED, Duration.ofSeconds(10), Optional.of(Cause.TOO_MANY_LOGINS)),
        login("x", "alice", "right"));
    granted(login("x", "bob", "right"));
    clock.pass(Duration.ofSeconds(10));
    granted(login("x", "alice", "right"));
  }

  @Test
  void noSessionLivesLongerThanTheMaximumOfAll() {
    start(
        new SessionsConfig(
            Duration.ofHours(8), OptionalInt.empty(), Beyond.REFUSE, EndOnPasswordChange.ALL),
        OptionalInt.empty());
    var granted = assertInstanceOf(Outcome.Granted.class, login("x", "alice", "right"));
    assertEquals(START.plus(Duration.ofHours(8)), granted.session().absoluteDeadline());
  }
}
