package dev.jeton.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.session.Binding;
import dev.jeton.session.Form;
import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Proof;
import dev.jeton.session.Rotation;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@link dev.jeton.session.SessionStore} promises. */
public abstract class SessionStoreContract extends StoreContract {
  private static final Verdict UNKNOWN = new Verdict.Unknown();

  @Test
  void whatWasCreatedIsFoundWithAllItsFacts() {
    int number = 0;
    for (String name : ODD_NAMES) {
      TokenDigest token = token(++number);
      var session =
          new Session(
              token.sessionId(),
              name,
              new Principal(Long.MAX_VALUE, name),
              new Principal(2, name + "2"),
              Optional.of(new Principal(3, name + "3")),
              Optional.of(new Form("1169", name)),
              12,
              Optional.of(name),
              now,
              Optional.of(now.plusNanos(1)),
              Instant.parse("9999-12-31T23:59:59.999999999Z"),
              Optional.of(
                  new Grant(
                      new Principal(4, name + "4"),
                      new TreeSet<>(Set.of(name, "read")),
                      List.of(name, "https://api.example"),
                      Optional.of(new Binding(Binding.Method.X5T_S256, name)),
                      List.of(new Principal(5, name), new Principal(6, "six")),
                      Optional.of(token(99)),
                      Optional.of(new Rotation(Integer.MAX_VALUE, now)))));
      assertTrue(create(token, session));
      assertEquals(new Verdict.Live(session), stores.sessions().find(token, now));
    }
    var plain = session(token(100), now, HOUR);
    create(token(100), plain);
    assertEquals(new Verdict.Live(plain), stores.sessions().find(token(100), now));
  }

  @Test
  void aSessionThatWasBegunIsKeptLikeOneThatWasWaitedFor() throws Exception {
    var session = session(token(1), now, HOUR);
    assertTrue(begin(token(1), session));
    assertEquals(new Verdict.Live(session), stores.sessions().find(token(1), now));
    assertFalse(begin(token(1), session));
    assertFalse(create(token(1), session));
    assertEquals(Optional.of(session), end(token(1)));
    assertFalse(begin(token(1), session));
  }

  private boolean begin(TokenDigest token, Session session) throws Exception {
    return stores.sessions().begin(token, session, trace(now, "begun")).orElseThrow().get();
  }

  @Test
  void aTokenThatWasNeverIssuedIsUnknown() {
    assertEquals(UNKNOWN, stores.sessions().find(token(1), now));
    assertEquals(Optional.empty(), stores.sessions().peek(token(1), now));
    assertEquals(Optional.empty(), end(token(1)));
    assertEquals(Optional.empty(), stores.sessions().digest(token(1).sessionId()));
    var session = idle(token(1), now);
    assertFalse(stores.sessions().replace(token(1), session, session));
  }

  @Test
  void aSessionIsAliveUpToItsDeadlineAndNotAtIt() {
    var session = session(token(1), now, HOUR);
    create(token(1), session);
    elapse(HOUR.minusNanos(1));
    assertEquals(new Verdict.Live(session), stores.sessions().find(token(1), now));
    elapse(Duration.ofNanos(1));
    var gone = new Verdict.Gone("vz", Verdict.Why.EXPIRED, now);
    assertEquals(gone, stores.sessions().find(token(1), now));
    assertEquals(Optional.empty(), stores.sessions().peek(token(1), now));
  }

  @Test
  void whatExpiredIsRememberedForADaySweptOrNot() {
    Instant deadline = now.plus(HOUR);
    create(token(1), session(token(1), now, HOUR));
    create(token(2), session(token(2), now, HOUR));
    elapse(HOUR);
    sweep();
    create(token(3), session(token(3), now.minus(HOUR), HOUR));
    elapse(DAY.minusNanos(1));
    var gone = new Verdict.Gone("vz", Verdict.Why.EXPIRED, deadline);
    for (int i = 1; i <= 3; i++) {
      assertEquals(gone, stores.sessions().find(token(i), now));
    }
    elapse(Duration.ofNanos(1));
    for (int i = 1; i <= 3; i++) {
      assertEquals(UNKNOWN, stores.sessions().find(token(i), now));
    }
    sweep();
    for (int i = 1; i <= 3; i++) {
      assertEquals(UNKNOWN, stores.sessions().find(token(i), now));
      assertEquals(Optional.empty(), stores.sessions().digest(token(i).sessionId()));
    }
  }

