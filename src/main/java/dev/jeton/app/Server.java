package dev.jeton.app;

import dev.jeton.account.AccountImport;
import dev.jeton.account.Authentication;
import dev.jeton.account.ClientAuthentication;
import dev.jeton.account.Directory;
import dev.jeton.account.DirectoryLogins;
import dev.jeton.account.KeyUpkeep;
import dev.jeton.account.NewPasswords;
import dev.jeton.account.PasswordHasher;
import dev.jeton.account.Registrar;
import dev.jeton.account.Throttle;
import dev.jeton.account.TokenGuesses;
import dev.jeton.account.Waits;
import dev.jeton.account.hash.Argon2;
import dev.jeton.account.policy.PasswordPolicy;
import dev.jeton.admin.AdminApi;
import dev.jeton.admin.KeyResources;
import dev.jeton.audit.AuditTrail;
import dev.jeton.config.Settings;
import dev.jeton.directory.LdapDirectory;
import dev.jeton.forward.Rules;
import dev.jeton.http.CertificateWatch;
import dev.jeton.http.Listeners;
import dev.jeton.journal.Journal;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.SigningUpkeep;
import dev.jeton.session.SessionOversight;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.SessionService;
import dev.jeton.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A running server: the only place where its parts are made, put together and closed again, the
 * last one first.
 */
