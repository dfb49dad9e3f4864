package dev.jeton.store.contract;

import dev.jeton.audit.AuditEvent;
import dev.jeton.session.Principal;
import dev.jeton.session.Proof;
import dev.jeton.session.Session;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.Trace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contract suites share: the store, a clock that they move by hand, and samples. */
public abstract class StoreContract {
  protected static final Duration HOUR = Duration.ofHours(1);
  protected static final Duration DAY = Duration.ofHours(24);

  /**
   * Names that have gone wrong somewhere: scripts, emoji, no blank to trim, lone surrogates, 256
   * characters.
   */
  protected static final List<String> ODD_NAMES =
      List.of(
          "jana.krásná",
          "Жанна",
          "山田 太郎",
          "a\u0301",
          "á",
          "👩‍👩‍👧",
          " leading and trailing ",
          "\uD800",
          "\uDC00",
          "?",
          "%00&=+<>'\"\\/;!",
          "x".repeat(256),
          "👻".repeat(256));

  /** The time that the tests tell the store. */
  protected Instant now = Instant.parse("2026-01-01T00:00:00.123456789Z");

  protected Stores stores;

  /** A store that is empty. */
  protected abstract Stores open() throws Exception;

  @BeforeEach
  final void openTheStore() throws Exception {
    stores = open();
  }

  @AfterEach
  final void closeTheStore() throws Exception {
    stores.close();
  }

  /** Lets time pass, also for a store that looks at a clock of its own. */
  protected void elapse(Duration time) {
    now = now.plus(time);
  }

  /** A digest whose octets tell its number; it begins with the number's four octets. */
  public static TokenDigest token(int number) {
    byte[] octets = new byte[32];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) (i < 4 ? number >>> 24 - 8 * i : number * 31 + i);
    }
    return TokenDigest.stored(octets);
  }

  public static Session session(TokenDigest token, Instant issued, Duration life) {
    return session(token, "vz", new Principal(1, "anna"), new Principal(1, "anna"), issued, life);
  }

  public static Session session(
      TokenDigest token,
      String dialect,
      Principal actor,
      Principal subject,
      Instant issued,
      Duration life) {
    return new Session(
        token.sessionId(),
        dialect,
        actor,
        subject,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        issued,
        Optional.empty(),
        issued.plus(life));
  }

  /** A session that ends an hour after its last use, and a day after its issue whatever happens. */
  public static Session idle(TokenDigest token, Instant issued) {
    return new Session(
        token.sessionId(),
        "nout",
        new Principal(1, "anna"),
        new Principal(2, "bob"),
        Optional.of(new Principal(3, "customer")),
        Optional.empty(),
        12,
        Optional.of("client"),
        issued,
        Optional.of(issued.plus(HOUR)),
        issued.plus(DAY));
  }

  public static AuditEvent event(Instant at, String text) {
    return AuditEvent.of(at, AuditEvent.Kind.LOGIN_GRANTED, "text", text);
  }

  public static Trace trace(Instant at, String text, Proof... burnt) {
    return new Trace(List.of(burnt), event(at, text));
  }

  /** A proof by this account, fresh until this instant. */
  public static Proof proof(long account, int number, Instant until) {
    byte[] octets = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    return new Proof(account, octets, until);
  }

  protected boolean create(TokenDigest token, Session session) {
    return stores.sessions().create(token, session, trace(now, "created"));
  }

  protected Optional<Session> end(TokenDigest token) {
    return stores.sessions().end(token, now, trace(now, "ended"));
  }

  /** Sweeps until nothing is left to do. */
  protected void sweep() {
    while (stores.sessions().sweep(now, 100) == 100) {}
  }

  /** What many virtual threads get that all do this as nearly at once as can be. */
  protected static <T> List<T> atOnce(int threads, Callable<T> action) throws Exception {
    var start = new CountDownLatch(1);
    var results = new ArrayList<T>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<T>>();
      for (int i = 0; i < threads; i++) {
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  return action.call();
                }));
      }
      start.countDown();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
    }
    return results;
  }
}