  @Test
  void whatWasEndedIsRememberedForADayFromThen() {
    var session = session(token(1), now, DAY);
    create(token(1), session);
    elapse(HOUR);
    Instant ended = now;
    assertEquals(Optional.of(session), end(token(1)));
    var gone = new Verdict.Gone("vz", Verdict.Why.ENDED, ended);
    assertEquals(gone, stores.sessions().find(token(1), now));
    assertEquals(Optional.empty(), stores.sessions().peek(token(1), now));
    elapse(DAY.minusNanos(1));
    sweep();
    assertEquals(gone, stores.sessions().find(token(1), now));
    elapse(Duration.ofNanos(1));
    assertEquals(UNKNOWN, stores.sessions().find(token(1), now));
  }

  @Test
  void aTokenIsNeverIssuedTwice() {
    var first = session(token(1), now, HOUR);
    create(token(1), first);
    assertFalse(create(token(1), session(token(1), now, DAY)));
    assertEquals(new Verdict.Live(first), stores.sessions().find(token(1), now));
    end(token(1));
    assertFalse(create(token(1), first));
    create(token(2), session(token(2), now, HOUR));
    elapse(HOUR);
    sweep();
    assertFalse(create(token(2), session(token(2), now, HOUR)));
    assertEquals(
        new Verdict.Gone("vz", Verdict.Why.EXPIRED, now), stores.sessions().find(token(2), now));
  }

  @Test
  void anIdIsNeverGivenToTwoTokens() {
    byte[] octets = token(1).octets();
    octets[31] ^= 1;
    TokenDigest twin = TokenDigest.stored(octets);
    var session = session(token(1), now, HOUR);
    create(token(1), session);
    assertEquals(token(1).sessionId(), twin.sessionId());
    assertFalse(create(twin, session));
    assertEquals(UNKNOWN, stores.sessions().find(twin, now));
    assertEquals(Optional.empty(), end(twin));
    assertFalse(stores.sessions().replace(twin, session, session));
    assertEquals(new Verdict.Live(session), stores.sessions().find(token(1), now));
    end(token(1));
    assertEquals(UNKNOWN, stores.sessions().find(twin, now));
  }

  @Test
  void aSessionOfAnotherTokensIdIsABug() {
    assertThrows(
        IllegalArgumentException.class, () -> create(token(1), session(token(2), now, HOUR)));
  }

  @Test
  void beginningAndEndKeepTheirTraceAndRefusedOnesKeepNone() {
    Proof first = proof(1, 1, now.plus(HOUR));
    Proof second = proof(1, 2, now.plus(HOUR));
    Proof third = proof(1, 3, now.plus(HOUR));
    var session = session(token(1), now, HOUR);
    stores.sessions().create(token(1), session, trace(now, "first", first));
    stores.sessions().create(token(1), session, trace(now, "lost", third));
    elapse(Duration.ofSeconds(1));
    stores.sessions().end(token(1), now, trace(now, "second", second));
    stores.sessions().end(token(1), now, trace(now, "lost", third));
    assertEquals(
        List.of(event(now.minusSeconds(1), "first"), event(now, "second")), stores.events());
    assertFalse(stores.guard().take(first, now));
    assertFalse(stores.guard().take(second, now));
    assertTrue(stores.guard().take(third, now));
  }

  @Test
  void anExpiredSessionCantBeEnded() {
    create(token(1), session(token(1), now, HOUR));
    elapse(HOUR);
    assertEquals(Optional.empty(), end(token(1)));
    assertEquals(
        new Verdict.Gone("vz", Verdict.Why.EXPIRED, now), stores.sessions().find(token(1), now));
  }

