package dev.jeton.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionServiceTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Principal ALICE = new Principal(1, "alice");
  private static final Principal BOB = new Principal(2, "bob");
  private static final Caller CALLER = new Caller("192.0.2.1", Map.of("agent", "curl"));

  private final ModelStore store = new ModelStore();
  private final MovableClock clock = new MovableClock(START);
  private KeyRing keys;
  private SessionService service;

  /** Who is still admitted after a session was created. */
  private boolean admits = true;

  /** Lets everyone in by the name claimed, but for those called "wrong". */
  private final Authenticator byName =
      new Authenticator() {
        @Override
        public Result prove(Command.Login login, SessionPolicy policy, Instant now) {
          return prove(login.actor(), login.caller(), policy, now);
        }

        @Override
        public Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now) {
          if (claim.name().equals("wrong")) {
            return new Failed(Refusal.ACTOR, Cause.WRONG_CREDENTIAL, Duration.ZERO);
          }
          Principal principal = claim.name().equals("alice") ? ALICE : BOB;
          return new Proved(
              principal,
              principal,
              Optional.empty(),
              Optional.empty(),
              OptionalInt.of(9),
              Optional.empty(),
              List.of(new Proof(principal.id(), new byte[] {1}, now.plusSeconds(300))),
              () -> admits);
        }
      };

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    keys = Rings.in(folder);
    service = service(SessionsConfig.DEFAULT);
  }

  private SessionService service(SessionsConfig config) {
    return new SessionService(
        Map.of(
            "idle", policy("idle", Lifetime.idle(Duration.ofMinutes(20), Duration.ofHours(12))),
            "capped", capped(),
            "fixed", policy("fixed", Lifetime.fixed(Duration.ofHours(1)))),
        config,
        store,
        store,
        byName,
        new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
        store,
        keys,
        new SeededRandom(1),
        clock);
  }

  private static SessionPolicy policy(String dialect, Lifetime lifetime) {
    return new SessionPolicy(
        dialect, TokenShape.hex(32), lifetime, Freshness.DEFAULT, 12, OptionalInt.empty(), false);
  }

  private static SessionPolicy capped() {
    return new SessionPolicy(
        "capped",
        TokenShape.hex(32),
        Lifetime.fixed(Duration.ofHours(1)),
        Freshness.DEFAULT,
        0,
        OptionalInt.of(2),
        true);
  }

  private static Command.Login login(String dialect, String name) {
    return new Command.Login(
        dialect,
        claim(name),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.of("app"),
        Optional.empty(),
        CALLER);
  }

  private static Claim claim(String name) {
    return new Claim(name, new Credential.Password(Secret.of("x"), Optional.empty()));
  }

  private Outcome.Granted granted(String dialect) {
    return assertInstanceOf(Outcome.Granted.class, service.serve(login(dialect, "alice")));
  }

  private Outcome check(String dialect, Secret token) {
    return service.serve(new Command.Check(dialect, token, false, CALLER));
  }

  private Outcome end(String dialect, Secret token, String... prover) {
    Optional<Claim> claim = prover.length == 0 ? Optional.empty() : Optional.of(claim(prover[0]));
    return service.serve(new Command.End(dialect, token, claim, CALLER));
  }

  @Test
  void aLoginOpensASessionOfTheDialectsLifeAndTheAccountsLanguage() {
    Session session = granted("idle").session();
    assertEquals("idle", session.dialect());
    assertEquals(ALICE, session.actor());
    assertEquals(9, session.language());
    assertEquals(Optional.of("app"), session.client());
    assertEquals(Optional.of(START.plus(Duration.ofMinutes(22))), session.idleDeadline());
    assertEquals(START.plus(Duration.ofHours(12)), session.absoluteDeadline());
  }

  @Test
  void theStoreNeverSeesTheTokenAndTheTraceNeverHoldsIt() {
    var granted = granted("fixed");
    String token = granted.token().revealText();
    assertNotEquals(token.substring(0, 24), granted.session().id().text());
    assertEquals(false, store.events().toString().contains(token));
    assertEquals(false, granted.session().toString().contains(token));
  }

  @Test
  void aTokenIsLiveInItsDialectUntilItsDeadlineAndUnknownElsewhere() {
    var granted = granted("fixed");
    assertEquals(new Outcome.Alive(granted.session()), check("fixed", granted.token()));
    assertEquals(
        new Outcome.Dead(new Verdict.Unknown()), check("idle", granted.token()), "elsewhere");
    clock.pass(Duration.ofHours(1));
    assertEquals(
        new Outcome.Dead(
            new Verdict.Gone("fixed", Verdict.Why.EXPIRED, START.plus(Duration.ofHours(1)))),
        check("fixed", granted.token()));
    assertEquals(new Outcome.Dead(new Verdict.Unknown()), check("idle", granted.token()));
  }

  @Test
  void onlyATouchProlongsASessionAndItIsWrittenStepByStep() {
    var granted = granted("idle");
    clock.pass(Duration.ofMinutes(1));
    service.serve(new Command.Check("idle", granted.token(), true, CALLER));
    assertEquals(granted.session(), live(granted), "less than a step");
    clock.pass(Duration.ofMinutes(9));
    service.serve(new Command.Check("idle", granted.token(), false, CALLER));
    assertEquals(granted.session(), live(granted), "no use");
    service.serve(new Command.Check("idle", granted.token(), true, CALLER));
    assertEquals(Optional.of(START.plus(Duration.ofMinutes(32))), live(granted).idleDeadline());
  }

  private Session live(Outcome.Granted granted) {
    TokenDigest digest = TokenDigest.of(keys, granted.token());
    return assertInstanceOf(Verdict.Live.class, store.find(digest, clock.instant())).session();
  }

  @Test
  void whatCanBeToldWithoutWaitingIsToldAtOnce() {
    var granted = granted("idle");
    var check = new Command.Check("idle", granted.token(), true, CALLER);
    assertEquals(Optional.of(new Outcome.Alive(granted.session())), service.now(check));
    assertEquals(
        Optional.empty(), service.now(new Command.Check("fixed", granted.token(), false, CALLER)));
    assertEquals(
        Optional.empty(), service.now(new Command.Check("idle", Secret.of("x"), true, CALLER)));
    clock.pass(Duration.ofMinutes(5));
    assertEquals(Optional.empty(), service.now(check), "a use that must be written down");
    assertEquals(Optional.of(new Outcome.Described()), service.now(new Command.Describe("idle")));
  }

  @Test
  void aSessionIsEndedOnceAndStaysEnded() {
    var granted = granted("fixed");
    clock.pass(Duration.ofMinutes(1));
    assertEquals(new Outcome.Ended(granted.session()), end("fixed", granted.token()));
    var gone =
        new Outcome.Dead(
            new Verdict.Gone("fixed", Verdict.Why.ENDED, START.plus(Duration.ofMinutes(1))));
    assertEquals(gone, end("fixed", granted.token()));
    assertEquals(gone, check("fixed", granted.token()));
  }

  @Test
  void noDialectEndsAnothersSession() {
    var granted = granted("fixed");
    assertEquals(new Outcome.Dead(new Verdict.Unknown()), end("idle", granted.token()));
    assertEquals(new Outcome.Alive(granted.session()), check("fixed", granted.token()));
  }

  @Test
  void aProofBesideAnEndMustHoldAndBeTheActors() {
    var granted = granted("fixed");
    var refused = new Outcome.Refused(Refusal.ACTOR, Duration.ZERO, Optional.empty());
    assertEquals(refused, end("fixed", granted.token(), "wrong"));
    assertEquals(refused, end("fixed", granted.token(), "bob"));
    assertFalse(store.take(new Proof(2, new byte[] {1}, START.plusSeconds(300)), START), "burnt");
    assertEquals(new Outcome.Alive(granted.session()), check("fixed", granted.token()));
    assertEquals(new Outcome.Ended(granted.session()), end("fixed", granted.token(), "alice"));
  }

  @Test
  void aTrueCauseIsForThoseDialectsAloneThatRevealIt() {
    assertEquals(
        new Outcome.Refused(Refusal.ACTOR, Duration.ZERO, Optional.empty()),
        service.serve(login("fixed", "wrong")));
    assertEquals(
        new Outcome.Refused(Refusal.ACTOR, Duration.ZERO, Optional.of(Cause.WRONG_CREDENTIAL)),
        service.serve(login("capped", "wrong")));
  }

  @Test
  void everyLoginRefusalAndEndLeavesOneEvent() {
    var granted = granted("fixed");
    service.serve(login("fixed", "wrong"));
    end("fixed", granted.token());
    end("fixed", granted.token());
    service.serve(new Command.Malformed("fixed", "bad request", CALLER));
    String session = granted.session().id().text();
    assertEquals(
        List.of(
            AuditEvent.of(
                START,
                AuditEvent.Kind.LOGIN_GRANTED,
                "dialect",
                "fixed",
                "session",
                session,
                "actor",
                "alice",
                "client",
                "app",
                "address",
                "192.0.2.1",
                "agent",
                "curl"),
            AuditEvent.of(
                START,
                AuditEvent.Kind.LOGIN_REFUSED,
                "dialect",
                "fixed",
                "actor",
                "wrong",
                "party",
                "actor",
                "cause",
                "wrong-credential",
                "address",
                "192.0.2.1",
                "agent",
                "curl"),
            AuditEvent.of(
                START,
                AuditEvent.Kind.SESSION_ENDED,
                "dialect",
                "fixed",
                "session",
                session,
                "actor",
                "alice",
                "client",
                "app",
                "address",
                "192.0.2.1",
                "agent",
                "curl"),
            AuditEvent.of(
                START,
                AuditEvent.Kind.REQUEST_REFUSED,
                "dialect",
                "fixed",
                "cause",
                "bad request",
                "address",
                "192.0.2.1",
                "agent",
                "curl")),
        store.events());
  }

  @Test
  void anAccountDisabledWhileItLogsInGetsNoSession() {
    admits = false;
    assertEquals(
        new Outcome.Refused(Refusal.ACTOR, Duration.ZERO, Optional.empty()),
        service.serve(login("fixed", "alice")));
    assertEquals(
        List.of(), store.list(OptionalLong.of(1), Optional.empty(), Optional.empty(), 10, START));
  }

  @Test
  void whereThereIsACapTheOldestEndsFirst() {
    var first = granted("capped");
    clock.pass(Duration.ofSeconds(1));
    var second = granted("capped");
    var uncapped = granted("fixed");
    clock.pass(Duration.ofSeconds(1));
    var third = granted("capped");
    assertInstanceOf(Outcome.Dead.class, check("capped", first.token()));
    assertInstanceOf(Outcome.Alive.class, check("capped", second.token()));
    assertInstanceOf(Outcome.Alive.class, check("capped", third.token()));
    assertInstanceOf(Outcome.Alive.class, check("fixed", uncapped.token()));
  }

  @Test
  void aStoreThatIsDownIsNeitherANoNorAYes() {
    var granted = granted("fixed");
    store.down(true);
    var unavailable =
        new Outcome.Refused(Refusal.UNAVAILABLE, Duration.ofSeconds(2), Optional.empty());
    assertEquals(unavailable, check("fixed", granted.token()));
    assertEquals(unavailable, end("fixed", granted.token()));
    assertEquals(unavailable, service.serve(login("fixed", "alice")));
    store.down(false);
    assertInstanceOf(Outcome.Alive.class, check("fixed", granted.token()));
  }
}
