package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.ClientEdit.Removal;
import dev.jeton.account.Registration.Done;
import dev.jeton.account.Registration.Issued;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.PublicKeys;
import dev.jeton.account.hash.Argon2;
import dev.jeton.account.policy.Judgement;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.KeyState;
import dev.jeton.keys.KeysConfig;
import dev.jeton.secret.Secret;
import dev.jeton.session.Authenticator.Failed;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Client;
import dev.jeton.session.Clients;
import dev.jeton.session.Credential;
import dev.jeton.session.GrantType;
import dev.jeton.session.Principal;
import dev.jeton.session.Proof;
import dev.jeton.session.Refusal;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.SessionOversight;
import dev.jeton.session.SessionsConfig.EndOnPasswordChange;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients prove themselves by secrets, signatures and certificates. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // made before each test
final class ClientAuthenticationTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Caller HERE = new Caller("192.0.2.1", Map.of());
  private static final Caller THERE = new Caller("198.51.100.7", Map.of());
  private static final String JWKS = "{\"keys\":[\"theirs\"]}";
  private static final String SHA256 = "A".repeat(43);

  @TempDir private Path folder;
  private final ModelStore store = new ModelStore();
  private final MovableClock clock = new MovableClock(START);
  private final List<String> hashed = new ArrayList<>();
  private final List<Proof> burnt = new ArrayList<>();
  private Runnable whileHashing = () -> {};

  /** Argon2 in name only: quick, and it counts. */
  private final Argon2 quick =
      (password, scheme) -> {
        hashed.add(password.revealText());
        whileHashing.run();
        return Arrays.copyOf(
            Integer.toHexString((password.revealText() + Arrays.toString(scheme.salt())).hashCode())
                .getBytes(StandardCharsets.UTF_8),
            scheme.length());
      };

  private final PasswordHasher hasher =
      new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom(), System::nanoTime, quick);
  private final ReplayGuard guard =
      new ReplayGuard() {
        @Override
        public boolean take(Proof proof, Instant now) {
          return store.take(proof, now);
        }

        @Override
        public void burn(List<Proof> proofs) {
          burnt.addAll(proofs);
          store.burn(proofs);
        }
      };
  private KeyCustody custody;
  private KeyRing keys;
  private Registrar registrar;
  private ClientAuthentication clients;

  @BeforeEach
  void open() throws IOException {
    custody = KeyCustody.open(folder, KeysConfig.DEFAULT, false, new SecureRandom(), clock);
    keys = custody.ring();
    registrar =
        new Registrar(
            store,
            new NewPasswords((_, _) -> new Judgement.Good(), hasher),
            keys,
            new SessionOversight(Map.of(), store, keys, clock),
            EndOnPasswordChange.ALL,
            Set.of("d"),
            Set.of(),
            new SecureRandom(),
            clock);
    clients = started();
  }

  /** Memory is empty, as after a restart. */
  private ClientAuthentication started() {
    return new ClientAuthentication(
        store,
        guard,
        hasher,
        new Throttle(
            ThrottleConfig.DEFAULT, store.counts(), store.knownNetworks(), new SecureRandom()),
        keys,
        new SecureRandom(),
        Runnable::run);
  }

  @AfterEach
  void close() {
    hasher.close();
  }

  private static AccountEdit edit(Credentials credentials, ClientEdit client) {
    return new AccountEdit(
        Optional.of(Kind.CLIENT),
        Optional.empty(),
        Members.SAME,
        OptionalInt.empty(),
        Members.SAME,
        Members.SAME,
        Optional.empty(),
        credentials,
        client,
        false);
  }

  private static ClientEdit having(
      Optional<PublicKeys> keys, Optional<String> subject, Set<String> certificates) {
    return new ClientEdit(
        new Members(true, Set.of("client-credentials", "token-exchange"), Set.of()),
        new Members(true, Set.of("write", "read"), Set.of()),
        new Members(true, Set.of("urn:b", "urn:a"), Set.of()),
        keys,
        subject,
        new Members(true, certificates, Set.of()),
        Set.of(),
        Optional.empty());
  }

  private static ClientEdit plain() {
    return having(Optional.empty(), Optional.empty(), Set.of());
  }

  /** A client with a secret that we issue. */
  private Secret issued(String name) {
    return assertInstanceOf(
            Issued.class,
            registrar
                .clientSecrets()
                .add(name, OptionalLong.empty(), edit(new Credentials.Same(), plain())))
        .secret();
  }

  private long chosen(String name, String secret) {
    return added(name, new Credentials.Password(Secret.of(secret), false), plain());
  }

  private long added(String name, Credentials credentials, ClientEdit client) {
    Registration added =
        registrar.clientSecrets().add(name, OptionalLong.empty(), edit(credentials, client));
    hashed.clear();
    return assertInstanceOf(Done.class, added).account().id();
  }

  private long id(String name) {
    return store.find(Optional.empty(), name).orElseThrow().id();
  }

  private static Claim secret(String name, String text) {
    return secret(name, Secret.of(text));
  }

  private static Claim secret(String name, Secret secret) {
    return new Claim(name, new Credential.ClientSecret(secret));
  }

  private static Claim assertion(String name, String id, Duration life, Predicate<String> signed) {
    return new Claim(
        name, new Credential.Assertion(id, Optional.of(START), START.plus(life), signed));
  }

  private Clients.Result prove(Claim claim) {
    return clients.prove(claim, HERE, clock.instant());
  }

  private Client proved(Claim claim) {
    return assertInstanceOf(Client.class, prove(claim));
  }

  private Cause cause(Claim claim) {
    Failed failed = assertInstanceOf(Failed.class, prove(claim));
    assertEquals(Refusal.ACTOR, failed.refusal());
    return failed.cause();
  }

  private boolean peeks(Claim claim, Caller caller) {
    return clients.peek(claim, caller, clock.instant()).isPresent();
  }

  @Test
  void aSecretThatWeIssuedProvesAClientAtOnceAndIsNeverHashed() {
    Secret secret = issued("app");
    Client client = clients.peek(secret("app", secret), HERE, START).orElseThrow();
    assertEquals(new Principal(id("app"), "app", "client"), client.principal());
    assertEquals(Set.of(GrantType.CLIENT_CREDENTIALS, GrantType.TOKEN_EXCHANGE), client.grants());
    assertEquals(new TreeSet<>(Set.of("read", "write")), client.scopes());
    assertEquals(List.of("urn:a", "urn:b"), List.copyOf(client.audiences()));
    assertTrue(client.recheck().holds());
    assertTrue(proved(secret("app", secret)).recheck().holds());
    assertEquals(List.of(), hashed);
    assertTrue(store.find(id("app")).orElseThrow().toString().indexOf(secret.revealText()) < 0);
  }

  @Test
  void whatIsDoneFollowsFromTheOfferedSecretAndNotFromTheClient() {
    Secret theirs = issued("issued");
    chosen("chosen", "right");
    added("keys", new Credentials.Same(), having(keys(), Optional.empty(), Set.of()));
    for (String name : List.of("issued", "chosen", "keys", "nobody", "x".repeat(600))) {
      assertFalse(peeks(secret(name, "jcs_" + "A".repeat(43)), HERE));
      cause(secret(name, "jcs_" + "A".repeat(43)));
      assertEquals(List.of(), hashed, name);
      cause(secret(name, "wrong"));
      assertEquals(List.of("wrong"), hashed, name);
      hashed.clear();
    }
    assertEquals(Cause.UNKNOWN_ACCOUNT, cause(secret("nobody", theirs)));
    assertEquals(Cause.NO_SUCH_CREDENTIAL, cause(secret("chosen", theirs)));
    assertEquals(Cause.NO_SUCH_CREDENTIAL, cause(secret("issued", "right")));
    assertEquals(Cause.WRONG_CREDENTIAL, cause(secret("chosen", "left")));
  }

  private static Optional<PublicKeys> keys() {
    return Optional.of(new PublicKeys(JWKS));
  }

  @Test
  void aPersonIsNoClientThoughThePasswordIsRight() {
    registrar.add(
        "ana",
        OptionalLong.empty(),
        new AccountEdit(
            Optional.of(Kind.USER),
            Optional.empty(),
            Members.SAME,
            OptionalInt.empty(),
            Members.SAME,
            Members.SAME,
            Optional.empty(),
            new Credentials.Password(Secret.of("right"), false),
            false));
    assertEquals(Cause.UNKNOWN_ACCOUNT, cause(secret("ana", "right")));
  }

  @Test
  void aChosenSecretIsHashedOnceAndThenKnown() {
    chosen("app", "right");
    assertFalse(peeks(secret("app", "right"), HERE));
    proved(secret("app", "right"));
    assertEquals(List.of("right"), hashed);
    assertTrue(peeks(secret("app", "right"), HERE));
    assertFalse(peeks(secret("app", "wrong"), HERE));
    assertEquals(List.of("right"), hashed);
    clients = started();
    assertFalse(peeks(secret("app", "right"), HERE));
    proved(secret("app", "right"));
  }

  @Test
  void aChosenSecretIsKnownOnlyWhereItWasProved() {
    chosen("app", "right");
    proved(secret("app", "right"));
    assertFalse(peeks(secret("app", "right"), THERE));
  }

  @Test
  void aGuessEndsWhatIsKnownSoThatNobodyGuessesUncounted() {
    chosen("app", "right");
    proved(secret("app", "right"));
    cause(secret("app", "wrong"));
    assertFalse(peeks(secret("app", "right"), HERE));
    proved(secret("app", "right"));
    assertTrue(peeks(secret("app", "right"), HERE));
  }

  @Test
  void ofGuessesThatComeTogetherOneIsLookedAtInMemory() {
    chosen("app", "right");
    proved(secret("app", "right"));
    assertFalse(peeks(secret("app", "wrong"), HERE));
    assertFalse(peeks(secret("app", "right"), HERE));
  }

  @Test
  void whoHasToWaitForOtherNamesIsNotToldByWhatIsKnownEither() {
    chosen("app", "right");
    proved(secret("app", "right"));
    for (int i = 0; i < 100; i++) {
      cause(secret("other " + i, "wrong"));
    }
    Failed later = assertInstanceOf(Failed.class, prove(secret("app", "guess")));
    assertEquals(Refusal.THROTTLED, later.refusal());
    assertFalse(peeks(secret("app", "right"), HERE));
    assertEquals(
        Refusal.THROTTLED, assertInstanceOf(Failed.class, prove(secret("app", "right"))).refusal());
  }

  @Test
  void whatIsKnownEndsWithAnyChangeOfTheClient() {
    long id = chosen("app", "right");
    proved(secret("app", "right"));
    registrar.change(id, edit(new Credentials.Password(Secret.of("other"), false), plain()));
    assertFalse(peeks(secret("app", "right"), HERE));
    assertEquals(Cause.WRONG_CREDENTIAL, cause(secret("app", "right")));
    proved(secret("app", "other"));
    assertTrue(peeks(secret("app", "other"), HERE));
    registrar.change(id, AccountEdit.DISABLE);
    assertFalse(peeks(secret("app", "other"), HERE));
    assertEquals(Cause.DISABLED, cause(secret("app", "other")));
    registrar.change(id, AccountEdit.ENABLE);
    assertFalse(peeks(secret("app", "other"), HERE));
  }

  @Test
  void aDisabledOrRemovedClientIsRefusedAtOnce() {
    Secret secret = issued("app");
    registrar.change(id("app"), AccountEdit.DISABLE);
    assertFalse(peeks(secret("app", secret), HERE));
    assertEquals(Cause.DISABLED, cause(secret("app", secret)));
    registrar.remove(id("app"));
    assertEquals(Cause.UNKNOWN_ACCOUNT, cause(secret("app", secret)));
  }

  @Test
  void guessesAreCountedAndWhatCannotBeGuessedIsLetInAllTheSame() {
    Secret secret = issued("app");
    chosen("other", "right");
    for (int i = 0; i < 10; i++) {
      cause(secret("app", "jcs_" + Integer.toString(i).repeat(43)));
      cause(secret("other", "wrong " + i));
    }
    for (String name : List.of("app", "other")) {
      Failed later = assertInstanceOf(Failed.class, prove(secret(name, "jcs_" + "B".repeat(43))));
      assertEquals(Refusal.THROTTLED, later.refusal());
      assertTrue(later.retryAfter().isPositive());
      assertEquals(1, later.times());
      Failed again = assertInstanceOf(Failed.class, prove(secret(name, "jcs_" + "C".repeat(43))));
      assertEquals(2, again.times());
    }
    proved(secret("app", secret));
    assertTrue(peeks(secret("app", secret), HERE));
    assertEquals(
        Refusal.THROTTLED,
        assertInstanceOf(Failed.class, prove(secret("other", "right"))).refusal());
    assertInstanceOf(Client.class, clients.prove(secret("other", "right"), THERE, START));
  }

  @Test
  void theFormerSecretIsTakenUntilItEnds() {
    Secret first = issued("app");
    Secret second = rotated(Optional.of(Duration.ofHours(24)));
    proved(secret("app", first));
    proved(secret("app", second));
    clock.pass(Duration.ofHours(24).minusMillis(1));
    assertTrue(peeks(secret("app", first), HERE));
    clock.pass(Duration.ofMillis(1));
    assertFalse(peeks(secret("app", first), HERE));
    assertEquals(Cause.WRONG_CREDENTIAL, cause(secret("app", first)));
    assertTrue(peeks(secret("app", second), HERE));
  }

  @Test
  void twoSecretsHoldAtATime() {
    Secret first = issued("app");
    Secret second = rotated(Optional.of(Duration.ofHours(24)));
    Secret third = rotated(Optional.of(Duration.ofHours(1)));
    assertEquals(Cause.WRONG_CREDENTIAL, cause(secret("app", first)));
    proved(secret("app", second));
    proved(secret("app", third));
    Secret fourth = rotated(Optional.empty());
    assertEquals(Cause.WRONG_CREDENTIAL, cause(secret("app", third)));
    proved(secret("app", fourth));
  }

  private Secret rotated(Optional<Duration> keep) {
    return assertInstanceOf(Issued.class, registrar.clientSecrets().rotate(id("app"), keep))
        .secret();
  }

  @Test
  void aClientWithoutASecretIsProvedByNone() {
    long id = added("app", new Credentials.Same(), having(keys(), Optional.empty(), Set.of()));
    registrar.change(
        id, edit(new Credentials.Password(Secret.of("right"), false), ClientEdit.NONE));
    proved(secret("app", "right"));
    registrar.change(
        id,
        edit(
            new Credentials.Same(),
            new ClientEdit(
                Members.SAME,
                Members.SAME,
                Members.SAME,
                Optional.empty(),
                Optional.empty(),
                Members.SAME,
                Set.of(Removal.SECRET),
                Optional.empty())));
    assertEquals(Cause.NO_SUCH_CREDENTIAL, cause(secret("app", "right")));
  }

  @Test
  void anAssertionIsVerifiedByTheClientsKeysAndUsedOnce() {
    long id = added("app", new Credentials.Same(), having(keys(), Optional.empty(), Set.of()));
    Claim claim = assertion("app", "jti-1", Duration.ofMinutes(5), JWKS::equals);
    assertFalse(peeks(claim, HERE));
    Client client = proved(claim);
    assertTrue(client.recheck().holds());
    // SHA-256 of "jti-1", as sha256sum gives it
    byte[] octets =
        java.util.HexFormat.of()
            .parseHex("5964da055ae31cf8eb7230e190a504899c6f60f07f9f1cd3cade9fbf226e8c28");
    assertEquals(
        List.of(new Proof(id, octets, START.plus(Duration.ofMinutes(6)).plusSeconds(1))), burnt);
    assertEquals(Cause.REPLAYED, cause(claim));
    assertFalse(peeks(claim, HERE));
    proved(assertion("app", "jti-2", Duration.ofMinutes(5), JWKS::equals));
    clients = started();
    assertEquals(Cause.REPLAYED, cause(claim));
  }

  @Test
  void anAssertionOfAnotherKeyUsesNothingUp() {
    added("app", new Credentials.Same(), having(keys(), Optional.empty(), Set.of()));
    assertEquals(
        Cause.WRONG_CREDENTIAL, cause(assertion("app", "1", Duration.ofMinutes(5), _ -> false)));
    assertEquals(List.of(), burnt);
    proved(assertion("app", "1", Duration.ofMinutes(5), JWKS::equals));
  }

  @Test
  void anAssertionIsVerifiedWhetherThereIsSuchAClientOrNot() {
    issued("app");
    var asked = new AtomicInteger();
    for (String name : List.of("app", "nobody")) {
      Cause cause =
          cause(
              assertion(
                  name,
                  "1",
                  Duration.ofMinutes(5),
                  jwks -> {
                    asked.incrementAndGet();
                    return jwks.contains("P-256");
                  }));
      assertEquals(name.equals("app") ? Cause.NO_SUCH_CREDENTIAL : Cause.UNKNOWN_ACCOUNT, cause);
    }
    assertEquals(2, asked.get());
    assertEquals(List.of(), burnt);
  }

  @Test
  void anAssertionHoldsWithinItsTimeAndThatIsAnHourAtMost() {
    added("app", new Credentials.Same(), having(keys(), Optional.empty(), Set.of()));
    proved(assertion("app", "1", Duration.ofSeconds(-59), JWKS::equals));
    assertEquals(Cause.STALE, cause(assertion("app", "2", Duration.ofMinutes(-1), JWKS::equals)));
    proved(assertion("app", "3", Duration.ofMinutes(61), JWKS::equals));
    assertEquals(
        Cause.STALE,
        cause(assertion("app", "4", Duration.ofMinutes(61).plusMillis(1), JWKS::equals)));
    clock.pass(Duration.ofSeconds(-61));
    assertEquals(Cause.STALE, cause(assertion("app", "5", Duration.ofMinutes(5), JWKS::equals)));
  }

  @Test
  void aCertificateProvesByItsSubjectOrItsFingerprint() {
    added(
        "app",
        new Credentials.Same(),
        having(Optional.empty(), Optional.of("CN=app,O=Example"), Set.of()));
    added(
        "pinned",
        new Credentials.Same(),
        having(Optional.empty(), Optional.empty(), Set.of(SHA256)));
    issued("other");
    Claim bySubject = new Claim("app", new Credential.Certificate("cn=App, o=example", "B"));
    proved(bySubject);
    assertTrue(peeks(bySubject, HERE));
    assertEquals(
        Cause.WRONG_CREDENTIAL,
        cause(new Claim("app", new Credential.Certificate("CN=app,O=Other", SHA256))));
    Claim byFingerprint = new Claim("pinned", new Credential.Certificate("CN=any", SHA256));
    proved(byFingerprint);
    assertTrue(peeks(byFingerprint, HERE));
    assertEquals(
        Cause.WRONG_CREDENTIAL,
        cause(new Claim("pinned", new Credential.Certificate("CN=app,O=Example", "B"))));
    assertEquals(
        Cause.NO_SUCH_CREDENTIAL,
        cause(new Claim("other", new Credential.Certificate("CN=app,O=Example", SHA256))));
  }

  @Test
  void whatProvesOtherAccountsProvesNoClient() {
    chosen("app", "right");
    assertEquals(
        Cause.NO_SUCH_CREDENTIAL,
        cause(new Claim("app", new Credential.Password(Secret.of("right"), Optional.empty()))));
    assertEquals(
        Cause.NO_SUCH_CREDENTIAL, cause(new Claim("app", new Credential.ApiKey(Secret.of("x")))));
  }

  @Test
  void whoeverWasProvedWhileTheClientChangedMustNotWin() {
    long id = chosen("app", "right");
    whileHashing = () -> registrar.change(id, AccountEdit.DISABLE);
    Client client = proved(secret("app", "right"));
    assertFalse(client.recheck().holds());
    assertFalse(peeks(secret("app", "right"), HERE));
  }

  @Test
  void aRecheckHoldsIfTheSameSecretIsKeptAnew() {
    long id = chosen("app", "right");
    Client client = proved(secret("app", "right"));
    Account before = store.find(id).orElseThrow();
    store.replace(
        before.rehashed(before.password().orElseThrow()),
        AuditEvent.of(START, AuditEvent.Kind.PASSWORD_REHASHED));
    assertTrue(client.recheck().holds());
    registrar.change(
        id, edit(new Credentials.Password(Secret.of("other"), false), ClientEdit.NONE));
    assertFalse(client.recheck().holds());
  }

  @Test
  void aRecheckFailsIfTheClientMayDoLessOrItsSecretEnded() {
    Secret secret = issued("app");
    Client client = proved(secret("app", secret));
    rotated(Optional.of(Duration.ofHours(1)));
    assertTrue(client.recheck().holds());
    rotated(Optional.empty());
    assertFalse(client.recheck().holds());
    Secret next = rotated(Optional.empty());
    Client again = proved(secret("app", next));
    registrar.change(
        id("app"),
        edit(
            new Credentials.Same(),
            new ClientEdit(
                Members.SAME,
                new Members(false, Set.of(), Set.of("write")),
                Members.SAME,
                Optional.empty(),
                Optional.empty(),
                Members.SAME,
                Set.of(),
                Optional.empty())));
    assertFalse(again.recheck().holds());
  }

  @Test
  void aSecretUnderAFormerKeyIsRenewedAtItsNextUseAndThenTheKeyGoes() throws Exception {
    Secret secret = issued("app");
    var upkeep =
        new KeyUpkeep(
            custody, store, store, store, Duration.ofDays(1), Duration.ofMinutes(5), clock);
    custody.rotate(KeyKind.API_KEY);
    clock.pass(Duration.ofHours(1));
    upkeep.pass(() -> {});
    assertEquals(KeyState.FORMER, apiKey(1));
    assertFalse(peeks(secret("app", secret), HERE)); // so that it is renewed
    proved(secret("app", secret));
    assertEquals(
        2,
        store
            .find(id("app"))
            .flatMap(Account::client)
            .orElseThrow()
            .secrets()
            .getFirst()
            .kept()
            .ringKey());
    assertTrue(peeks(secret("app", secret), HERE));
    upkeep.pass(() -> {});
    assertEquals(KeyState.DESTROYED, apiKey(1));
    proved(secret("app", secret));
  }

  @Test
  void aFormerSecretThatNobodyUsesDoesNotHoldUpTheOtherOne() throws Exception {
    issued("app");
    Secret second = rotated(Optional.of(Duration.ofHours(24)));
    custody.rotate(KeyKind.API_KEY);
    assertFalse(peeks(secret("app", second), HERE));
    proved(secret("app", second));
    assertTrue(peeks(secret("app", second), HERE));
  }

  @Test
  void aFormerSecretThatEndedNeedsNoKey() throws Exception {
    issued("app");
    var upkeep =
        new KeyUpkeep(
            custody, store, store, store, Duration.ofDays(1), Duration.ofMinutes(5), clock);
    custody.rotate(KeyKind.API_KEY);
    rotated(Optional.of(Duration.ofHours(2)));
    clock.pass(Duration.ofHours(1));
    upkeep.pass(() -> {});
    assertEquals(KeyState.FORMER, apiKey(1));
    clock.pass(Duration.ofHours(1));
    upkeep.pass(() -> {});
    assertEquals(KeyState.DESTROYED, apiKey(1));
  }

  private KeyState apiKey(int id) {
    return custody.ring().facts().stream()
        .filter(key -> key.kind() == KeyKind.API_KEY && key.id() == id)
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void ofAnyNumberAtOnceOneUsesAnAssertion() throws Exception {
    added("app", new Credentials.Same(), having(keys(), Optional.empty(), Set.of()));
    Claim claim = assertion("app", "1", Duration.ofMinutes(5), JWKS::equals);
    Callable<Clients.Result> proof = () -> clients.prove(claim, THERE, START);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long won = 0;
      for (Future<Clients.Result> each :
          threads.invokeAll(Stream.generate(() -> proof).limit(5).toList())) {
        won += each.get() instanceof Client ? 1 : 0;
      }
      assertEquals(1, won);
    }
  }

  @Test
  void whoMayActIsReadAnew() {
    issued("app");
    var app = new Principal(id("app"), "app");
    var ana = new Principal(99, "ana");
    assertFalse(clients.mayAct(app, new Principal(98, "app"))); // of the same name, in a form
    assertTrue(clients.mayAct(app, app));
    assertFalse(clients.mayAct(app, ana));
    registrar.change(
        app.id(),
        new AccountEdit(
            Optional.empty(),
            Optional.empty(),
            Members.SAME,
            OptionalInt.empty(),
            new Members(false, Set.of("ana"), Set.of()),
            Members.SAME,
            Optional.empty(),
            new Credentials.Same(),
            false));
    assertTrue(clients.mayAct(app, ana));
    registrar.change(app.id(), AccountEdit.DISABLE);
    assertFalse(clients.mayAct(app, ana));
    assertEquals(
        ClientProfile.NONE.secrets().size() + 1,
        store.find(app.id()).flatMap(Account::client).orElseThrow().secrets().size());
  }
}