  @Test
  void aUseMovesTheDeadline() {
    var session = idle(token(1), now);
    create(token(1), session);
    elapse(Duration.ofMinutes(30));
    var used = session.withIdleDeadline(now.plus(HOUR));
    assertTrue(stores.sessions().replace(token(1), session, used));
    assertEquals(new Verdict.Live(used), stores.sessions().find(token(1), now));
    elapse(Duration.ofMinutes(30));
    sweep();
    assertEquals(new Verdict.Live(used), stores.sessions().find(token(1), now));
    assertEquals(List.of(used), all());
    elapse(Duration.ofMinutes(30));
    var gone = new Verdict.Gone("nout", Verdict.Why.EXPIRED, now);
    sweep();
    assertEquals(gone, stores.sessions().find(token(1), now));
    assertFalse(stores.sessions().replace(token(1), used, session));
  }

  @Test
  void aDeadlineMayMoveNearerToo() {
    var session = idle(token(1), now);
    create(token(1), session);
    var sooner = session.withIdleDeadline(now.plusSeconds(1));
    assertTrue(stores.sessions().replace(token(1), session, sooner));
    elapse(Duration.ofSeconds(1));
    sweep();
    assertFalse(stores.sessions().replace(token(1), sooner, session));
    assertEquals(
        new Verdict.Gone("nout", Verdict.Why.EXPIRED, now), stores.sessions().find(token(1), now));
  }

  @Test
  void onlyTheExpectedSessionIsReplaced() {
    var session = idle(token(1), now);
    var other = session.withIdleDeadline(now.plusSeconds(7));
    create(token(1), session);
    assertFalse(stores.sessions().replace(token(1), other, session));
    assertEquals(new Verdict.Live(session), stores.sessions().find(token(1), now));
  }

  @Test
  void aReplaceNeverRevivesARemovedSession() {
    var session = idle(token(1), now);
    create(token(1), session);
    end(token(1));
    assertFalse(
        stores.sessions().replace(token(1), session, session.withIdleDeadline(now.plus(DAY))));
    assertEquals(
        new Verdict.Gone("nout", Verdict.Why.ENDED, now), stores.sessions().find(token(1), now));
    assertEquals(List.of(), all());
  }

  @Test
  void aSessionIsFoundByItsId() {
    create(token(1), session(token(1), now, HOUR));
    assertEquals(Optional.of(token(1)), stores.sessions().digest(token(1).sessionId()));
    end(token(1));
    assertEquals(Optional.of(token(1)), stores.sessions().digest(token(1).sessionId()));
  }

  @Test
  void allPartiesOfASessionListIt() {
    var session = idle(token(1), now);
    create(token(1), session);
    for (long account = 1; account <= 3; account++) {
      assertEquals(List.of(session), of(account));
    }
    assertEquals(List.of(), of(4));
    end(token(1));
    for (long account = 1; account <= 3; account++) {
      assertEquals(List.of(), of(account));
    }
  }

  @Test
  void aReplaceMayChangeTheParties() {
    var session = session(token(1), now, HOUR);
    var next = session(token(1), "vz", new Principal(8, "h"), new Principal(9, "i"), now, HOUR);
    create(token(1), session);
    assertTrue(stores.sessions().replace(token(1), session, next));
    assertEquals(List.of(), of(1));
    assertEquals(List.of(next), of(8));
    assertEquals(List.of(next), of(9));
  }

  @Test
  void sessionsAreListedByIdPageAfterPage() {
    var sessions = new ArrayList<Session>();
    for (int i = 600; i > 0; i--) {
      var session =
          session(
              token(i),
              i % 2 == 0 ? "vz" : "wipsos",
              new Principal(1, "a"),
              new Principal(1, "a"),
              now,
              HOUR);
      create(token(i), session);
      sessions.addFirst(session);
    }
    assertEquals(sessions, all());
    assertEquals(sessions, of(1));
    assertEquals(
        sessions.subList(0, 7), page(OptionalLong.empty(), Optional.empty(), Optional.empty(), 7));
    SessionId seventh = sessions.get(6).id();
    assertEquals(
        sessions.subList(7, 600),
        page(OptionalLong.of(1), Optional.empty(), Optional.of(seventh), 1000));
    assertEquals(
        List.of(token(2).sessionId(), token(4).sessionId()),
        page(OptionalLong.of(1), Optional.of("vz"), Optional.empty(), 2).stream()
            .map(Session::id)
            .toList());
    assertEquals(
        300, page(OptionalLong.empty(), Optional.of("wipsos"), Optional.empty(), 1000).size());
    assertEquals(
        List.of(),
        page(OptionalLong.empty(), Optional.empty(), Optional.of(sessions.getLast().id()), 5));
  }