public final class Server implements AutoCloseable {
  /** How often the files of certificates are looked at. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final Registrar registrar;
  private final Running running;
  private final Path data;

  /**
   * Brings up, on threads of their own, libraries that need no settings, while these are still
   * read. A start does it by itself too, only later.
   */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("prepare-http").start(Listeners::prepare);
    Thread.ofPlatform().daemon().name("prepare-keys").start(KeyCustody::prepare);
  }

  /**
   * Starts a server; it serves when this returns, and has said so in {@code server.json}.
   *
   * @throws IOException if it can't start; its message says why in plain words
   */
  public static Server start(Settings settings) throws IOException {
    return new Server(settings, new SecureRandom(), InstantSource.system());
  }

  /** The same at another time, and by another chance. */
  Server(Settings settings, SecureRandom random, InstantSource clock) throws IOException {
    try {
      data = folder(settings.data());
      Log log = opened(Log.install(settings.log(), System.out));
      Aside<Argon2> argon2 = opened(Aside.begin("prepare-argon2", Argon2::fastest));
      // The store first: it locks the folder, and nothing else in it is touched before.
      EmbeddedStore store =
          opened(EmbeddedStore.open(data.resolve("store"), settings.store(), log::audit));
      Aside<ServedCertificates> shown =
          opened(
              Aside.begin(
                  "certificates",
                  () ->
                      ServedCertificates.of(
                          settings, data.resolve("tls"), store.audit(), random, clock)));
      boolean used = store.accounts().find(Authentication.DECOY).isPresent();
      KeyCustody custody = KeyCustody.open(data, settings.keys(), used, random, clock);
      KeyRing keys = custody.ring();
      opened(
          Journal.open(
              data.resolve("audit"),
              settings.audit(),
              store.outbox(),
              new AuditSigner(keys),
              clock));
      PasswordPolicy policy = PasswordPolicy.of(settings.policy());
      PasswordHasher hasher =
          opened(new PasswordHasher(settings.password(), random, System::nanoTime, argon2.made()));
      var address = new CompletableFuture<String>();
      var surfaces = new ServedSurfaces(settings, issuer(settings, address), keys, random, clock);
      Map<String, SessionPolicy> policies = surfaces.policies();
      var oversight = new SessionOversight(policies, store.sessions(), keys, clock);
      Optional<Directory> directory = directory(settings, policies.keySet());
      registrar =
          new Registrar(
              store.accounts(),
              new NewPasswords(policy, hasher),
              keys,
              oversight,
              settings.sessions().endOnPasswordChange(),
              policies.keySet(),
              directory.stream().map(Directory::name).collect(Collectors.toSet()),
              random,
              clock);
      var throttle =
          new Throttle(settings.throttle(), store.counts(), store.knownNetworks(), random);
      var authentication =
          new Authentication(
              store.accounts(),
              store.replayGuard(),
              hasher,
              directory
                  .map(d -> DirectoryLogins.by(d, registrar, store.accounts()))
                  .orElseGet(DirectoryLogins::none),
              throttle,
              keys,
              random,
              clock.instant());
      var guesses = new TokenGuesses(settings.throttle(), store.counts());
      var sessions =
          new SessionService(
              policies,
              settings.sessions(),
              new ClientAuthentication(
                  store.accounts(), store.replayGuard(), hasher, throttle, keys, random),
              settings.oauth().grants(),
              store.sessions(),
              store.replayGuard(),
              authentication,
              guesses,
              store.audit(),
              keys,
              random,
              clock);
      Sweeper sweeper =
          opened(
              new Sweeper(
                  store.sessions(),
                  List.of(store.counts(), store.knownNetworks()),
                  settings.throttle().remembered(),
                  clock));
      if (Boolean.getBoolean("jeton.heap-upkeep")) {
        opened(HeapUpkeep.ofThisMachine());
      }
      var files = new ServerFiles(data);
      ServedCertificates certificates = shown.made();
      var admin =
          new AdminApi(
              secret -> keys.isAdminSecret(secret, clock.instant(), settings.keys().adminGrace()),
              registrar,
              store.accounts(),
              new AccountImport(store.accounts(), registrar, hasher),
              oversight,
              certificates,
              directory,
              new Waits(settings.throttle(), store.counts(), guesses, store.audit(), clock),
              keyResources(settings, store, custody, clock),
              new Rules(settings.forward().rules()),
              store.audit(),
              clock);
      var served =
          new ServedListeners(
              settings, surfaces, sessions, () -> ready.get() && sweeper.isServed());
      Listeners listeners = opened(served.start(certificates, admin::handle, store.audit(), clock));
      certificates.shownBy(listeners);
      opened(new CertificateWatch(certificates.kept(), LOOK));
      running = served.running(listeners);
      address.complete(running.https());
      ready.set(true);
      AuditTrail trail = store.audit();
      trail.record(running.started(settings.inEffect(), clock.instant()));
      opened(() -> trail.record(running.stopped(clock.instant())));
      opened(files::withdraw);
      files.announce(running);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What it says of itself. */
  public Running running() {
    return running;
  }

  /** The one line that says that it is ready. */
  public String readyLine() {
    return running.readyLine(data);
  }

  /** Lets requests in flight finish, and closes all parts. */
  @Override
  public void close() {
    ready.set(false);
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.getLogger(Server.class.getName())
            .log(System.Logger.Level.WARNING, "while stopping", e);
      }
    }
  }

  Registrar registrar() {
    return registrar;
  }

  /**
   * Who tokens say they are from.
   *
   * @param address of the TLS listener, once it listens
   */
  private static Supplier<String> issuer(Settings settings, CompletableFuture<String> address) {
    return () -> settings.jwt().issuer().or(settings.server()::publicUrl).orElseGet(address::join);
  }

  private KeyResources keyResources(
      Settings settings, EmbeddedStore store, KeyCustody custody, InstantSource clock) {
    var upkeep =
        new KeyUpkeep(
            custody,
            store.accounts(),
            store.sessions(),
            store.audit(),
            settings.store().remember(),
            settings.keys().adminGrace(),
            clock);
    var signing = new SigningUpkeep(custody, settings.keys().signingRotation(), clock);
    KeyKeeper keeper = opened(new KeyKeeper(upkeep, signing, store.audit(), clock));
    return new KeyResources(custody, upkeep, keeper::call, store.audit(), clock);
  }

  private Optional<Directory> directory(Settings settings, Set<String> dialects)
      throws IOException {
    return settings.directory().isPresent()
        ? Optional.of(
            opened(new LdapDirectory(settings.directory().get(), dialects, System::nanoTime)))
        : Optional.empty();
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** Nobody else may look into a folder that we make. */
  private static Path folder(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      Files.createDirectories(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return data;
  }
}
