package dev.jeton.admin;

import dev.jeton.account.AccountImport;
import dev.jeton.account.Authentication;
import dev.jeton.account.Directory;
import dev.jeton.account.DirectoryLogins;
import dev.jeton.account.KeyUpkeep;
import dev.jeton.account.NewPasswords;
import dev.jeton.account.PasswordConfig;
import dev.jeton.account.PasswordHasher;
import dev.jeton.account.Registrar;
import dev.jeton.account.Throttle;
import dev.jeton.account.ThrottleConfig;
import dev.jeton.account.TokenGuesses;
import dev.jeton.account.Waits;
import dev.jeton.account.policy.Judgement;
import dev.jeton.account.policy.PasswordPolicy;
import dev.jeton.audit.AuditEvent;
import dev.jeton.forward.Rules;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.KeysConfig;
import dev.jeton.secret.Secret;
import dev.jeton.session.Authenticator;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionOversight;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.SessionsConfig.EndOnPasswordChange;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.TokenShape;
import dev.jeton.session.Trace;
import dev.jeton.store.memory.ModelStore;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
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

/** The admin API over a model store and a clock that stands until it is moved. */
final class AdminFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final String SECRET = "the-admin-secret";

  final ModelStore store = new ModelStore();
  private final SecureRandom random = new SecureRandom();
  private final PasswordHasher hasher;
  private final KeyRing keys;
  final ShownCertificates certificates = new ShownCertificates();
  private final AdminApi api;
  final KeyUpkeep upkeep;
  int rotations;
  PasswordPolicy policy = (_, _) -> new Judgement.Good();
  Instant now = START;

  AdminFixture(Path folder) throws IOException {
    this(folder, new PasswordHasher(PasswordConfig.DEFAULT, new SecureRandom(), System::nanoTime));
  }

  AdminFixture(Path folder, PasswordHasher hasher) throws IOException {
    this(folder, hasher, Optional.empty());
  }

  AdminFixture(Path folder, PasswordHasher hasher, Optional<Directory> directory)
      throws IOException {
    this.hasher = hasher;
    KeyCustody custody = KeyCustody.open(folder, KeysConfig.DEFAULT, false, random, () -> now);
    keys = custody.ring();
    var policies =
        Map.of(
            "nout", policy("nout", Lifetime.idle(Duration.ofMinutes(20), Duration.ofHours(12))),
            "wipsos", policy("wipsos", Lifetime.fixed(Duration.ofHours(24))));
    var sessions = new SessionOversight(policies, store, keys, () -> now);
    upkeep =
        new KeyUpkeep(
            custody,
            store,
            store,
            store,
            Duration.ofDays(1),
            KeysConfig.DEFAULT.adminGrace(),
            () -> now);
    var registrar =
        new Registrar(
            store,
            new NewPasswords((name, password) -> policy.judge(name, password), hasher),
            keys,
            sessions,
            EndOnPasswordChange.OTHERS,
            Set.of("nout", "wipsos"),
            Set.of("corp"),
            random,
            () -> now);
    api =
        new AdminApi(
            Secret.of(SECRET)::equals,
            registrar,
            store,
            new AccountImport(store, registrar, hasher),
            sessions,
            certificates,
            directory,
            new Waits(
                ThrottleConfig.DEFAULT,
                store.counts(),
                new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
                store,
                () -> now),
            new KeyResources(custody, upkeep, () -> rotations++, store, () -> now),
            Rules.of("deny path=/admin/**", "allow host=app.example.org dialect=wipsos"),
            store,
            () -> now);
  }

  /** An answer: its status and its document. */
  record Answer(int status, Map<?, ?> document, Reply reply) {
    Object at(String... path) {
      Object value = document;
      for (String name : path) {
        value = Optional.<Object>ofNullable(((Map<?, ?>) value).get(name)).orElse("(absent)");
      }
      return value;
    }
  }

  /** The answer as it is. */
  Reply handle(Request request) {
    return api.handle(request);
  }

  Answer call(String method, String target) {
    return call(method, target, "");
  }

  Answer call(String method, String target, String body) {
    return call(method, target, body, Headers.of("Authorization", "Bearer " + SECRET));
  }

  Answer call(String method, String target, String body, Headers headers) {
    Reply reply =
        api.handle(
            new Request(
                method,
                target,
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                new Request.Origin(true, "https://localhost:1", "127.0.0.1")));
    Object document =
        switch (Json.read(reply.body())) {
          case Json.Value(Object value) -> value;
          case Json.Malformed(String why) -> throw new AssertionError(why);
        };
    return new Answer(reply.status(), (Map<?, ?>) document, reply);
  }

  /** Adds an account and gives its id. */
  long add(String body) {
    Answer added = call("POST", "/v1/accounts", body);
    if (added.status() != 201) {
      throw new AssertionError(added.document().toString());
    }
    return (Long) added.at("account", "id");
  }

  /** Opens a live session past all proofs. */
  Session open(String token, String dialect, long actor, long subject, Optional<String> client) {
    TokenDigest digest = digest(token);
    var session =
        new Session(
            digest.sessionId(),
            dialect,
            new Principal(actor, "actor"),
            new Principal(subject, "subject"),
            Optional.empty(),
            Optional.empty(),
            12,
            client,
            now,
            dialect.equals("nout")
                ? Optional.of(now.plus(Duration.ofMinutes(22)))
                : Optional.empty(),
            now.plus(Duration.ofHours(12)));
    var event = AuditEvent.of(now, AuditEvent.Kind.LOGIN_GRANTED);
    if (!store.create(digest, session, new Trace(List.of(), event))) {
      throw new AssertionError("a second session for one token");
    }
    return session;
  }

  boolean isLive(String token) {
    return store.find(digest(token), now) instanceof dev.jeton.session.Verdict.Live;
  }

  /** Whether this credential proves an account of no form, in nout. */
  boolean proves(String name, Credential credential) {
    var authentication =
        new Authentication(
            store,
            store,
            hasher,
            DirectoryLogins.none(),
            new Throttle(ThrottleConfig.DEFAULT, store.counts(), store.knownNetworks(), random),
            keys,
            random,
            now);
    return authentication.prove(
            new Claim(name, credential),
            new Caller("127.0.0.1", Map.of()),
            policy("nout", Lifetime.fixed(Duration.ofHours(1))),
            now)
        instanceof Authenticator.Proved;
  }

  boolean provesPassword(String name, String password) {
    return proves(name, new Credential.Password(Secret.of(password), Optional.empty()));
  }

  List<AuditEvent> events(AuditEvent.Kind kind) {
    return store.events().stream().filter(event -> event.kind() == kind).toList();
  }

  @Override
  public void close() {
    hasher.close();
  }

  private TokenDigest digest(String token) {
    return TokenDigest.of(keys, Secret.of(token));
  }

  private static SessionPolicy policy(String dialect, Lifetime lifetime) {
    return new SessionPolicy(
        dialect, TokenShape.hex(32), lifetime, Freshness.DEFAULT, 0, OptionalInt.empty(), false);
  }
}