  @Test
  void onlyLiveSessionsAreListedSweptOrNot() {
    create(token(1), session(token(1), now, HOUR));
    var longer = session(token(2), now, DAY);
    create(token(2), longer);
    create(token(3), session(token(3), now, DAY));
    end(token(3));
    elapse(HOUR);
    assertEquals(List.of(longer), all());
    assertEquals(List.of(longer), of(1));
    sweep();
    assertEquals(List.of(longer), all());
    assertEquals(List.of(longer), of(1));
  }

  @Test
  void aSweepStopsAtItsLimitAndSaysWhetherAnythingIsLeft() {
    for (int i = 0; i < 10; i++) {
      create(token(i), session(token(i), now, HOUR));
    }
    assertEquals(0, stores.sessions().sweep(now, 4));
    elapse(HOUR);
    assertEquals(4, stores.sessions().sweep(now, 4));
    assertEquals(4, stores.sessions().sweep(now, 4));
    assertEquals(2, stores.sessions().sweep(now, 4));
    assertEquals(0, stores.sessions().sweep(now, 4));
  }

  @Test
  void whatComesLateIsSweptToo() {
    create(token(1), session(token(1), now, HOUR.multipliedBy(2)));
    elapse(HOUR.multipliedBy(2));
    sweep();
    create(token(2), session(token(2), now.minus(HOUR), Duration.ofSeconds(1)));
    sweep();
    assertFalse(
        stores
            .sessions()
            .replace(
                token(2),
                session(token(2), now.minus(HOUR), Duration.ofSeconds(1)),
                session(token(2), now, HOUR)));
  }

  @Test
  void ofManyWhoCreateTheSameTokenOneSucceeds() throws Exception {
    var session = session(token(1), now, HOUR);
    assertEquals(1, atOnce(100, () -> create(token(1), session)).stream().filter(b -> b).count());
    assertEquals(1, stores.events().size());
  }

  @Test
  void ofManyWhoEndASessionOneGetsIt() throws Exception {
    var session = session(token(1), now, HOUR);
    create(token(1), session);
    List<Optional<Session>> results = atOnce(100, () -> end(token(1)));
    assertEquals(List.of(session), results.stream().flatMap(Optional::stream).toList());
    assertEquals(2, stores.events().size());
  }

  @Test
  void ofManyWhoReplaceTheSameSessionOneSucceeds() throws Exception {
    var session = idle(token(1), now);
    create(token(1), session);
    var next = session.withIdleDeadline(now.plus(HOUR.multipliedBy(2)));
    List<Boolean> results = atOnce(100, () -> stores.sessions().replace(token(1), session, next));
    assertEquals(1, results.stream().filter(b -> b).count());
  }

  @Test
  void amongUsesAndEndsASessionStaysEnded() throws Exception {
    for (int round = 0; round < 20; round++) {
      TokenDigest token = token(round);
      var session = idle(token, now);
      create(token, session);
      var turn = new AtomicInteger();
      atOnce(
          20,
          () -> {
            if (turn.incrementAndGet() == 10) {
              end(token);
              assertEquals(Optional.empty(), stores.sessions().peek(token, now));
            }
            if (stores.sessions().find(token, now) instanceof Verdict.Live(Session there)) {
              var next = there.withIdleDeadline(there.deadline().plusSeconds(1));
              return stores.sessions().replace(token, there, next);
            }
            return false;
          });
      assertEquals(
          new Verdict.Gone("nout", Verdict.Why.ENDED, now), stores.sessions().find(token, now));
    }
  }

  private List<Session> all() {
    return page(OptionalLong.empty(), Optional.empty(), Optional.empty(), Integer.MAX_VALUE);
  }

  private List<Session> of(long account) {
    return page(OptionalLong.of(account), Optional.empty(), Optional.empty(), Integer.MAX_VALUE);
  }

  private List<Session> page(
      OptionalLong account, Optional<String> dialect, Optional<SessionId> after, int limit) {
    return stores.sessions().list(account, dialect, after, limit, now);
  }
}
