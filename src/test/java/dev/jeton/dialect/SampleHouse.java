package dev.jeton.dialect;

import dev.jeton.MovableClock;
import dev.jeton.account.Account;
import dev.jeton.account.AccountStore;
import dev.jeton.account.Authentication;
import dev.jeton.account.ClientAuthentication;
import dev.jeton.account.DirectoryLogins;
import dev.jeton.account.PasswordConfig;
import dev.jeton.account.PasswordHasher;
import dev.jeton.account.QuickHashing;
import dev.jeton.account.Throttle;
import dev.jeton.account.ThrottleConfig;
import dev.jeton.account.TokenGuesses;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.Rings;
import dev.jeton.keys.SigningAlgorithm;
import dev.jeton.session.Authenticator;
import dev.jeton.session.Caller;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.GrantPolicy;
import dev.jeton.session.Refusal;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.SessionService;
import dev.jeton.session.SessionsConfig;
import dev.jeton.store.memory.ModelStore;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The real core around one dialect, with a clock that stands still, the same chance in every run, a
 * store in memory and the sample accounts. It does what a conversation's directives say.
 */
public final class SampleHouse {
  private static final Instant START = Instant.parse("2026-11-22T05:00:00Z");

  /** Made once: hashing the passwords takes longer than all conversations. */
  private static final PasswordHasher HASHER =
      new PasswordHasher(PasswordConfig.DEFAULT, new ScriptedRandom("salts"), System::nanoTime);

  /** The clients that may take passwords are to be seen taking them. */
  private static final GrantPolicy GRANTS =
      new GrantPolicy(GrantPolicy.DEFAULT.refresh(), GrantPolicy.DEFAULT.grace(), true);

  private static final KeyRing KEYS = keys();
  private static final SampleAccounts ACCOUNTS = SampleAccounts.read(KEYS, HASHER);

  private static final PasswordHasher QUICK_HASHER =
      QuickHashing.hasher(new ScriptedRandom("salts"));
  private static final SampleAccounts QUICK_ACCOUNTS = SampleAccounts.read(KEYS, QUICK_HASHER);

  private final MovableClock clock = new MovableClock(START);
  private final ScriptedRandom random = new ScriptedRandom("tokens");
  private final ModelStore store = new ModelStore();
  private final BusyOrNot authenticator;
  private final List<Dialect> dialects;
  private final SessionService service;
  private boolean secure = true;
  private String address = "192.0.2.1";

  /**
   * Builds it.
   *
   * @param dialects made around the house's clock; the first is the one that it is for
   * @param sessions what holds for those of all accounts
   */
  public SampleHouse(Function<InstantSource, List<Dialect>> dialects, SessionsConfig sessions) {
    this(dialects, sessions, HASHER, ACCOUNTS);
  }

  private SampleHouse(
      Function<InstantSource, List<Dialect>> dialects,
      SessionsConfig sessions,
      PasswordHasher hasher,
      SampleAccounts accounts) {
    AuditEvent moved = AuditEvent.of(START, AuditEvent.Kind.ACCOUNT_ADDED);
    for (Account account : accounts.accounts()) {
      if (store.add(account, moved) != AccountStore.Change.DONE) {
        throw new IllegalStateException("two sample accounts want the same: " + account.name());
      }
    }
    var throttle =
        new Throttle(
            ThrottleConfig.DEFAULT,
            store.counts(),
            store.knownNetworks(),
            new ScriptedRandom("repeats"));
    this.authenticator =
        new BusyOrNot(
            new Authentication(
                store,
                store,
                hasher,
                DirectoryLogins.none(),
                throttle,
                KEYS,
                new ScriptedRandom("decoys"),
                START));
    this.dialects = dialects.apply(clock);
    this.service =
        new SessionService(
            this.dialects.stream()
                .map(Dialect::policy)
                .collect(Collectors.toMap(SessionPolicy::dialect, Function.identity())),
            sessions,
            new ClientAuthentication(
                store, store, hasher, throttle, KEYS, new ScriptedRandom("clients")),
            GRANTS,
            store,
            store,
            authenticator,
            new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
            store,
            KEYS,
            random,
            clock);
  }

  /** One whose passwords' hashes cost nothing. */
  static SampleHouse quick(Function<InstantSource, Dialect> dialect) {
    return new SampleHouse(
        clock -> List.of(dialect.apply(clock)),
        SessionsConfig.DEFAULT,
        QUICK_HASHER,
        QUICK_ACCOUNTS);
  }

  /** The one that it is for. */
  public Dialect dialect() {
    return dialects.getFirst();
  }

  /** All that it serves. */
  Surfaces surfaces() {
    return Surfaces.of(dialects);
  }

  /** The keys of every house. */
  public static KeyRing keyRing() {
    return KEYS;
  }

  /** For a listener around it. */
  public SessionService service() {
    return service;
  }

  /** Where the next request comes in. */
  public Request.Origin origin() {
    String base = secure ? "https://localhost:8443" : "http://localhost:8052";
    return new Request.Origin(secure, base, address);
  }

  /** What its clock says. */
  public Instant now() {
    return clock.instant();
  }

  /** What has happened in it. */
  public List<AuditEvent> events() {
    return store.events();
  }

  /** The sample accounts' passwords and keys. */
  public static List<String> secrets() {
    return ACCOUNTS.secrets();
  }

  /** The sample accounts' names, each with its password or the secret half of its pair. */
  static Map<String, String> passwords() {
    return ACCOUNTS.passwords();
  }

  public void obey(Directive directive) {
    switch (directive) {
      case Directive.Pass pass -> clock.pass(pass.duration());
      case Directive.At(Instant instant) -> clock.set(instant);
      case Directive.Store(boolean down) -> store.down(down);
      case Directive.Hashes(boolean busy) -> authenticator.busy = busy;
      case Directive.Random random -> this.random.next(random.octets());
      case Directive.Over(boolean tls) -> secure = tls;
      case Directive.From(String from) -> address = from;
      case Directive.Repeat _, Directive.Sessions _, Directive.With _ -> {
        // Whoever plays the conversation sees to these.
      }
    }
  }

  /** Answers as a listener does: what needs no waiting first, and HEAD without a body. */
  public Reply answer(Request request) {
    Exchange exchange = surfaces().at(request.path()).orElseThrow().read(request);
    Command command = exchange.command();
    Reply reply =
        exchange.answer().apply(service.now(command).orElseGet(() -> service.serve(command)));
    return request.method().equals("HEAD")
        ? new Reply(reply.status(), reply.headers(), new byte[0])
        : reply;
  }

  /** They sign by EdDSA, which signs the same in the same way. */
  private static KeyRing keys() {
    try {
      Path folder = Files.createTempDirectory("jeton-wire");
      KeyRing keys = Rings.in(folder, new ScriptedRandom("keys"), SigningAlgorithm.EDDSA);
      for (String name : List.of("keyring", "root-key", "admin.token")) {
        Files.delete(folder.resolve(name));
      }
      Files.delete(folder);
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses logins as overloaded when it is told to. */
  private static final class BusyOrNot implements Authenticator {
    private final Authenticator real;
    private volatile boolean busy;

    BusyOrNot(Authenticator real) {
      this.real = real;
    }

    @Override
    public Result prove(Command.Login login, SessionPolicy policy, Instant now) {
      return busy ? overloaded() : real.prove(login, policy, now);
    }

    @Override
    public Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now) {
      return busy ? overloaded() : real.prove(claim, caller, policy, now);
    }

    private static Result overloaded() {
      return new Failed(Refusal.OVERLOADED, Cause.OVERLOADED, Duration.ofSeconds(2));
    }
  }
}
