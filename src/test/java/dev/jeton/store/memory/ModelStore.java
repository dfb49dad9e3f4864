package dev.jeton.store.memory;

import dev.jeton.account.Account;
import dev.jeton.account.AccountStore;
import dev.jeton.account.ApiKey;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.session.Form;
import dev.jeton.session.Principal;
import dev.jeton.session.Proof;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.Session;
import dev.jeton.session.SessionEvents;
import dev.jeton.session.SessionId;
import dev.jeton.session.SessionStore;
import dev.jeton.session.StoreUnavailable;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.Trace;
import dev.jeton.session.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All four ports on plain maps under one lock; simple enough to be believed. */
public final class ModelStore implements SessionStore, ReplayGuard, AccountStore, AuditTrail {

  /** A session, or what is remembered of it. */
  private record Kept(TokenDigest token, Session session, Optional<Verdict.Gone> gone) {}

  private final Duration remember;
  private final NavigableMap<String, Kept> sessions = new TreeMap<>();
  private final Map<Proof, Instant> proofs = new HashMap<>();
  private final NavigableMap<Long, Account> accounts = new TreeMap<>();
  private final Map<String, Form> forms = new HashMap<>();
  private final List<AuditEvent> events = new ArrayList<>();
  private final ModelExpiring counts = new ModelExpiring();
  private final ModelExpiring knownNetworks = new ModelExpiring();
  private long highestId;
  private boolean down;
  private boolean forgetful;

  /** Remembers what ended for 24 hours. */
  public ModelStore() {
    this(Duration.ofHours(24));
  }

  /**
   * Makes an empty store.
   *
   * @param remember for how long what ended is told from what never was
   */
  public ModelStore(Duration remember) {
    this.remember = remember;
  }

  /** From now on every call fails with {@link StoreUnavailable}, or answers again. */
  public synchronized void down(boolean next) {
    down = next;
    counts.down(next);
    knownNetworks.down(next);
  }

  public ModelExpiring counts() {
    return counts;
  }

  public ModelExpiring knownNetworks() {
    return knownNetworks;
  }

  /** All events so far, in their order. */
  public synchronized List<AuditEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public Optional<CompletableFuture<Boolean>> begin(
      TokenDigest token, Session session, Trace trace) {
    return Optional.of(CompletableFuture.completedFuture(create(token, session, trace)));
  }

  @Override
  public synchronized boolean create(TokenDigest token, Session session, Trace trace) {
    answers();
    if (!session.id().equals(token.sessionId())) {
      throw new IllegalArgumentException("session " + session.id() + " has another token");
    }
    if (sessions.containsKey(session.id().text())) {
      return false;
    }
    sessions.put(session.id().text(), new Kept(token, session, Optional.empty()));
    keep(trace);
    return true;
  }

  @Override
  public synchronized Verdict find(TokenDigest token, Instant now) {
    answers();
    Optional<Kept> kept = kept(token);
    if (kept.isEmpty()) {
      return new Verdict.Unknown();
    }
    Optional<Verdict.Gone> gone = gone(kept.get(), now);
    if (gone.isEmpty()) {
      return new Verdict.Live(kept.get().session());
    }
    return now.isBefore(gone.get().at().plus(remember)) ? gone.get() : new Verdict.Unknown();
  }

  @Override
  public synchronized Optional<Verdict> peek(TokenDigest token, Instant now) {
    return !down && find(token, now) instanceof Verdict.Live live
        ? Optional.of(live)
        : Optional.empty();
  }

  @Override
  public synchronized boolean replace(TokenDigest token, Session expected, Session next) {
    answers();
    Optional<Kept> kept = kept(token);
    if (kept.isEmpty() || kept.get().gone().isPresent() || !kept.get().session().equals(expected)) {
      return false;
    }
    sessions.put(expected.id().text(), new Kept(token, next, Optional.empty()));
    return true;
  }

