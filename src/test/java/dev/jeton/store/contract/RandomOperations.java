package dev.jeton.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.account.Account;
import dev.jeton.account.ApiKey;
import dev.jeton.account.Kind;
import dev.jeton.account.Permission;
import dev.jeton.audit.AuditEvent;
import dev.jeton.session.Form;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.Trace;
import dev.jeton.session.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * The same seeded random operations on a store and on the model: every answer must be the same.
 * There are few tokens, names and moments, so that operations meet.
 */
public final class RandomOperations {
  private static final int TOKENS = 12;

  private final List<dev.jeton.session.Proof> inMemory = new java.util.ArrayList<>();
  private final Random random;
  private final Stores model;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int step;

  public RandomOperations(long seed, Stores model) {
    this.random = new Random(seed);
    this.model = model;
  }

  /** Does one more operation on both. */
  public void next(Stores store) throws Exception {
    step++;
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> create(store);
      case 3, 4, 5 -> replace(store);
      case 6 -> end(store);
      case 7, 8 -> now = now.plus(Duration.ofMinutes(random.nextInt(200)));
      case 9 -> {
        sweep(store);
        sweep(model);
      }
      case 10, 11 -> take(store);
      case 12, 13, 14 -> add(store);
      case 15, 16 -> change(store);
      case 17 -> remove(store);
      case 18 -> list(store);
      case 19 ->
          assertEquals(
              Optional.empty(), model.accounts().find(store.accounts().unusedId()), what());
      default -> throw new IllegalStateException();
    }
    assertSame(store);
  }

  /** Compares all that can be asked. */
  public void assertSame(Stores store) {
    for (int i = 0; i < TOKENS; i++) {
      TokenDigest token = StoreContract.token(i);
      Verdict expected = model.sessions().find(token, now);
      assertEquals(expected, store.sessions().find(token, now), what());
      store.sessions().peek(token, now).ifPresent(peeked -> assertEquals(expected, peeked, what()));
      assertEquals(
          model.sessions().digest(token.sessionId()),
          store.sessions().digest(token.sessionId()),
          what());
    }
    for (int i = 0; i < 6; i++) {
      assertEquals(model.accounts().find(i), store.accounts().find(i), what());
      for (var form : List.of(Optional.<String>empty(), Optional.of("10"), Optional.of("20"))) {
        String name = "name " + i;
        assertEquals(model.accounts().find(form, name), store.accounts().find(form, name), what());
      }
      assertEquals(
          model.accounts().findByKey("key " + i), store.accounts().findByKey("key " + i), what());
      assertEquals(
          model.accounts().form("title " + i), store.accounts().form("title " + i), what());
    }
    for (String id : List.of("10", "20")) {
      assertEquals(model.accounts().form(id), store.accounts().form(id), what());
    }
    assertEquals(
        Set.copyOf(model.accounts().forms()), Set.copyOf(store.accounts().forms()), what());
    assertEquals(List.copyOf(model.accounts().list(0, 9)), store.accounts().list(0, 9), what());
  }

  /** The kept events, in an order of their own where they have the same instant. */
  public void assertSameEvents(Stores store) {
    assertEquals(ordered(model.events()), ordered(store.events()), what());
  }

  private static List<AuditEvent> ordered(List<AuditEvent> events) {
    return events.stream()
        .sorted(Comparator.comparing(AuditEvent::at).thenComparing(AuditEvent::toString))
        .toList();
  }

  private void create(Stores store) {
    TokenDigest token = token();
    var session =
        new Session(
            token.sessionId(),
            random.nextBoolean() ? "vz" : "nout",
            party(),
            party(),
            random.nextBoolean() ? Optional.of(party()) : Optional.empty(),
            Optional.empty(),
            random.nextInt(3),
            Optional.empty(),
            now,
            random.nextBoolean() ? Optional.of(now.plus(minutes(60))) : Optional.empty(),
            now.plus(Duration.ofHours(2)));
    Trace trace = trace(store);
    assertEquals(
        model.sessions().create(token, session, trace),
        store.sessions().create(token, session, trace),
        what());
  }

  private void replace(Stores store) {
    TokenDigest token = token();
    if (model.sessions().find(token, now) instanceof Verdict.Live(Session there)) {
      Instant deadline = now.plus(minutes(60));
      if (deadline.isAfter(there.absoluteDeadline())) {
        deadline = there.absoluteDeadline();
      }
      Session next = there.withIdleDeadline(deadline);
      Session expected = random.nextInt(5) == 0 ? next : there;
      assertEquals(
          model.sessions().replace(token, expected, next),
          store.sessions().replace(token, expected, next),
          what());
    }
  }

  private void end(Stores store) {
    TokenDigest token = token();
    Trace trace = trace(store);
    assertEquals(
        model.sessions().end(token, now, trace), store.sessions().end(token, now, trace), what());
  }

  private void sweep(Stores store) {
    while (store.sessions().sweep(now, 5) == 5) {}
  }

  private void take(Stores store) {
    var proof = StoreContract.proof(random.nextInt(2), random.nextInt(20), now.plus(minutes(90)));
    boolean taken = model.guard().take(proof, now);
    assertEquals(taken, store.guard().take(proof, now), what());
    if (!taken) {
      return;
    }
    if (random.nextBoolean()) {
      model.guard().burn(List.of(proof));
      store.guard().burn(List.of(proof));
    } else {
      inMemory.add(proof);
    }
  }

  /** Puts on disk what was only taken so far, which a store may forget when it is closed. */
  public void settle(Stores store) {
    model.guard().burn(inMemory);
    store.guard().burn(inMemory);
    inMemory.clear();
  }

  private void add(Stores store) {
    Account account = account(random.nextInt(6), 1);
    var event = StoreContract.event(now, "add " + step);
    assertEquals(
        model.accounts().add(account, event), store.accounts().add(account, event), what());
  }

  private void change(Stores store) {
    long id = random.nextInt(6);
    long version = model.accounts().find(id).map(Account::version).orElse(0L) + random.nextInt(2);
    Account account = account(id, version);
    var event = StoreContract.event(now, "change " + step);
    assertEquals(
        model.accounts().replace(account, event), store.accounts().replace(account, event), what());
  }

  private void remove(Stores store) {
    long id = random.nextInt(6);
    Account account = account(id, model.accounts().find(id).map(Account::version).orElse(1L));
    var event = StoreContract.event(now, "remove " + step);
    assertEquals(
        model.accounts().remove(account, event), store.accounts().remove(account, event), what());
  }

  private void list(Stores store) {
    OptionalLong account =
        random.nextBoolean() ? OptionalLong.of(party().id()) : OptionalLong.empty();
    Optional<String> dialect = random.nextBoolean() ? Optional.of("vz") : Optional.empty();
    Optional<SessionId> after =
        random.nextBoolean() ? Optional.of(token().sessionId()) : Optional.empty();
    int limit = 1 + random.nextInt(5);
    assertEquals(
        model.sessions().list(account, dialect, after, limit, now),
        store.sessions().list(account, dialect, after, limit, now),
        what());
  }

  private Account account(long id, long version) {
    Optional<Form> form =
        switch (random.nextInt(3)) {
          case 0 -> Optional.of(new Form("10", "title " + random.nextInt(6)));
          case 1 -> Optional.of(new Form("20", "title " + random.nextInt(6)));
          default -> Optional.empty();
        };
    var keys = new ArrayList<ApiKey>();
    if (random.nextInt(3) == 0) {
      keys.add(new ApiKey("key " + random.nextInt(6), 1 + random.nextInt(3), "mac", now));
    }
    return new Account(
        id,
        version,
        "name " + random.nextInt(6),
        form,
        form.isPresent() ? Kind.EXTRANET : Kind.USER,
        random.nextBoolean(),
        Set.of("vz"),
        OptionalInt.empty(),
        Permission.NOBODY,
        new Permission(random.nextBoolean(), Set.of("name")),
        Optional.empty(),
        Optional.empty(),
        random.nextBoolean() ? Optional.of("corp") : Optional.empty(),
        keys);
  }

  /** Only what was taken is burnt, as the guard asks for. */
  private Trace trace(Stores store) {
    var proof = StoreContract.proof(0, random.nextInt(20), now.plus(minutes(90)));
    boolean taken = model.guard().take(proof, now);
    assertEquals(taken, store.guard().take(proof, now), what());
    if (!taken) {
      return StoreContract.trace(now, "step " + step);
    }
    inMemory.add(proof);
    return StoreContract.trace(now, "step " + step, proof);
  }

  private Duration minutes(int most) {
    return Duration.ofMinutes(1 + random.nextInt(most));
  }

  private TokenDigest token() {
    return StoreContract.token(random.nextInt(TOKENS));
  }

  private Principal party() {
    int id = random.nextInt(4);
    return new Principal(id, "party " + id);
  }

  private String what() {
    return "step " + step;
  }
}
