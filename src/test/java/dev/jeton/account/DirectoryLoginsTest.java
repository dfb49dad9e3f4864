package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.AccountEdit.FormName;
import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.Directory.Answer;
import dev.jeton.account.Directory.Proved;
import dev.jeton.account.Registration.Done;
import dev.jeton.account.policy.Judgement;
import dev.jeton.audit.AuditEvent;
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
import dev.jeton.session.SessionOversight;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.SessionService;
import dev.jeton.session.SessionsConfig;
import dev.jeton.session.SessionsConfig.EndOnPasswordChange;
import dev.jeton.session.TokenShape;
import dev.jeton.store.memory.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins whose passwords a directory proves, from the command to the session. */
final class DirectoryLoginsTest {
  private static final Caller CALLER = new Caller("192.0.2.7", Map.of());
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final ModelStore store = new ModelStore();
  private final MovableClock clock = new MovableClock(START);
  private final PasswordHasher hasher =
      new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom(), System::nanoTime);
  private final Map<String, Answer> answers = new HashMap<>();
  private boolean provisions = true;
  private int asked;
  private Duration took = Duration.ofMillis(1);
  private Registrar registrar;
  private SessionService service;

  /** Knows everybody by the password {@code right}. */
  private final class Scripted implements Directory {
    @Override
    public String name() {
      return "corp";
    }

    @Override
    public boolean provisions() {
      return provisions;
    }

    @Override
    public Checked check(String login, Secret password) {
      if (!login.startsWith("nobody-")) {
        asked++;
      }
      Answer answer = answers.getOrDefault(login, new Refused(Cause.UNKNOWN_ACCOUNT));
      boolean wrong = answer instanceof Proved && !password.equals(Secret.of("right"));
      return new Checked(wrong ? new Refused(Cause.WRONG_CREDENTIAL) : answer, took);
    }

    @Override
    public List<Step> examine(Optional<String> login, Optional<Secret> password) {
      return List.of();
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    KeyRing keys = Rings.in(folder);
    var policies = Map.of("x", policy("x"), "y", policy("y"));
    var oversight = new SessionOversight(policies, store, keys, clock);
    registrar =
        new Registrar(
            store,
            new NewPasswords((_, _) -> new Judgement.Good(), hasher),
            keys,
            oversight,
            EndOnPasswordChange.ALL,
            policies.keySet(),
            Set.of("corp"),
            new SecureRandom(),
            clock);
    var authentication =
        new Authentication(
            store,
            store,
            hasher,
            DirectoryLogins.by(new Scripted(), registrar, store),
            new Throttle(
                ThrottleConfig.DEFAULT, store.counts(), store.knownNetworks(), new SecureRandom()),
            keys,
            new SecureRandom(),
            START);
    service =
        new SessionService(
            policies,
            SessionsConfig.DEFAULT,
            store,
            store,
            authentication,
            new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
            store,
            keys,
            new SecureRandom(),
            clock);
  }

  @AfterEach
  void close() {
    hasher.close();
  }

  private static SessionPolicy policy(String dialect) {
    return new SessionPolicy(
        dialect,
        TokenShape.hex(40),
        Lifetime.fixed(Duration.ofHours(1)),
        new Freshness(Duration.ofMinutes(5), Duration.ofMinutes(1)),
        1,
        OptionalInt.empty(),
        true);
  }

  private static Command.Login login(String name, String password) {
    return login("x", name, password);
  }

  private static Command.Login login(String dialect, String name, String password) {
    return Command.Login.of(dialect, claim(name, password), CALLER);
  }

  private static Claim claim(String name, String password) {
    return new Claim(name, new Credential.Password(Secret.of(password), Optional.empty()));
  }

  private static AccountEdit facts(Set<String> dialects, Set<String> actFor) {
    return new AccountEdit(
        Optional.empty(),
        Optional.empty(),
        new Members(true, dialects, Set.of()),
        OptionalInt.of(3),
        new Members(true, actFor, Set.of()),
        Members.SAME,
        Optional.empty(),
        new Credentials.Same(),
        false);
  }

  private void knows(String login, String name, AccountEdit facts) {
    answers.put(login, new Proved(name, facts));
  }

  private void knows(String name) {
    knows(name, name, facts(Set.of("x"), Set.of()));
  }

  private Account account(String name) {
    return store.find(Optional.empty(), name).orElseThrow();
  }

  private Account add(String name, AccountEdit edit) {
    return assertInstanceOf(Done.class, registrar.add(name, OptionalLong.empty(), edit)).account();
  }

  private static AccountEdit inDirectory() {
    return facts(Set.of("x"), Set.of()).with(new Credentials.InDirectory("corp", Optional.empty()));
  }

  private static AccountEdit local(String password) {
    return facts(Set.of("x"), Set.of()).with(new Credentials.Password(Secret.of(password), false));
  }

  private Outcome.Granted granted(Command.Login login) {
    return assertInstanceOf(Outcome.Granted.class, service.serve(login));
  }

  private void refused(Refusal refusal, Cause cause, Command.Login login) {
    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, service.serve(login));
    assertEquals(Optional.of(cause), refused.revealed());
    assertEquals(refusal, refused.refusal());
  }

  @Test
  void whoHasNoAccountYetGetsOneAtTheFirstLogin() {
    knows("ana");
    Outcome.Granted granted = granted(login("ana", "right"));
    Account account = account("ana");
    assertEquals(granted.session().actor(), account.principal());
    assertEquals(Optional.of("corp"), account.directory());
    assertEquals(Optional.empty(), account.password());
    assertEquals(Set.of("x"), account.dialects());
    assertEquals(OptionalInt.of(3), account.language());
    granted(login("ana", "right"));
    assertEquals(1, account("ana").version());
  }

  @Test
  void theFirstLoginLeavesAnEventInTheDirectorysName() {
    knows("ana");
    granted(login("ana", "right"));
    AuditEvent added =
        store.events().stream()
            .filter(e -> e.kind() == AuditEvent.Kind.ACCOUNT_ADDED && e.detail().containsKey("id"))
            .findFirst()
            .orElseThrow();
    assertEquals("corp", added.detail().get("actor"));
    assertEquals("ana", added.detail().get("account"));
  }

  @Test
  void aWrongPasswordMakesNoAccount() {
    knows("ana");
    refused(Refusal.ACTOR, Cause.WRONG_CREDENTIAL, login("ana", "wrong"));
    assertEquals(Optional.empty(), store.find(Optional.empty(), "ana"));
  }

  @Test
  void withoutProvisioningAnUnknownNameIsNotAskedFor() {
    provisions = false;
    knows("ana");
    refused(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, login("ana", "right"));
    assertEquals(0, asked);
    add("ana", inDirectory());
    granted(login("ana", "right"));
    assertEquals(1, asked);
  }

  @Test
  void anAccountFollowsWhatTheDirectoryTellsAndNothingElse() {
    knows("ana", "ana", facts(Set.of("x", "y"), Set.of("bob")));
    granted(login("ana", "right"));
    registrar.change(
        account("ana").id(),
        new AccountEdit(
            Optional.empty(),
            Optional.empty(),
            Members.SAME,
            OptionalInt.empty(),
            Members.SAME,
            new Members(true, Set.of("acme"), Set.of()),
            Optional.empty(),
            new Credentials.Same(),
            false));
    knows("ana", "ana", facts(Set.of("y"), Set.of("carl")));
    granted(login("y", "ana", "right"));
    Account account = account("ana");
    assertEquals(Set.of("y"), account.dialects());
    assertEquals(new Permission(false, Set.of("carl")), account.actFor());
    assertEquals(new Permission(false, Set.of("acme")), account.forCustomer());
  }

  @Test
  void whatIsTakenAwayEndsTheSessionsThatNeededIt() {
    add("bob", local("bob's"));
    knows("ana", "ana", facts(Set.of("x", "y"), Set.of("bob")));
    Command.Login own = login("x", "ana", "right");
    Outcome.Granted inX = granted(own);
    Outcome.Granted inY = granted(login("y", "ana", "right"));
    knows("ana", "ana", facts(Set.of("y"), Set.of()));
    granted(login("y", "ana", "right"));
    assertInstanceOf(Outcome.Dead.class, check("x", inX));
    assertInstanceOf(Outcome.Alive.class, check("y", inY));
  }

  private Outcome check(String dialect, Outcome.Granted granted) {
    return service.serve(new Command.Check(dialect, granted.token(), false, CALLER));
  }

  @Test
  void aDialectThatTheDirectoryDoesNotGiveIsRefused() {
    knows("ana");
    refused(Refusal.ACTOR, Cause.DIALECT_NOT_ALLOWED, login("y", "ana", "right"));
  }

  @Test
  void aLocalAccountWinsOverTheDirectorysOfTheSameName() {
    add("ana", local("local"));
    knows("ana");
    refused(Refusal.ACTOR, Cause.WRONG_CREDENTIAL, login("ana", "right"));
    granted(login("ana", "local"));
    assertEquals(0, asked);
  }

  @Test
  void aLocalAccountIsNotOpenedByAnotherSpellingInTheDirectory() {
    add("ana", local("local"));
    knows("ANA", "ana", facts(Set.of("x"), Set.of()));
    refused(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, login("ANA", "right"));
  }

  @Test
  void spellingsOfOneNameAreOneAccount() {
    knows("ana");
    knows("ANA", "ana", facts(Set.of("x"), Set.of()));
    assertEquals(
        granted(login("ana", "right")).session().actor(),
        granted(login("ANA", "right")).session().actor());
    assertEquals(Optional.empty(), store.find(Optional.empty(), "ANA"));
  }

  @Test
  void aDisabledRecordStaysDisabledHoweverItIsSpelt() {
    knows("ana");
    knows("ANA", "ana", facts(Set.of("x"), Set.of()));
    granted(login("ana", "right"));
    registrar.change(account("ana").id(), AccountEdit.DISABLE);
    refused(Refusal.ACTOR, Cause.DISABLED, login("ana", "right"));
    refused(Refusal.ACTOR, Cause.DISABLED, login("ANA", "right"));
  }

  @Test
  void whoComesBackAfterARemovalIsANewAccount() {
    knows("ana");
    granted(login("ana", "right"));
    long first = account("ana").id();
    registrar.remove(first);
    granted(login("ana", "right"));
    assertNotEquals(first, account("ana").id());
  }

  @Test
  void aDirectoryThatIsDownIsUnavailableAndNobodysFault() {
    add("ana", inDirectory());
    add("bob", local("bob's"));
    answers.put("ana", new Directory.Unavailable("down"));
    answers.put("newcomer", new Directory.Unavailable("down"));
    for (int i = 0; i < 50; i++) {
      refused(Refusal.UNAVAILABLE, Cause.UNAVAILABLE, login("ana", "right"));
      refused(Refusal.UNAVAILABLE, Cause.UNAVAILABLE, login("newcomer", "right"));
    }
    granted(login("bob", "bob's"));
    knows("ana");
    granted(login("ana", "right"));
  }

  @Test
  void aRefusalByADirectoryThatIsDownSaysWhenToComeAgain() {
    add("ana", inDirectory());
    answers.put("ana", new Directory.Unavailable("down"));
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, service.serve(login("ana", "right")));
    assertEquals(Duration.ofSeconds(2), refused.retryAfter());
  }

  @Test
  void aDirectoryThatIsBusyIsOverloaded() {
    add("ana", inDirectory());
    answers.put("ana", new Directory.Overloaded());
    refused(Refusal.OVERLOADED, Cause.OVERLOADED, login("ana", "right"));
  }

  @Test
  void wrongPasswordsInTheDirectoryAreThrottledLikeOthers() {
    add("ana", inDirectory());
    knows("ana");
    Outcome last = service.serve(login("ana", "wrong"));
    for (int i = 0; i < 50; i++) {
      last = service.serve(login("ana", "wrong"));
    }
    assertEquals(Refusal.THROTTLED, assertInstanceOf(Outcome.Refused.class, last).refusal());
    assertTrue(asked < 20, () -> "asked " + asked + " times");
  }

  @Test
  void anAccountOfADirectoryThatIsNotConfiguredIsUnavailable() {
    Account account = add("ana", inDirectory());
    store.replace(
        new Account(
            account.id(),
            2,
            "ana",
            Optional.empty(),
            Kind.USER,
            true,
            Set.of("x"),
            OptionalInt.empty(),
            Permission.NOBODY,
            Permission.NOBODY,
            Optional.empty(),
            Optional.empty(),
            Optional.of("former"),
            List.of()),
        AuditEvent.of(START, AuditEvent.Kind.ACCOUNT_CHANGED));
    knows("ana");
    refused(Refusal.UNAVAILABLE, Cause.UNAVAILABLE, login("ana", "right"));
  }

  @Test
  void anExtranetUserIsMadeInTheFormThatTheDirectoryNames() {
    add("agent", actingForAll("agent's"));
    add("old", extranet("10").with(new Credentials.Password(Secret.of("old's"), false)));
    knows("eva", "eva", extranet("10"));
    knows("ida", "ida", extranet("20"));
    Outcome.Granted granted = granted(opening("eva", "right", "10"));
    assertEquals("eva", granted.session().subject().name());
    assertEquals(Kind.EXTRANET, store.find(Optional.of("10"), "eva").orElseThrow().kind());
    refused(Refusal.SUBJECT, Cause.KIND_NOT_ALLOWED, opening("ida", "right", "10"));
    refused(Refusal.ACTOR, Cause.KIND_NOT_ALLOWED, login("eva", "right"));
    refused(Refusal.SUBJECT, Cause.UNKNOWN_FORM, opening("ida", "right", "20"));
    assertEquals(Optional.empty(), store.find(Optional.of("20"), "ida"));
  }

  private static Command.Login opening(String name, String password, String form) {
    Command.Login plain = login("agent", "agent's");
    return new Command.Login(
        plain.dialect(),
        plain.actor(),
        Optional.of(new Behalf.Proved(claim(name, password), form)),
        plain.customer(),
        plain.language(),
        plain.client(),
        plain.lifetime(),
        plain.caller());
  }

  private static AccountEdit actingForAll(String password) {
    return facts(Set.of("x"), Set.of("*"))
        .with(new Credentials.Password(Secret.of(password), false));
  }

  private static AccountEdit extranet(String form) {
    return new AccountEdit(
        Optional.of(Kind.EXTRANET),
        Optional.of(new FormName(form, Optional.empty())),
        new Members(true, Set.of("x"), Set.of()),
        OptionalInt.empty(),
        Members.SAME,
        Members.SAME,
        Optional.empty(),
        new Credentials.Same(),
        false);
  }

  @Test
  void aDigestSecretOfADirectorysAccountProvesDigestsAlone() {
    Account account =
        add(
            "ana",
            facts(Set.of("x"), Set.of())
                .with(new Credentials.InDirectory("corp", Optional.of(Secret.of("for digests")))));
    assertTrue(account.digestSecret().isPresent());
    knows("ana");
    refused(Refusal.ACTOR, Cause.WRONG_CREDENTIAL, login("ana", "for digests"));
  }

  @Test
  void aPasswordOfItsOwnTakesAnAccountOutOfTheDirectory() {
    Account account = add("ana", inDirectory());
    registrar.change(account.id(), local("local"));
    assertEquals(Optional.empty(), account("ana").directory());
    granted(login("ana", "local"));
    registrar.change(account.id(), inDirectory());
    assertEquals(Optional.empty(), account("ana").password());
  }

  @Test
  void aDirectoryThatNobodyConfiguredIsNotANameToGive() {
    assertEquals(
        new Registration.Refused(Registration.Why.INVALID, "no directory is called other"),
        registrar.add(
            "ana",
            OptionalLong.empty(),
            facts(Set.of("x"), Set.of())
                .with(new Credentials.InDirectory("other", Optional.empty()))));
  }

  @Test
  void twoFirstLoginsAtOnceMakeOneAccount() throws InterruptedException {
    knows("ana");
    var threads =
        IntStream.range(0, 8)
            .mapToObj(_ -> Thread.ofVirtual().start(() -> granted(login("ana", "right"))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1, store.list(0, 100).stream().filter(a -> a.name().equals("ana")).count());
  }

  @Test
  void aRefusalHereTakesAsLongAsOneByTheDirectory() {
    took = Duration.ofMillis(400);
    add("bob", local("bob's"));
    knows("ana");
    for (String name : List.of("bob", "ana", "nobody")) {
      long before = System.nanoTime();
      refused(
          Refusal.ACTOR,
          name.equals("nobody") ? Cause.UNKNOWN_ACCOUNT : Cause.WRONG_CREDENTIAL,
          login(name, "wrong"));
      long least = name.equals("bob") ? took.toNanos() : 0; // the scripted directory takes none
      assertTrue(System.nanoTime() - before >= least, name);
    }
  }
}