  @Override
  public synchronized Optional<Session> end(TokenDigest token, Instant now, Trace trace) {
    answers();
    Optional<Kept> kept = kept(token);
    if (kept.isEmpty() || gone(kept.get(), now).isPresent()) {
      return Optional.empty();
    }
    Session session = kept.get().session();
    var gone = new Verdict.Gone(session.dialect(), Verdict.Why.ENDED, now);
    sessions.put(session.id().text(), new Kept(token, session, Optional.of(gone)));
    keep(trace);
    return Optional.of(session);
  }

  @Override
  public synchronized Optional<TokenDigest> digest(SessionId id) {
    answers();
    return Optional.ofNullable(sessions.get(id.text())).map(Kept::token);
  }

  @Override
  public synchronized List<Session> list(
      OptionalLong account,
      Optional<String> dialect,
      Optional<SessionId> after,
      int limit,
      Instant now) {
    answers();
    return sessions.values().stream()
        .filter(kept -> gone(kept, now).isEmpty())
        .map(Kept::session)
        .filter(s -> account.isEmpty() || parties(s).anyMatch(p -> p.id() == account.getAsLong()))
        .filter(s -> dialect.isEmpty() || s.dialect().equals(dialect.get()))
        .filter(s -> after.isEmpty() || s.id().text().compareTo(after.get().text()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized int sweep(Instant now, int limit) {
    answers();
    int handled = 0;
    for (Kept kept : List.copyOf(sessions.values())) {
      Optional<Verdict.Gone> gone = gone(kept, now);
      if (gone.isEmpty() || handled == limit) {
        continue;
      }
      boolean forgotten = !now.isBefore(gone.get().at().plus(remember));
      if (kept.gone().isEmpty()) {
        sessions.put(kept.session().id().text(), new Kept(kept.token(), kept.session(), gone));
        events.add(SessionEvents.expired(now, kept.session()));
      }
      if (forgotten) {
        sessions.remove(kept.session().id().text());
      }
      if (forgotten || kept.gone().isEmpty()) {
        handled++;
      }
    }
    proofs.values().removeIf(until -> !now.isBefore(until));
    return handled;
  }

  @Override
  public synchronized boolean take(Proof proof, Instant now) {
    answers();
    return now.isBefore(proof.freshUntil())
        && proofs.putIfAbsent(proof, proof.freshUntil()) == null;
  }

  @Override
  public synchronized boolean takeAtOnce(Proof proof, Instant now) {
    return !down && !forgetful && take(proof, now);
  }

  @Override
  public synchronized void burn(List<Proof> burnt) {
    answers();
    burnt.forEach(proof -> proofs.merge(proof, proof.freshUntil(), ModelStore::later));
  }

  @Override
  public synchronized Optional<Account> find(long id) {
    answers();
    return Optional.ofNullable(accounts.get(id));
  }

  @Override
  public synchronized Optional<Account> find(Optional<String> form, String name) {
    answers();
    return named().filter(a -> a.name().equals(name) && formId(a).equals(form)).findAny();
  }

  @Override
  public synchronized Optional<Account> peek(long id) {
    return forgetful ? Optional.empty() : find(id);
  }

  @Override
  public synchronized Optional<Account> peek(String name) {
    return forgetful
        ? Optional.empty()
        : named().filter(a -> a.name().equals(name) && formId(a).isEmpty()).findAny();
  }

  @Override
  public synchronized Optional<Account> findByKey(String identifiant) {
    answers();
    return named()
        .filter(a -> a.keys().stream().map(ApiKey::identifiant).anyMatch(identifiant::equals))
        .findAny();
  }

  /** From now on accounts and proofs are not told without waiting, or are again. */
  public synchronized void forgetful(boolean next) {
    forgetful = next;
  }

  @Override
  public synchronized Optional<Account> peekByKey(String identifiant) {
    return forgetful ? Optional.empty() : findByKey(identifiant);
  }

  @Override
  public synchronized Optional<Form> form(String idOrTitle) {
    answers();
    return Optional.ofNullable(forms.get(idOrTitle))
        .or(() -> forms.values().stream().filter(f -> f.title().equals(idOrTitle)).findAny());
  }

  @Override
  public synchronized List<Form> forms() {
    answers();
    return List.copyOf(forms.values());
  }

  @Override
  public synchronized List<Account> list(long after, int limit) {
    answers();
    return named().filter(account -> account.id() > after).limit(limit).toList();
  }

  @Override
  public synchronized Set<String> ways() {
    answers();
    return named().flatMap(account -> account.way().stream()).collect(Collectors.toSet());
  }

  @Override
  public synchronized long unusedId() {
    answers();
    return ++highestId;
  }

  @Override
  public synchronized Change add(Account account, AuditEvent event) {
    answers();
    if (accounts.containsKey(account.id())) {
      return Change.ID_TAKEN;
    }
    return put(account, event);
  }

  @Override
  public synchronized Change replace(Account account, AuditEvent event) {
    answers();
    Account former = accounts.get(account.id());
    if (former == null || former.version() + 1 != account.version()) {
      return Change.CONFLICT;
    }
    return put(account, event);
  }

  @Override
  public synchronized Change remove(Account account, AuditEvent event) {
    answers();
    Account former = accounts.get(account.id());
    if (former == null || former.version() != account.version()) {
      return Change.CONFLICT;
    }
    accounts.remove(account.id());
    events.add(event);
    return Change.DONE;
  }

  /** Unlike a real trail, this one loses nothing. */
  @Override
  public synchronized void record(AuditEvent event) {
    events.add(event);
  }

  private Change put(Account account, AuditEvent event) {
    List<Account> others = named().filter(other -> other.id() != account.id()).toList();
    List<String> keys = account.keys().stream().map(ApiKey::identifiant).toList();
    if (account.id() != 0) {
      if (others.stream()
          .anyMatch(o -> o.name().equals(account.name()) && formId(o).equals(formId(account)))) {
        return Change.NAME_TAKEN;
      }
      if (others.stream()
          .flatMap(other -> other.keys().stream())
          .anyMatch(key -> keys.contains(key.identifiant()))) {
        return Change.KEY_TAKEN;
      }
      for (Form form : forms.values()) {
        if (account.form().isPresent()
            && form.title().equals(account.form().get().title())
            && !form.id().equals(account.form().get().id())) {
          return Change.TITLE_TAKEN;
        }
      }
      account.form().ifPresent(form -> forms.put(form.id(), form));
    }
    accounts.put(account.id(), account);
    highestId = Math.max(highestId, account.id());
    events.add(event);
    return Change.DONE;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** All but the decoy, which is found by its id alone. */
  private Stream<Account> named() {
    return accounts.values().stream().filter(account -> account.id() != 0);
  }

  private static Optional<String> formId(Account account) {
    return account.form().map(Form::id);
  }

  private static Stream<Principal> parties(Session session) {
    return Stream.of(
            Optional.of(session.actor()), Optional.of(session.subject()), session.customer())
        .flatMap(Optional::stream);
  }

  private void keep(Trace trace) {
    burn(trace.burnt());
    events.add(trace.event());
  }

  private Optional<Kept> kept(TokenDigest token) {
    return Optional.ofNullable(sessions.get(token.sessionId().text()))
        .filter(kept -> kept.token().equals(token));
  }

  /** How it ended, if it is not live then. */
  private static Optional<Verdict.Gone> gone(Kept kept, Instant now) {
    Session session = kept.session();
    return kept.gone().isPresent() || session.liveAt(now)
        ? kept.gone()
        : Optional.of(new Verdict.Gone(session.dialect(), Verdict.Why.EXPIRED, session.deadline()));
  }

  private void answers() {
    if (down) {
      throw new StoreUnavailable("down, as the test asked", new IllegalStateException("down"));
    }
  }
}
