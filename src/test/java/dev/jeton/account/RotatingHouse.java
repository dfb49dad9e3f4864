package dev.jeton.account;

import dev.jeton.MovableClock;
import dev.jeton.SeededRandom;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyFacts;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.KeyState;
import dev.jeton.keys.KeysConfig;
import dev.jeton.secret.Secret;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.DigestFormula;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.Outcome;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.SessionService;
import dev.jeton.session.SessionsConfig;
import dev.jeton.session.TokenShape;
import dev.jeton.store.memory.ModelStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The core over a ring on disk, which can be started anew with what it kept. */
final class RotatingHouse implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final Duration LIFETIME = Duration.ofHours(8);
  static final Duration REMEMBER = Duration.ofHours(1);
  static final Duration GRACE = Duration.ofMinutes(5);

  private static final Caller CALLER = new Caller("192.0.2.1", Map.of());
  private static final SessionPolicy POLICY =
      new SessionPolicy(
          "d",
          TokenShape.hex(32),
          Lifetime.idle(Duration.ofHours(2), LIFETIME),
          Freshness.DEFAULT,
          0,
          OptionalInt.empty(),
          false);

  final ModelStore store = new ModelStore(REMEMBER);
  final MovableClock clock = new MovableClock(START);
  private final Path folder;
  private final SecureRandom random;
  private final PasswordHasher hasher =
      new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom(), System::nanoTime);
  KeyCustody custody;
  KeyUpkeep upkeep;
  private SessionService service;
  private long nonce;

  RotatingHouse(Path folder, long seed) throws IOException {
    this.folder = folder;
    this.random = new SeededRandom(seed);
    start();
  }

  /** All that a restart forgets is made anew. */
  void start() throws IOException {
    boolean used = store.find(Authentication.DECOY).isPresent();
    custody = KeyCustody.open(folder, KeysConfig.DEFAULT, used, random, clock);
    upkeep = new KeyUpkeep(custody, store, store, store, REMEMBER, GRACE, clock);
    service =
        new SessionService(
            Map.of("d", POLICY),
            SessionsConfig.DEFAULT,
            store,
            store,
            new Authentication(
                store,
                store,
                hasher,
                DirectoryLogins.none(),
                new Throttle(ThrottleConfig.DEFAULT, store.counts(), store.knownNetworks(), random),
                keys(),
                random,
                clock.instant()),
            new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
            store,
            keys(),
            random,
            clock);
  }

  KeyRing keys() {
    return custody.ring();
  }

  void person(long id) {
    add(
        id,
        Kind.USER,
        Optional.of(SealedSecret.of(new DigestSecret.Clear(secret(id)), id, keys())),
        List.of());
  }

  void machine(long id) {
    add(
        id,
        Kind.MACHINE,
        Optional.empty(),
        List.of(ApiKey.of(name(id), secret(id), keys(), clock.instant())));
  }

  private void add(long id, Kind kind, Optional<SealedSecret> secret, List<ApiKey> pairs) {
    var account =
        new Account(
            id,
            1,
            name(id),
            Optional.empty(),
            kind,
            true,
            Set.of("d"),
            OptionalInt.empty(),
            Permission.NOBODY,
            Permission.NOBODY,
            Optional.empty(),
            secret,
            Optional.empty(),
            pairs);
    var event = AuditEvent.of(clock.instant(), AuditEvent.Kind.ACCOUNT_ADDED);
    if (store.add(account, event) != AccountStore.Change.DONE) {
      throw new AssertionError("not added: " + id);
    }
  }

  /** Logs an account in by what it has, and gives its token. */
  Secret login(long id) {
    boolean machine = store.find(id).orElseThrow().kind() == Kind.MACHINE;
    Credential credential = machine ? new Credential.ApiKey(secret(id)) : digest(id);
    Outcome outcome = service.serve(Command.Login.of("d", new Claim(name(id), credential), CALLER));
    if (!(outcome instanceof Outcome.Granted granted)) {
      throw new AssertionError(name(id) + " was refused at " + clock.instant() + ": " + outcome);
    }
    return granted.token();
  }

  boolean isLive(Secret token, boolean touch) {
    var check = new Command.Check("d", token, touch, CALLER);
    Outcome outcome = service.now(check).orElseGet(() -> service.serve(check));
    return outcome instanceof Outcome.Alive;
  }

  Optional<Outcome> now(Secret token) {
    return service.now(new Command.Check("d", token, false, CALLER));
  }

  Outcome end(Secret token) {
    return service.serve(new Command.End("d", token, Optional.empty(), CALLER));
  }

  Outcome check(Secret token) {
    return service.serve(new Command.Check("d", token, false, CALLER));
  }

  /** Passes until nothing more is to be done at once. */
  void keepUp() throws IOException {
    try {
      while (upkeep.pass(() -> {})) {
        // there was something to seal
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  KeyState state(KeyKind kind, int id) {
    return keys().facts().stream()
        .filter(f -> f.kind() == kind && f.id() == id)
        .map(KeyFacts::state)
        .findFirst()
        .orElseThrow();
  }

  static String name(long id) {
    return "account-" + id;
  }

  private static Secret secret(long id) {
    return Secret.of("secret of " + id);
  }

  private Credential digest(long id) {
    long once = nonce++;
    DigestFormula formula = secret -> List.of(digest(secret.value(), once));
    return new Credential.Digest(digest(secret(id), once), clock.instant(), formula);
  }

  private static byte[] digest(Secret secret, long nonce) {
    return (secret.revealText() + " " + nonce).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    hasher.close();
  }
}
