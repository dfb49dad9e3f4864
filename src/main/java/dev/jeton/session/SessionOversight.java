package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What administrators see and do: the sessions of all dialects alike. Every call throws {@link
 * StoreUnavailable} if the store can't answer.
 */
public final class SessionOversight {
  private static final int PAGE = 500;

  private final Policies policies;
  private final SessionStore store;
  private final TokenLookup tokens;
  private final InstantSource clock;

  /**
   * Makes it over the store that the {@link SessionService} uses.
   *
   * @param policies for each dialect by its name
   */
  public SessionOversight(
      Map<String, SessionPolicy> policies, SessionStore store, KeyRing keys, InstantSource clock) {
    this.policies = new Policies(policies);
    this.store = store;
    this.tokens = new TokenLookup(store, keys);
    this.clock = clock;
  }

  /** Live sessions, as {@link SessionStore#list} gives them. */
  public List<Session> list(
      OptionalLong account, Optional<String> dialect, Optional<SessionId> after, int limit) {
    return store.list(account, dialect, after, limit, clock.instant());
  }

  /** What is known of the session with this id. */
  public Verdict find(SessionId id) {
    return store
        .digest(id)
        .map(digest -> store.find(digest, clock.instant()))
        .orElseGet(Verdict.Unknown::new);
  }

  /**
   * What is known of a token, whichever dialect issued it.
   *
   * @param touch whether this is a use, which prolongs an idle session; the verdict tells of the
   *     session after it
   */
  public Verdict check(Secret token, boolean touch) {
    Instant now = clock.instant();
    TokenLookup.Found found = tokens.find(token, now);
    Verdict verdict = found.verdict();
    if (!touch || !(verdict instanceof Verdict.Live(Session session))) {
      return verdict;
    }
    Optional<Session> touched =
        policies.find(session.dialect()).flatMap(policy -> policy.lifetime().touched(session, now));
    if (touched.isEmpty()) {
      return verdict;
    }
    return store.replace(found.digest(), session, touched.get())
        ? new Verdict.Live(touched.get())
        : store.find(found.digest(), now); // another use or an end came first: it tells
  }

  /**
   * Ends a session.
   *
   * @param cause why, for the audit event
   * @return the session, unless it was not live or another caller ended it
   */
  public Optional<Session> end(SessionId id, String cause) {
    return find(id) instanceof Verdict.Live(Session session) && end(session, cause)
        ? Optional.of(session)
        : Optional.empty();
  }

  /**
   * Ends live sessions of an account, all of them durably when this returns.
   *
   * @param account the id of their actor, subject or customer
   * @param which of them
   * @param cause why, for the audit events
   * @return how many were ended by this call
   */
  public int endAll(long account, Predicate<Session> which, String cause) {
    int ended = 0;
    Optional<SessionId> after = Optional.empty();
    List<Session> page;
    do {
      page = list(OptionalLong.of(account), Optional.empty(), after, PAGE);
      for (Session session : page) {
        if (which.test(session) && end(session, cause)) {
          ended++;
        }
        after = Optional.of(session.id());
      }
    } while (page.size() == PAGE);
    return ended;
  }

  private boolean end(Session session, String cause) {
    Instant now = clock.instant();
    AuditEvent event =
        SessionEvents.of(now, AuditEvent.Kind.SESSION_ENDED, session)
            .and(Map.of("by", "admin"))
            .and(Map.of("cause", cause));
    return store
        .digest(session.id())
        .flatMap(digest -> store.end(digest, now, new Trace(List.of(), event)))
        .isPresent();
  }
}
