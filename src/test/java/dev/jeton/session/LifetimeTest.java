package dev.jeton.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LifetimeTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Lifetime IDLE = Lifetime.idle(Duration.ofMinutes(20), Duration.ofHours(12));

  private static Session opened(Lifetime lifetime) {
    Instant absolute = lifetime.absoluteDeadline(START, Optional.empty(), Duration.ofDays(30));
    return new Session(
        new SessionId("0".repeat(24)),
        "x",
        new Principal(1, "a"),
        new Principal(1, "a"),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        START,
        lifetime.idleDeadline(START, absolute),
        absolute);
  }

  @Test
  void anUnusedSessionLivesItsIdleTimeAndAtMostOneStepMore() {
    Session session = opened(IDLE);
    assertTrue(session.liveAt(START.plus(Duration.ofMinutes(20))));
    assertEquals(START.plus(Duration.ofMinutes(22)), session.deadline());
  }

  @Test
  void aUseIsWrittenOnlyWhenTheDeadlineMovesByAStep() {
    Session session = opened(IDLE);
    assertEquals(Optional.empty(), IDLE.touched(session, START.plusSeconds(119)));
    assertEquals(
        Optional.of(START.plus(Duration.ofMinutes(24))),
        IDLE.touched(session, START.plusSeconds(120)).flatMap(Session::idleDeadline));
  }

  @Test
  void aSessionNeverDiesBeforeItsIdleTimeHasPassedSinceTheLastUse() {
    Session session = opened(IDLE);
    Instant use = START;
    for (int i = 1; i <= 40; i++) {
      use = START.plusSeconds(67L * i);
      session = IDLE.touched(session, use).orElse(session);
      assertTrue(session.liveAt(use.plus(Duration.ofMinutes(20)).minusNanos(1)), "use " + i);
    }
  }

  @Test
  void noUseCarriesASessionPastItsAbsoluteDeadline() {
    Session session = opened(IDLE);
    Instant late = START.plus(Duration.ofHours(12)).minusSeconds(1);
    Session touched = IDLE.touched(session, late).orElseThrow();
    assertEquals(START.plus(Duration.ofHours(12)), touched.deadline());
    assertEquals(Optional.empty(), IDLE.touched(touched, late.plusMillis(1)), "no more to write");
  }

  @Test
  void aFixedLifeIsTheOneAskedForAndNoUseProlongsIt() {
    Lifetime fixed = Lifetime.fixed(Duration.ofHours(8));
    assertEquals(
        START.plusSeconds(60),
        fixed.absoluteDeadline(START, Optional.of(Duration.ofMinutes(1)), Duration.ofDays(30)));
    assertEquals(Optional.empty(), fixed.touched(opened(fixed), START.plusSeconds(3600)));
  }

  @Test
  void timesOutOfOrderAreNoSession() {
    Session session = opened(IDLE);
    assertThrows(IllegalArgumentException.class, () -> session.withIdleDeadline(START));
    assertThrows(
        IllegalArgumentException.class,
        () -> session.withIdleDeadline(session.absoluteDeadline().plusNanos(1)));
  }
}
