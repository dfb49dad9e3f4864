package dev.jeton.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.SeededRandom;
import dev.jeton.account.ThrottleConfig;
import dev.jeton.account.TokenGuesses;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.Rings;
import dev.jeton.secret.Secret;
import dev.jeton.store.memory.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the core does for OAuth, over a model of the stores. */
final class GrantsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Caller CALLER = new Caller("192.0.2.1", Map.of());
  private static final Principal ALICE = new Principal(1, "alice");
  private static final Principal BOB = new Principal(2, "bob");
  private static final Command.Wanted ANYTHING =
      new Command.Wanted(Optional.empty(), List.of(), Optional.empty());

  private final ModelStore store = new ModelStore();
  private final MovableClock clock = new MovableClock(START);
  private final Set<String> mayAct = new HashSet<>();
  private boolean recheck = true;
  private boolean recheckAtOnce = false;
  private boolean withPasswords = true;
  private KeyRing keys;
  private SessionService service;

  private final Clients clients =
      new Clients() {
        @Override
        public Optional<Client> peek(Claim claim, Caller caller, Instant now) {
          return prove(claim, CALLER, now) instanceof Client client
              ? Optional.of(client)
              : Optional.empty();
        }

        @Override
        public Clients.Result prove(Claim claim, Caller caller, Instant now) {
          return switch (claim.name()) {
            case "shop" -> client(11, "shop", Set.of(), "https://api.example", "https://b.example");
            case "app" -> client(12, "app", Set.of(GrantType.REFRESH_TOKEN), "https://api.example");
            case "orders" -> client(13, "orders", Set.of(GrantType.REFRESH_TOKEN));
            default ->
                new Authenticator.Failed(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, Duration.ZERO);
          };
        }

        @Override
        public boolean mayAct(Principal actor, Principal subject) {
          return mayAct.contains(actor.name() + ">" + subject.name());
        }
      };

  private final Authenticator byName =
      new Authenticator() {
        @Override
        public Authenticator.Result prove(Command.Login login, SessionPolicy policy, Instant now) {
          return prove(login.actor(), login.caller(), policy, now);
        }

        @Override
        public Authenticator.Result prove(
            Claim claim, Caller caller, SessionPolicy policy, Instant now) {
          Principal principal = claim.name().equals("alice") ? ALICE : BOB;
          return claim.name().equals("wrong")
              ? new Failed(Refusal.ACTOR, Cause.WRONG_CREDENTIAL, Duration.ZERO)
              : new Proved(
                  principal,
                  principal,
                  Optional.empty(),
                  Optional.empty(),
                  OptionalInt.of(9),
                  Optional.empty(),
                  List.of(),
                  () -> true);
        }
      };

  private Client client(long id, String name, Set<GrantType> more, String... audiences) {
    var grants =
        EnumSet.of(GrantType.CLIENT_CREDENTIALS, GrantType.PASSWORD, GrantType.TOKEN_EXCHANGE);
    grants.addAll(more);
    return new Client(
        new Principal(id, name),
        grants,
        scope("read", "write"),
        new TreeSet<>(List.of(audiences)),
        new Authenticator.Recheck() {
          @Override
          public boolean holds() {
            return recheck;
          }

          @Override
          public boolean holdsAtOnce() {
            return recheckAtOnce;
          }
        });
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    keys = Rings.in(folder);
    service = service();
  }

  private SessionService service() {
    return new SessionService(
        Map.of(
            "oauth",
            policy("oauth", TokenShape.base64Url(32), Lifetime.fixed(Duration.ofMinutes(10))),
            "vz",
            policy(
                "vz",
                TokenShape.hex(32),
                Lifetime.idle(Duration.ofMinutes(20), Duration.ofHours(12)))),
        SessionsConfig.DEFAULT,
        clients,
        new GrantPolicy(
            Lifetime.idle(Duration.ofHours(20), Duration.ofDays(7)),
            Duration.ofSeconds(30),
            withPasswords),
        store,
        store,
        byName,
        new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
        store,
        keys,
        new SeededRandom(1),
        clock);
  }

  private static SessionPolicy policy(String dialect, TokenShape shape, Lifetime lifetime) {
    return new SessionPolicy(
        dialect, shape, lifetime, Freshness.DEFAULT, 0, OptionalInt.empty(), false);
  }

  private static SortedSet<String> scope(String... words) {
    return new TreeSet<>(List.of(words));
  }

  private static Claim claim(String name) {
    return new Claim(name, new Credential.Password(Secret.of("x"), Optional.empty()));
  }

  private Outcome issue(String client, Command.By by, Command.Wanted wanted) {
    return service.serve(new Command.Issue("oauth", claim(client), by, wanted, CALLER));
  }

  private Outcome.Granted granted(String client, Command.By by) {
    return assertInstanceOf(Outcome.Granted.class, issue(client, by, ANYTHING));
  }

  private Outcome.Granted own(String client) {
    return granted(client, new Command.By.ClientCredentials());
  }

  private Outcome.Granted login(String name) {
    return assertInstanceOf(
        Outcome.Granted.class, service.serve(Command.Login.of("vz", claim(name), CALLER)));
  }

  private Outcome.Granted byPassword(String client) {
    return granted(client, new Command.By.Password(claim("alice")));
  }

  private Outcome refresh(String client, Outcome.Granted former) {
    return issue(client, new Command.By.Refresh(former.refresh().orElseThrow()), ANYTHING);
  }

  private Outcome.Granted refreshed(String client, Outcome.Granted former) {
    return assertInstanceOf(Outcome.Granted.class, refresh(client, former));
  }

  private static Command.By exchange(Outcome.Granted subject) {
    return new Command.By.Exchange(token(subject), Optional.empty());
  }

  private static Command.By exchange(Outcome.Granted subject, Outcome.Granted actor) {
    return new Command.By.Exchange(token(subject), Optional.of(token(actor)));
  }

  private static Presented token(Outcome.Granted granted) {
    return new Presented.Token(granted.token());
  }

  private Outcome inspect(String client, Presented token, boolean touch) {
    return service.serve(
        new Command.Inspect(
            "oauth", Optional.of(claim(client)), token, touch, Optional.empty(), CALLER));
  }

  private Outcome inspect(Outcome.Granted granted) {
    return inspect("shop", token(granted), false);
  }

  private Outcome use(Outcome.Granted granted, Optional<Possession> possession) {
    return service.serve(
        new Command.Inspect("forward", Optional.empty(), token(granted), true, possession, CALLER));
  }

  private Outcome revoke(String client, Secret token) {
    return service.serve(
        new Command.Revoke("oauth", claim(client), new Presented.Token(token), CALLER));
  }

  private void end(Outcome.Granted login) {
    assertInstanceOf(
        Outcome.Ended.class,
        service.serve(new Command.End("vz", login.token(), Optional.empty(), CALLER)));
  }

  private void assertRefused(Refusal refusal, Cause cause, Outcome outcome) {
    assertEquals(refusal, assertInstanceOf(Outcome.Refused.class, outcome).refusal());
    assertEquals(
        cause.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        store.events().getLast().detail().get("cause"));
  }

  private static void assertDead(Outcome outcome) {
    assertInstanceOf(Outcome.Dead.class, outcome);
  }

  @Test
  void aClientGetsATokenOfItsOwnForAllThatItMay() {
    Session session = own("shop").session();
    assertEquals("shop", session.subject().name());
    assertEquals(Optional.of("shop"), session.client());
    assertEquals(START.plus(Duration.ofMinutes(10)), session.absoluteDeadline());
    Grant grant = session.grant().orElseThrow();
    assertEquals(scope("read", "write"), grant.scope());
    assertEquals(List.of("https://api.example", "https://b.example"), grant.audience());
    assertEquals(Optional.empty(), own("app").refresh(), "RFC 6749, section 4.4.3");
  }

  @Test
  void aTokenIsForNoMoreThanIsAskedAndNeverForMoreThanIsAllowed() {
    var less =
        new Command.Wanted(
            Optional.of(scope("read")), List.of("https://b.example"), Optional.empty());
    var by = new Command.By.ClientCredentials();
    Grant grant =
        assertInstanceOf(Outcome.Granted.class, issue("shop", by, less))
            .session()
            .grant()
            .orElseThrow();
    assertEquals(scope("read"), grant.scope());
    assertEquals(List.of("https://b.example"), grant.audience());
    assertRefused(
        Refusal.SCOPE,
        Cause.SCOPE_NOT_ALLOWED,
        issue(
            "shop",
            by,
            new Command.Wanted(Optional.of(scope("admin", "read")), List.of(), Optional.empty())));
    assertRefused(
        Refusal.TARGET,
        Cause.AUDIENCE_NOT_ALLOWED,
        issue("app", by, new Command.Wanted(Optional.empty(), less.audience(), Optional.empty())));
  }

  @Test
  void whoIsNoClientOrMayNotUseAGrantGetsNothing() {
    assertRefused(
        Refusal.ACTOR,
        Cause.UNKNOWN_ACCOUNT,
        issue("nobody", new Command.By.ClientCredentials(), ANYTHING));
    assertRefused(
        Refusal.GRANT_TYPE,
        Cause.GRANT_TYPE_NOT_ALLOWED,
        issue("shop", new Command.By.Refresh(Secret.of("x")), ANYTHING));
    withPasswords = false;
    service = service();
    assertRefused(
        Refusal.GRANT_TYPE,
        Cause.GRANT_TYPE_NOT_ALLOWED,
        issue("shop", new Command.By.Password(claim("alice")), ANYTHING));
    assertTrue(
        store.list(OptionalLong.empty(), Optional.empty(), Optional.empty(), 9, START).isEmpty());
  }

  private Optional<Pending> begun(Command.By by) {
    return service
        .begin(new Command.Issue("oauth", claim("shop"), by, ANYTHING, CALLER))
        .map(started -> assertInstanceOf(Pending.class, started));
  }

  @Test
  void aClientsOwnSessionIsBegunWithoutWaitingAndToldWhenItIsWritten() {
    recheckAtOnce = true;
    Pending pending = begun(new Command.By.ClientCredentials()).orElseThrow();
    var granted = assertInstanceOf(Outcome.Granted.class, service.now(pending).orElseThrow());
    assertInstanceOf(Verdict.Live.class, store.find(TokenDigest.of(keys, granted.token()), START));
    assertEquals(Optional.empty(), begun(new Command.By.Password(claim("alice"))));
    assertEquals(Optional.empty(), begun(new Command.By.Refresh(Secret.of("x"))));
  }

  @Test
  void nothingIsToldAtOnceOfAClientThatMayHaveChangedMeanwhile() {
    Pending pending = begun(new Command.By.ClientCredentials()).orElseThrow();
    assertEquals(Optional.empty(), service.now(pending));
    assertInstanceOf(Outcome.Granted.class, service.serve(pending));
    recheck = false;
    assertRefusedAsChanged(service.serve(begun(new Command.By.ClientCredentials()).orElseThrow()));
    assertEquals(
        1, store.list(OptionalLong.empty(), Optional.empty(), Optional.empty(), 9, START).size());
  }

  @Test
  void aClientThatIsDisabledMeanwhileWinsNothing() {
    recheck = false;
    assertRefusedAsChanged(issue("shop", new Command.By.ClientCredentials(), ANYTHING));
    assertRefusedAsChanged(issue("app", new Command.By.Password(claim("alice")), ANYTHING));
    assertTrue(
        store.list(OptionalLong.empty(), Optional.empty(), Optional.empty(), 9, START).isEmpty());
  }

  private static void assertRefusedAsChanged(Outcome outcome) {
    assertEquals(Refusal.ACTOR, assertInstanceOf(Outcome.Refused.class, outcome).refusal());
  }

  @Test
  void aWrongPasswordIsNotTheClientsFault() {
    assertRefused(
        Refusal.SUBJECT,
        Cause.WRONG_CREDENTIAL,
        issue("app", new Command.By.Password(claim("wrong")), ANYTHING));
  }

  @Test
  void anyClientLearnsOfAnyDialectsToken() {
    var login = login("alice");
    assertEquals(new Outcome.Alive(login.session()), inspect(login));
    end(login);
    assertDead(inspect(login));
    assertDead(inspect("shop", new Presented.Token(Secret.of("never issued")), false));
    assertDead(inspect("shop", new Presented.Nothing(), false));
  }

  @Test
  void aSessionIsFoundByItsIdAsByItsToken() {
    var login = login("alice");
    Presented byId = new Presented.OfSession(login.session().id());
    assertEquals(new Outcome.Alive(login.session()), inspect("shop", byId, false));
    end(login);
    assertDead(inspect("shop", byId, false));
  }

  @Test
  void aTokenForAnAudienceIsToldToThatAudienceAndToItsClientAlone() {
    var token = own("shop");
    assertInstanceOf(Outcome.Alive.class, inspect("shop", token(token), false));
    assertInstanceOf(Outcome.Alive.class, inspect("app", token(token), false), "it is api.example");
    assertDead(inspect("orders", token(token), false));
    assertRefused(Refusal.SUBJECT, Cause.DEAD_TOKEN, issue("orders", exchange(token), ANYTHING));
  }

  @Test
  void askingProlongsASessionOnlyIfItIsAUse() {
    var login = login("alice");
    clock.pass(Duration.ofMinutes(15));
    inspect("shop", token(login), false);
    assertEquals(Optional.of(START.plus(Duration.ofMinutes(22))), live(login).idleDeadline());
    inspect("shop", token(login), true);
    assertEquals(Optional.of(START.plus(Duration.ofMinutes(37))), live(login).idleDeadline());
  }

  private Session live(Outcome.Granted granted) {
    TokenDigest digest = TokenDigest.of(keys, granted.token());
    return assertInstanceOf(Verdict.Live.class, store.find(digest, clock.instant())).session();
  }

  @Test
  void whatComesOfASessionDiesWithItAndKeepsItAlive() {
    var login = login("alice");
    var exchanged = granted("orders", exchange(login));
    assertEquals(ALICE, exchanged.session().subject());
    assertEquals(ALICE, exchanged.session().actor(), "nobody acts for her");
    assertEquals("orders", exchanged.session().grant().orElseThrow().client().name());
    clock.pass(Duration.ofMinutes(8));
    assertInstanceOf(Outcome.Alive.class, use(exchanged, Optional.empty()));
    assertEquals(Optional.of(START.plus(Duration.ofMinutes(30))), live(login).idleDeadline());
    end(login);
    assertDead(use(exchanged, Optional.empty()));
    assertDead(inspect("orders", token(exchanged), false));
    assertEquals(
        Optional.empty(),
        service.now(
            new Command.Inspect(
                "oauth",
                Optional.of(claim("orders")),
                token(exchanged),
                false,
                Optional.empty(),
                CALLER)));
    assertRefused(Refusal.SUBJECT, Cause.DEAD_TOKEN, refresh("orders", exchanged));
  }

  @Test
  void whatComesOfASessionDoesNotOutliveItsEnd() {
    var login = login("alice");
    for (int i = 0; i < 39; i++) {
      clock.pass(Duration.ofMinutes(18));
      use(login, Optional.empty());
    }
    var late = granted("shop", exchange(login));
    assertEquals(START.plus(Duration.ofHours(12)), live(login).absoluteDeadline());
    assertEquals(live(login).absoluteDeadline().isBefore(clock.instant().plusSeconds(600)), false);
    clock.pass(Duration.ofMinutes(10));
    use(login, Optional.empty());
    assertDead(inspect(late));
    assertEquals(
        START.plus(Duration.ofHours(12)),
        granted("orders", exchange(login)).session().absoluteDeadline());
  }

  @Test
  void whoActsIsNamedAndWhoeverActedBeforeIsRemembered() {
    var alice = login("alice");
    var bob = login("bob");
    assertRefused(
        Refusal.SUBJECT, Cause.MAY_NOT_ACT_FOR, issue("shop", exchange(alice, bob), ANYTHING));
    mayAct.add("bob>alice");
    mayAct.add("shop>alice");
    var once = granted("shop", exchange(alice, bob));
    assertEquals(BOB, once.session().actor());
    assertEquals(ALICE, once.session().subject());
    var twice = granted("shop", exchange(once, own("shop")));
    assertEquals("shop", twice.session().actor().name());
    assertEquals(List.of(BOB), twice.session().grant().orElseThrow().actors());
  }

  @Test
  void aLineOfTokensDoesNotGrowForever() {
    var token = login("alice");
    for (int i = 0; i < 3; i++) {
      token = granted("shop", exchange(token));
    }
    assertRefused(
        Refusal.SUBJECT, Cause.TOO_FAR_FROM_LOGIN, issue("shop", exchange(token), ANYTHING));
  }

  @Test
  void anExchangedTokenMayNoMoreThanTheOneThatItComesOf() {
    var readOnly =
        assertInstanceOf(
            Outcome.Granted.class,
            issue(
                "orders",
                new Command.By.ClientCredentials(),
                new Command.Wanted(Optional.of(scope("read")), List.of(), Optional.empty())));
    assertEquals(
        scope("read"), granted("shop", exchange(readOnly)).session().grant().orElseThrow().scope());
    assertRefused(
        Refusal.SCOPE,
        Cause.SCOPE_NOT_ALLOWED,
        issue(
            "shop",
            exchange(readOnly),
            new Command.Wanted(Optional.of(scope("write")), List.of(), Optional.empty())));
  }

  @Test
  void aRefreshTokenGivesTheNextOneAndANewAccessToken() {
    var first = byPassword("app");
    var second = refreshed("app", first);
    assertNotEquals(first.refresh(), second.refresh());
    assertNotEquals(first.token(), second.token());
    assertInstanceOf(Outcome.Alive.class, inspect("app", token(first), false));
    assertInstanceOf(Outcome.Alive.class, inspect("app", token(second), false));
    clock.pass(Duration.ofHours(21));
    assertInstanceOf(Outcome.Granted.class, refresh("app", second), "20 hours and a step");
  }

  @Test
  void clientsMayRaceWithinTheGraceAndGetTheSameNextOne() {
    var first = byPassword("app");
    var second = refreshed("app", first);
    clock.pass(Duration.ofSeconds(29));
    assertEquals(second.refresh(), refreshed("app", first).refresh());
    assertNotEquals(second.refresh(), refreshed("app", second).refresh());
  }

  @Test
  void manyUsesAtOnceTurnTheFamilyOnce() throws Exception {
    var first = byPassword("app");
    List<Callable<Outcome>> uses = Collections.nCopies(32, () -> refresh("app", first));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var next = new HashSet<Secret>();
      for (var use : threads.invokeAll(uses)) {
        next.add(assertInstanceOf(Outcome.Granted.class, use.get()).refresh().orElseThrow());
      }
      assertEquals(1, next.size());
    }
    assertEquals(1, family(first).grant().flatMap(Grant::rotation).orElseThrow().generation());
  }

  @Test
  void aRefreshTokenThatAnotherHasReplacedEndsAllThatCameOfItsFamily() {
    var first = byPassword("app");
    var second = refreshed("app", first);
    clock.pass(Duration.ofSeconds(30));
    assertRefused(Refusal.SUBJECT, Cause.REFRESH_TOKEN_REUSED, refresh("app", first));
    assertRefused(Refusal.SUBJECT, Cause.DEAD_TOKEN, refresh("app", second));
    assertDead(inspect("app", token(first), false));
    assertDead(inspect("app", token(second), false));
    assertTrue(
        store.events().stream()
            .map(AuditEvent::detail)
            .anyMatch(facts -> "refresh token reused".equals(facts.get("cause"))));
  }

  @Test
  void aRefreshTokenTwoUsesOldIsReusedEvenWithinTheGrace() {
    var first = byPassword("app");
    refreshed("app", refreshed("app", first));
    assertRefused(Refusal.SUBJECT, Cause.REFRESH_TOKEN_REUSED, refresh("app", first));
  }

  @Test
  void aRefreshTokenWhoseWriteACrashTookIsStillGood() {
    var first = byPassword("app");
    var before = family(first);
    var second = refreshed("app", first);
    var after = family(first);
    assertTrue(store.replace(digest(first), after, before), "the crash");
    var third = refreshed("app", second);
    clock.pass(Duration.ofSeconds(31));
    assertRefused(Refusal.SUBJECT, Cause.REFRESH_TOKEN_REUSED, refresh("app", second));
    assertNotEquals(second.refresh(), third.refresh());
  }

  private TokenDigest digest(Outcome.Granted granted) {
    String text = granted.refresh().orElseThrow().revealText();
    return TokenDigest.of(keys, Secret.of(text.substring(0, text.indexOf('.'))));
  }

  private Session family(Outcome.Granted granted) {
    return assertInstanceOf(Verdict.Live.class, store.find(digest(granted), clock.instant()))
        .session();
  }

  @Test
  void aRefreshTokenIsOfItsClientAloneAndCantBeMadeOfAnother() {
    var first = byPassword("app");
    assertRefused(Refusal.SUBJECT, Cause.DEAD_TOKEN, refresh("orders", first));
    String text = first.refresh().orElseThrow().revealText();
    for (String forged :
        List.of(
            text.replace(".0.", ".1."),
            text + "A",
            text.substring(0, text.length() - 1),
            text.replace(".0.", ".-1."),
            "..",
            "a.99999999999999999999.b",
            ".".repeat(300))) {
      assertRefused(
          Refusal.SUBJECT,
          Cause.DEAD_TOKEN,
          issue("app", new Command.By.Refresh(Secret.of(forged)), ANYTHING));
    }
    assertInstanceOf(Outcome.Granted.class, refresh("app", first), "nothing has ended");
  }

  @Test
  void aFamilyIsNoAccessTokenInAnyForm() {
    var first = byPassword("app");
    String text = first.refresh().orElseThrow().revealText();
    Secret bare = Secret.of(text.substring(0, text.indexOf('.')));
    assertDead(inspect("app", new Presented.Token(bare), false));
    assertDead(inspect("app", new Presented.OfSession(family(first).id()), false));
    for (Secret token : List.of(bare, Secret.of(text))) {
      var asked =
          new Command.Inspect(
              "forward",
              Optional.empty(),
              new Presented.Token(token),
              true,
              Optional.empty(),
              CALLER);
      assertDead(service.serve(asked));
      assertEquals(Optional.empty(), service.now(asked), "without waiting neither");
      assertRefused(
          Refusal.SUBJECT,
          Cause.DEAD_TOKEN,
          issue(
              "app",
              new Command.By.Exchange(new Presented.Token(token), Optional.empty()),
              ANYTHING));
    }
    assertInstanceOf(
        Outcome.Alive.class,
        inspect("app", new Presented.Token(Secret.of(text)), false),
        "RFC 7662");
  }

  @Test
  void refreshingAsksForNoMoreThanTheFamilyMay() {
    var first =
        assertInstanceOf(
            Outcome.Granted.class,
            issue(
                "app",
                new Command.By.Password(claim("alice")),
                new Command.Wanted(Optional.of(scope("read")), List.of(), Optional.empty())));
    var refresh = new Command.By.Refresh(first.refresh().orElseThrow());
    assertRefused(
        Refusal.SCOPE,
        Cause.SCOPE_NOT_ALLOWED,
        issue(
            "app",
            refresh,
            new Command.Wanted(Optional.of(scope("write")), List.of(), Optional.empty())));
    assertEquals(scope("read"), granted("app", refresh).session().grant().orElseThrow().scope());
  }

  @Test
  void revokingARefreshTokenEndsItsFamilyAndAnAccessTokenItselfAlone() {
    var first = byPassword("app");
    var second = refreshed("app", first);
    assertInstanceOf(Outcome.Ended.class, revoke("app", first.token()));
    assertDead(inspect("app", token(first), false));
    assertInstanceOf(Outcome.Alive.class, inspect("app", token(second), false));
    assertInstanceOf(Outcome.Ended.class, revoke("app", second.refresh().orElseThrow()));
    assertDead(inspect("app", token(second), false));
    assertDead(revoke("app", second.refresh().orElseThrow()));
  }

  @Test
  void nobodyRevokesAnotherClientsTokenButAnybodyADialects() {
    var token = own("shop");
    assertRefused(Refusal.GRANT_TYPE, Cause.NOT_THE_ACTOR, revoke("app", token.token()));
    assertInstanceOf(Outcome.Alive.class, inspect(token));
    var login = login("alice");
    assertInstanceOf(Outcome.Ended.class, revoke("app", login.token()));
    assertDead(inspect(login));
  }

  @Test
  void aBoundTokenIsUsedWithAFreshProofOfItsKeyAlone() {
    var binding = new Binding(Binding.Method.JKT, "k".repeat(43));
    var token =
        assertInstanceOf(
            Outcome.Granted.class,
            issue(
                "shop",
                new Command.By.ClientCredentials(),
                new Command.Wanted(
                    Optional.empty(), List.of(), Optional.of(possession(binding, 1)))));
    assertEquals(Optional.of(binding), token.session().grant().orElseThrow().binding());
    assertInstanceOf(Outcome.Alive.class, inspect(token), "the one who asks checks the key");
    assertRefused(Refusal.POSSESSION, Cause.WRONG_KEY, use(token, Optional.empty()));
    var other = new Binding(Binding.Method.JKT, "o".repeat(43));
    assertRefused(
        Refusal.POSSESSION, Cause.WRONG_KEY, use(token, Optional.of(possession(other, 2))));
    assertInstanceOf(Outcome.Alive.class, use(token, Optional.of(possession(binding, 3))));
    assertRefused(
        Refusal.POSSESSION, Cause.REPLAYED, use(token, Optional.of(possession(binding, 3))));
    assertRefused(
        Refusal.POSSESSION,
        Cause.REPLAYED,
        issue(
            "shop",
            new Command.By.ClientCredentials(),
            new Command.Wanted(Optional.empty(), List.of(), Optional.of(possession(binding, 1)))));
  }

  private static Possession possession(Binding binding, int number) {
    return new Possession(
        binding, Optional.of(new Proof(0, new byte[] {(byte) number}, START.plusSeconds(300))));
  }

  @Test
  void whatIsInMemoryIsToldWithoutWaiting() {
    var login = login("alice");
    var inspect =
        new Command.Inspect(
            "oauth", Optional.of(claim("shop")), token(login), true, Optional.empty(), CALLER);
    assertEquals(Optional.of(new Outcome.Alive(login.session())), service.now(inspect));
    clock.pass(Duration.ofMinutes(5));
    assertEquals(Optional.empty(), service.now(inspect), "a use that must be written down");
    var nobody =
        new Command.Inspect(
            "oauth", Optional.of(claim("nobody")), token(login), false, Optional.empty(), CALLER);
    assertEquals(Optional.empty(), service.now(nobody));
    assertRefused(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, service.serve(nobody));
  }

  @Test
  void whatComesOfAnotherSessionIsToldWithoutWaitingUntilAUseOfThatMustBeWritten() {
    var login = login("alice");
    var exchanged = granted("orders", exchange(login));
    var inspect =
        new Command.Inspect(
            "oauth",
            Optional.of(claim("orders")),
            token(exchanged),
            true,
            Optional.empty(),
            CALLER);
    var alive = new Outcome.Alive(exchanged.session());
    assertEquals(Optional.of(alive), service.now(inspect));
    clock.pass(Duration.ofMinutes(5));
    assertEquals(Optional.empty(), service.now(inspect));
    assertEquals(alive, service.serve(inspect));
    assertEquals(Optional.of(alive), service.now(inspect));
  }

  @Test
  void guessesOfThoseWithoutANameCountAndOfClientsDoNot() {
    var unknown = new Presented.Token(Secret.of("never issued"));
    for (int i = 0; i < 200; i++) {
      assertDead(inspect("shop", new Presented.Token(Secret.of("guess " + i)), false));
    }
    boolean throttled = false;
    for (int i = 0; i < 200 && !throttled; i++) {
      throttled =
          service.serve(
                  new Command.Inspect(
                      "forward",
                      Optional.empty(),
                      new Presented.Token(Secret.of("guess " + i)),
                      true,
                      Optional.empty(),
                      CALLER))
              instanceof Outcome.Refused;
    }
    assertTrue(throttled);
    assertDead(inspect("shop", unknown, false));
    assertFalse(store.events().isEmpty());
  }
}
