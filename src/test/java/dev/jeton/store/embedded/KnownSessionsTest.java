package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.TokenDigest;
import dev.jeton.session.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is known of sessions outlives no write. */
class KnownSessionsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final KnownSessions known = new KnownSessions(100_000);
  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void whatWasReadIsReadOnce() {
    assertEquals(Optional.of(live(1)), known.find(token(1), () -> reading(1)));
    assertEquals(Optional.of(live(1)), known.find(token(1), () -> reading(1)));
    assertEquals(Optional.of(live(1)), known.peek(token(1)));
    assertEquals(1, readings.get());
  }

  @Test
  void whatIsNotThereIsReadEachTime() {
    assertEquals(Optional.empty(), known.find(token(1), Optional::empty));
    assertEquals(Optional.of(live(1)), known.find(token(1), () -> reading(1)));
  }

  @Test
  void moreThanAreReadyForUseAreKnown() {
    for (int i = 0; i < 20_000; i++) {
      put(i);
    }
    for (int i = 0; i < 20_000; i++) {
      assertEquals(Optional.of(live(i)), known.peek(token(i)));
    }
  }

  @Test
  void whatIsWrittenCountsFromThenOn() {
    put(1);
    known.put(token(1), new StoredSession(false, gone(1)), ended());
    assertEquals(Optional.of(ended()), known.peek(token(1)));
    known.remove(token(1));
    assertEquals(Optional.empty(), known.peek(token(1)));
  }

  @Test
  void whatIsWrittenCountsAlsoForOneThatIsReadyForUse() {
    put(1);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.of(live(1)), known.peek(token(1)));
    }
    known.put(token(1), new StoredSession(false, gone(1)), ended());
    assertEquals(Optional.of(ended()), known.peek(token(1)));
  }

  @Test
  void whatIsAskedForOftenIsTheSameObject() {
    put(1);
    for (int i = 0; i < 2; i++) {
      assertEquals(Optional.of(live(1)), known.peek(token(1)));
    }
    assertSame(known.peek(token(1)).orElseThrow(), known.peek(token(1)).orElseThrow());
  }

  @Test
  void whatIsAskedForOnceLeavesThoseThatAreReadyForUse() {
    put(1);
    for (int i = 0; i < 2; i++) {
      known.peek(token(1));
    }
    Verdict ready = known.peek(token(1)).orElseThrow();
    for (int i = 2; i < 100_000; i++) {
      put(i);
      known.peek(token(i));
    }
    assertSame(ready, known.peek(token(1)).orElseThrow());
  }

  @Test
  void aReadingThatMeetsAWriteIsNotKept() {
    Optional<Verdict> read =
        known.find(
            token(1),
            () -> {
              Optional<StoredSession> before = reading(1);
              known.put(token(1), new StoredSession(false, gone(1)), ended());
              return before;
            });
    assertEquals(Optional.of(live(1)), read, "it began before the write was acknowledged");
    assertEquals(Optional.of(ended()), known.peek(token(1)));
  }

  @Test
  void aReadingThatMeetsARemovalIsNotKept() {
    known.find(
        token(1),
        () -> {
          Optional<StoredSession> before = reading(1);
          known.remove(token(1));
          return before;
        });
    assertEquals(Optional.empty(), known.peek(token(1)));
  }

  @Test
  void aReadingThatMeetsTheForgettingOfAllIsNotKept() {
    put(2);
    known.find(
        token(1),
        () -> {
          Optional<StoredSession> before = reading(1);
          known.clear();
          return before;
        });
    assertEquals(Optional.empty(), known.peek(token(1)));
    assertEquals(Optional.empty(), known.peek(token(2)));
  }

  @Test
  void anotherTokenWithTheSameIdIsNotKnown() {
    put(1);
    byte[] octets = token(1).octets();
    octets[31]++;
    assertEquals(Optional.empty(), known.peek(TokenDigest.stored(octets)));
  }

  private void put(int number) {
    known.put(token(number), new StoredSession(true, octets(number)), live(number));
  }

  private Optional<StoredSession> reading(int number) {
    readings.incrementAndGet();
    return Optional.of(new StoredSession(true, octets(number)));
  }

  private static byte[] octets(int number) {
    return new SessionRecord(token(number), NOW.plusSeconds(60), live(number).session()).encoded();
  }

  private static byte[] gone(int number) {
    return new GoneRecord(token(number), ended()).encoded();
  }

  private static Verdict.Gone ended() {
    return new Verdict.Gone("vz", Verdict.Why.ENDED, NOW);
  }

  private static Verdict.Live live(int number) {
    var actor = new Principal(number + 1, "ana", "user");
    return new Verdict.Live(
        new Session(
            token(number).sessionId(),
            "vz",
            actor,
            actor,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            NOW,
            Optional.empty(),
            NOW.plusSeconds(60)));
  }

  /** Spread over all parts, as digests are. */
  private static TokenDigest token(int number) {
    return TokenDigest.stored(
        ByteBuffer.allocate(32)
            .putInt(number * 0x9E3779B9)
            .putInt(number)
            .putInt(number * 31)
            .array());
  }
}
